// Rows as one line of text: cells between blanks, in the order of the fields. A time on the tests'
// own day is written as 10:05 or 10:05:30; everything that is not a plain word is JSON.
import { compileWriter, type DataType, type Row, type StructType } from '@shared/expr'

/** The day of the tests: `10:05` is 2025-01-01T10:05:00Z. */
export const DAY = '2025-01-01'
const TIME = /^\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/

export function momentOf(text: string): number {
  const at = Date.parse(TIME.test(text) ? `${DAY}T${text.padEnd(8, ':00')}Z` : text)
  if (Number.isNaN(at)) throw new Error(`“${text}” is not a time`)
  return at
}

function timeText(iso: string): string {
  if (!iso.startsWith(DAY)) return iso
  return iso
    .slice(11, -1)
    .replace(/\.000$/, '')
    .replace(/:00$/, '')
}

/** The row as a producer would write it. */
export function jsonOf(line: string, fields: Readonly<Record<string, string>>): string {
  const cells = split(line)
  const names = Object.keys(fields)
  if (cells.length !== names.length)
    throw new Error(`“${line}” has ${cells.length} cells for ${names.length} fields`)
  return JSON.stringify(
    Object.fromEntries(names.map((name, i) => [name, valueOf(cells[i] ?? '', fields[name] ?? '')])),
  )
}

function valueOf(cell: string, type: string): unknown {
  if (cell === 'NULL') return null
  if (type === 'string') return cell.startsWith('"') ? JSON.parse(cell) : cell
  if (type === 'timestamp') return TIME.test(cell) ? new Date(momentOf(cell)).toISOString() : cell
  if (type === 'date') return cell
  return JSON.parse(cell)
}

/** Blanks inside quotes and brackets do not part cells. */
function split(line: string): string[] {
  return line.match(/"(?:[^"\\]|\\.)*"|\[.*\](?=\s|$)|\{.*\}(?=\s|$)|\S+/g) ?? []
}

export function textOf(row: Row, type: StructType, names: readonly string[]): string {
  return names
    .map(name => {
      const field = type.fields.find(f => f.name === name)
      return field ? cellOf(row, name, field.type) : 'NULL'
    })
    .join(' ')
}

function cellOf(row: Row, name: string, type: DataType): string {
  const value = row[name] ?? null
  if (value === null) return 'NULL'
  const json = compileWriter(type, { decimals: 'number' })(value)
  if (type.kind === 'timestamp' && typeof json === 'string') return timeText(json)
  if (typeof json === 'string') return /^[^\s"[{]+$/.test(json) ? json : JSON.stringify(json)
  return JSON.stringify(json)
}
