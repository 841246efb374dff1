// Compares the tables of two runs row by row. Rows have no order; equal ones are put aside, and what
// is left is paired by the first column, so that a reader sees both sides of a row that differs.
export type Row = Readonly<Record<string, unknown>>
export type Tables = Readonly<Record<string, readonly Row[]>>

export interface Difference {
  readonly here?: Row
  readonly there?: Row
  /** Where both sides are there: the columns that differ. */
  readonly columns: readonly string[]
}

export interface TableParity {
  readonly table: string
  readonly compared: number
  readonly equal: number
  readonly differences: readonly Difference[]
  /** Columns that were left out, by the rules of docs/parity.md. */
  readonly leftOut: readonly string[]
}

/** `leftOut`: columns by table. */
export function compareTables(
  here: Tables,
  there: Tables,
  leftOut: Readonly<Record<string, readonly string[]>>,
): TableParity[] {
  const names = [...new Set([...Object.keys(here), ...Object.keys(there)])].sort()
  return names.map(table => compareRows(table, here[table], there[table], leftOut[table] ?? []))
}

function compareRows(
  table: string,
  here: readonly Row[] = [],
  there: readonly Row[] = [],
  leftOut: readonly string[],
): TableParity {
  const left = here.map(row => without(row, leftOut))
  const right = new Map<string, Row[]>()
  for (const row of there.map(each => without(each, leftOut)))
    right.set(textOf(row), [...(right.get(textOf(row)) ?? []), row])
  const lone = left.filter(row => right.get(textOf(row))?.pop() === undefined)
  const differences = paired(lone, [...right.values()].flat())
  const compared = Math.max(here.length, there.length)
  return { table, compared, equal: here.length - lone.length, differences, leftOut }
}

const without = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)))

/** The order of the columns says nothing. */
const textOf = (row: Row): string =>
  JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))

function paired(here: readonly Row[], there: readonly Row[]): Difference[] {
  const rest = [...there]
  const pairs = here.map((row): Difference => {
    const at = rest.findIndex(other => keyOf(other) === keyOf(row))
    if (at < 0) return { here: row, columns: [] }
    const [other = {}] = rest.splice(at, 1)
    return { here: row, there: other, columns: differing(row, other) }
  })
  return [...pairs, ...rest.map(row => ({ there: row, columns: [] }))]
}

const keyOf = (row: Row): string => JSON.stringify(Object.entries(row)[0])

const differing = (a: Row, b: Row): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    name => JSON.stringify(a[name]) !== JSON.stringify(b[name]),
  )
