// How a feature describes its screen. Its index.ts exports one descriptor, and app/routes.ts lists
// it; the rail, the router and the command palette read it.
import type { Component } from 'vue'
import type { IconName } from './icons'
import type { PlainTextKey } from './text'

export interface Screen {
  readonly id: string
  readonly path: string
  /** Other paths of the same screen. */
  readonly alias?: readonly string[]
  readonly label: PlainTextKey
  readonly icon: IconName
  /** Where the rail shows it. */
  readonly place: 'top' | 'bottom' | 'hidden'
  readonly component: () => Promise<{ default: Component }>
  /** A number at the icon, such as dead letters; none when 0. */
  readonly count?: () => number
}

export function defineScreen(screen: Screen): Screen {
  return screen
}
