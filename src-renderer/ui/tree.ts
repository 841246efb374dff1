// A node of a tree: its label, an icon, a type in mono at the right, and its children.
import type { IconName } from './icons'

export interface TreeItem {
  readonly id: string
  readonly label: string
  readonly icon?: IconName
  readonly tone?: 'source' | 'topic' | 'step' | 'sink' | 'bad'
  readonly type?: string
  readonly children?: readonly TreeItem[]
}
