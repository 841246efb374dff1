// The lines of a menu: an act, a heading (no `run`), or a rule.
import type { IconName } from './icons'

export type MenuItem =
  | '-'
  | {
      readonly label: string
      readonly run?: () => void
      readonly icon?: IconName
      readonly keys?: string
      readonly note?: string
      readonly checked?: boolean
      readonly disabled?: boolean
      readonly danger?: boolean
    }
