// A tree's node: words, an icon, a type at the right in mono, and its children.
import type { IconName } from './icons'

export interface TreeItem {
  readonly id: string
  readonly label: string
  readonly icon?: IconName
  readonly tone?: 'source' | 'topic' | 'step' | 'sink' | 'bad'
  readonly type?: string
  readonly children?: readonly TreeItem[]
}
