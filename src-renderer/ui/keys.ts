// Where a key leads in a list, a table, a row of tabs or a group of choices. Every part of the kit
// that is one stop of Tab and is walked with arrows asks here, so that keys act alike everywhere
// (WAI-ARIA practices).
export interface Walk {
  /** The place of the chosen item; -1 when none is chosen. */
  readonly at: number
  readonly count: number
  /** The arrows that walk: up and down in a column, left and right in a row. */
  readonly along: 'column' | 'row' | 'both'
  /** How far Page Up and Page Down go. Without it these keys do nothing. */
  readonly page?: number
  /** Past the end, the walk begins again: tabs and choices do so, long lists stop. */
  readonly round?: boolean
}

/** The place that the key leads to, or undefined when it is not a key of the walk. */
export function walk(key: string, { at, count, along, page, round }: Walk): number | undefined {
  const to = target(key, at, count, along, page)
  if (to === undefined || count === 0) return undefined
  return round === true ? (to + count) % count : Math.max(0, Math.min(count - 1, to))
}

function target(
  key: string,
  at: number,
  count: number,
  along: Walk['along'],
  page: number | undefined,
): number | undefined {
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  if (page !== undefined && key === 'PageDown') return at + page
  if (page !== undefined && key === 'PageUp') return at - page
  if (along !== 'row' && key === 'ArrowDown') return at + 1
  if (along !== 'row' && key === 'ArrowUp') return Math.max(at - 1, -1)
  if (along !== 'column' && key === 'ArrowRight') return at + 1
  if (along !== 'column' && key === 'ArrowLeft') return Math.max(at - 1, -1)
  return undefined
}

/**
 * Moves the choice and the focus with it, in a widget whose items are themselves focused (tabs,
 * choices). `items` finds them in the widget, in their order.
 */
export function walkFocus(
  event: KeyboardEvent,
  items: string,
  steps: Omit<Walk, 'count'>,
  choose: (place: number) => void,
): void {
  const widget = event.currentTarget
  if (!(widget instanceof HTMLElement)) return
  const found = [...widget.querySelectorAll<HTMLElement>(items)]
  const to = walk(event.key, { ...steps, count: found.length })
  if (to === undefined) return
  event.preventDefault()
  choose(to)
  found[to]?.focus()
}
