// What became of a record behind one reader of its topic: where its way ends and why, and which rows of
// the steps belong to the one row that a person follows.
import type { FollowedBranch, FollowedOut, FollowedStop } from '@shared/contract'
import { DEAD_PORT, LATE_PORT } from '@shared/lab'

export type WayEnd =
  'stored' | 'unread' | 'dead' | 'tooLate' | 'untimed' | 'duplicate' | 'waits' | 'kept' | 'dropped'

/** Where one step ends the way; undefined where it goes on. */
export function endOf(stop: FollowedStop): WayEnd | undefined {
  if (stop.sink) return 'stored'
  // Rows that came too late go out by a port of their own, which most labs do not read.
  const goesOn = stop.gave.some(({ port }) => port !== LATE_PORT && port !== DEAD_PORT)
  if (stop.dead.length > 0 && !goesOn) return 'dead'
  if (goesOn) return undefined
  if (stop.lateness === 'tooLate') return 'tooLate'
  if (stop.lateness === 'untimed') return 'untimed'
  if (stop.isDuplicate) return 'duplicate'
  if (stop.waits) return 'waits'
  return stop.keys.some(({ before, after }) => after !== undefined && after !== before)
    ? 'kept'
    : 'dropped'
}

const ORDER: readonly WayEnd[] = [
  'stored',
  'dead',
  'tooLate',
  'untimed',
  'waits',
  'duplicate',
  'kept',
  'dropped',
]

/** The end that says most about a branch, and at which step it is. */
export function endOfBranch({ stops, isUnread }: FollowedBranch): {
  readonly end: WayEnd
  readonly stop?: FollowedStop
} {
  if (isUnread || stops.length === 0) return { end: 'unread' }
  const ends = stops.flatMap(stop => {
    const end = endOf(stop)
    return end === undefined ? [] : [{ end, stop }]
  })
  const [best] = ends.toSorted((a, b) => ORDER.indexOf(a.end) - ORDER.indexOf(b.end))
  return best ?? { end: 'dropped' }
}

/** Something is still to come: the view is asked for again. */
export const isOnItsWay = ({ isUnread, stops }: FollowedBranch): boolean =>
  isUnread === true || stops.some(({ waits }) => waits)

/** Rows of all ports, up to so many. */
export const rowCount = (gave: readonly FollowedOut[]): number =>
  gave.reduce((sum, { count }) => sum + count, 0)

export interface RowChoice {
  /** Which stop gave the rows out of which one is followed. */
  readonly stop: number
  readonly row: number
}

/** Of each stop: the rows that it took which belong to the followed one; undefined: all of them. */
export type RowsTaken = readonly (ReadonlySet<number> | undefined)[]

/**
 * Goes down from the chosen row. A step that gives as many rows as it took keeps their order; one that
 * keeps keys gives rows that carry the key. Where neither holds, all rows are shown.
 */
export function rowsTaken(
  { stops }: FollowedBranch,
  parentOf: (stop: number) => number | undefined,
  choice: RowChoice | undefined,
): RowsTaken {
  const given: (ReadonlySet<number> | undefined)[] = []
  const taken: (ReadonlySet<number> | undefined)[] = []
  for (const [at, stop] of stops.entries()) {
    const parent = parentOf(at)
    taken[at] = parent === undefined ? undefined : given[parent]
    if (choice?.stop === at) given[at] = new Set([choice.row])
    else given[at] = taken[at] && givenFor(stop, taken[at])
  }
  return taken
}

function givenFor(stop: FollowedStop, taken: ReadonlySet<number>): ReadonlySet<number> | undefined {
  const [out] = stop.gave
  if (!out) return undefined
  const keys = stop.keys.filter(({ rows }) => rows.some(row => taken.has(row)))
  if (keys.length > 0) {
    const at = (keys[0]?.fields ?? []).map(field => out.columns.findIndex(c => c.name === field))
    if (at.length > 0 && !at.includes(-1)) {
      const own = new Set(keys.map(({ key }) => JSON.stringify(key)))
      const found = out.rows.flatMap((row, i) =>
        own.has(JSON.stringify(at.map(column => row[column] ?? null))) ? [i] : [],
      )
      if (found.length > 0) return new Set(found)
    }
  }
  return out.count === stop.rowsIn ? taken : undefined
}

/** The first step that makes several rows out of one: there a row can be chosen. */
export function firstChoice({ stops }: FollowedBranch): RowChoice | undefined {
  const stop = stops.findIndex(({ gave, rowsIn }) => rowsIn === 1 && rowCount(gave) > 1)
  return stop < 0 ? undefined : { stop, row: 0 }
}
