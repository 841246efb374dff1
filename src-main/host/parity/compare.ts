// Compares the tables of two runs row by row. Rows have no order; equal ones are put aside, and what
// is left is paired by the first column, so that a reader sees both sides of a row that differs.
import type { ParityRow, RowDifference, TableParity } from '@shared/contract'
import { reasonOf } from './reason'

export type Tables = Readonly<Record<string, readonly ParityRow[]>>

export interface CompareWishes {
  /** Columns that are not compared, by table. */
  readonly leftOut?: Readonly<Record<string, readonly string[]>>
  /** How much of the rows that differ is kept, as JSON: a sheet goes through one message. */
  readonly charsMax?: number
  /** Tables that are not compared, with the rule. */
  readonly notCompared?: ReadonlyMap<string, number>
}

/** Of one table; more rows say no more. */
const SHOWN_MAX = 100
const CHARS_MAX = 1_000_000

export function compareTables(
  here: Tables,
  there: Tables,
  { leftOut = {}, charsMax = CHARS_MAX, notCompared = new Map() }: CompareWishes = {},
): TableParity[] {
  const names = [...new Set([...Object.keys(here), ...Object.keys(there)])].sort()
  return names.map(table => {
    const rule = notCompared.get(table)
    if (rule !== undefined)
      return { table, compared: 0, equal: 0, different: 0, differences: [], leftOut: [], rule }
    const { differences, ...counts } = compareRows(here[table], there[table], leftOut[table] ?? [])
    return {
      ...{ table, ...counts, different: differences.length },
      differences: firstOf(differences, charsMax / names.length),
      leftOut: leftOut[table] ?? [],
    }
  })
}

function compareRows(
  here: readonly ParityRow[] = [],
  there: readonly ParityRow[] = [],
  leftOut: readonly string[],
) {
  const left = here.map(row => without(row, leftOut))
  const right = grouped(
    there.map(row => without(row, leftOut)),
    textOf,
  )
  const lone = left.filter(row => right.get(textOf(row))?.pop() === undefined)
  return {
    compared: Math.max(here.length, there.length),
    equal: here.length - lone.length,
    differences: paired(lone, [...right.values()].flat()),
  }
}

function firstOf(differences: readonly RowDifference[], charsMax: number): RowDifference[] {
  let chars = 0
  return differences.slice(0, SHOWN_MAX).filter(each => {
    chars += JSON.stringify(each).length
    return chars <= charsMax
  })
}

function grouped(
  rows: readonly ParityRow[],
  keyOfRow: (row: ParityRow) => string,
): Map<string, ParityRow[]> {
  const groups = new Map<string, ParityRow[]>()
  for (const row of rows) {
    const key = keyOfRow(row)
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}

const without = (row: ParityRow, names: readonly string[]): ParityRow =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)))

/** The order of the columns says nothing. */
const textOf = (row: ParityRow): string =>
  JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))

function paired(here: readonly ParityRow[], there: readonly ParityRow[]): RowDifference[] {
  // Taken from the end, which costs the same however many rows have one key.
  const rest = grouped(there.toReversed(), keyOf)
  const pairs = here.map((row): RowDifference => {
    const other = rest.get(keyOf(row))?.pop()
    if (other === undefined) return { here: row, columns: [], reason: 'only-here' }
    const columns = differing(row, other)
    return { here: row, there: other, columns, reason: reasonOf(row, other, columns) }
  })
  const left = [...rest.values()].flatMap(rows => rows.toReversed())
  return [
    ...pairs,
    ...left.map(row => ({ there: row, columns: [], reason: 'only-there' }) as const),
  ]
}

const keyOf = (row: ParityRow): string => JSON.stringify(Object.entries(row)[0])

const differing = (a: ParityRow, b: ParityRow): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    name => JSON.stringify(a[name]) !== JSON.stringify(b[name]),
  )
