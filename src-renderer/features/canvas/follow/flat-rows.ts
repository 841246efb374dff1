// Rows of a step with their structs laid out: `item` with a name and a price becomes `item.name` and
// `item.price`, so that what an explode gave reads as a table. A cell that is cut, or is not an
// object, leaves its column as it is.
import type { FollowedOut } from '@shared/contract'

interface FlatColumn {
  readonly name: string
  /** Absent of a part of a struct: its values tell. */
  readonly type?: string
  readonly isNumber: boolean
  /** Whose column it is in the rows as they came, to tell a new one. */
  readonly of: string
}

interface FlatRows {
  readonly columns: readonly FlatColumn[]
  readonly rows: readonly (readonly (string | null)[])[]
}

const NUMBER = /^(?:tinyint|smallint|int|bigint|float|double|decimal)/
type Parts = Readonly<Record<string, unknown>>

export function flatRows({ columns, rows }: Pick<FollowedOut, 'columns' | 'rows'>): FlatRows {
  const laidOut = columns.map(({ name, type }, at) => {
    const cells = rows.map(row => row[at] ?? null)
    const parts = type.startsWith('struct<') ? partsOf(cells) : undefined
    if (!parts)
      return { columns: [{ name, type, of: name, isNumber: NUMBER.test(type) }], cells: [cells] }
    const names = [...new Set(parts.flatMap(each => Object.keys(each ?? {})))]
    return {
      columns: names.map(part => ({
        ...{ name: `${name}.${part}`, of: name },
        isNumber: parts.every(each => each === null || isNumber(each[part])),
      })),
      cells: names.map(part => parts.map(each => (each === null ? null : cellOf(each[part])))),
    }
  })
  const cells = laidOut.flatMap(each => each.cells)
  return {
    columns: laidOut.flatMap(each => each.columns),
    rows: rows.map((_, row) => cells.map(column => column[row] ?? null)),
  }
}

/** Nothing where one of the cells is not a whole object. */
function partsOf(cells: readonly (string | null)[]): readonly (Parts | null)[] | undefined {
  if (cells.every(cell => cell === null)) return undefined
  const parts: (Parts | null)[] = []
  for (const cell of cells) {
    const part = cell === null ? null : objectIn(cell)
    if (part === undefined) return undefined
    parts.push(part)
  }
  return parts
}

function objectIn(text: string): Parts | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value))
      : undefined
  } catch {
    return undefined
  }
}

const isNumber = (value: unknown) =>
  value === null ||
  typeof value === 'number' ||
  // Money is a text, so that it keeps its digits.
  (typeof value === 'string' && value !== '' && Number.isFinite(Number(value)))
const cellOf = (value: unknown): string | null =>
  value === null || value === undefined
    ? null
    : typeof value === 'string'
      ? value
      : JSON.stringify(value)
