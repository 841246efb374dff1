// How a table describes its columns. A cell's words come from `text`; a `cell-<key>` slot may draw
// them instead.
import type { IconName } from './icons'

export interface Column<Row> {
  readonly key: string
  readonly title: string
  /** Small and mono beside the title: the type of a database column. */
  readonly note?: string
  /** An icon before the title, and its name for screen readers. */
  readonly icon?: IconName
  readonly iconLabel?: string
  /** Width in px, or a share of what is left (`'1fr'`, the default). */
  readonly width?: number | string
  /** With a width in px: takes a share of the remaining room, in proportion to its width or to this. */
  readonly grows?: boolean | number
  readonly align?: 'right'
  readonly mono?: boolean
  readonly tone?: 't2' | 't3'
  /**
   * The tooltip of the dash that is drawn for null. Without it, null is drawn as null, in hint
   * colour.
   */
  readonly none?: string
  readonly text: (row: Row) => string | null
  /** Set to let the header sort by this column. */
  readonly sortable?: boolean
}

const CHAR_PX = 7.3
const PADDING_PX = 22
const CHARS_MAX = 40

/** The room that the longest of a column's texts would take. */
export function roomOf(texts: Iterable<string | null | undefined>): number {
  let longest = 0
  for (const text of texts) longest = Math.max(longest, text?.length ?? 0)
  return Math.round(Math.min(longest, CHARS_MAX) * CHAR_PX + PADDING_PX)
}

export interface Sort {
  readonly key: string
  readonly down: boolean
}
