// Rows for COPY, made from their numbers, as a driver reads them and as a line of cqlsh's file: so
// the table and the file that comes out again can each be held against what went in.
import { createHash } from 'node:crypto'
import type { Client } from 'cassandra-driver'

export const COLUMNS = 'shelf, id, name, price, weight, at, tags, sold'
export const COLUMN_TYPES =
  'shelf int, id bigint, name text, price decimal, weight double, at timestamp, ' +
  'tags set<text>, sold boolean, PRIMARY KEY (shelf, id)'

const SHELVES = 500
const DAY_MS = 86_400_000
const BEGIN_MS = Date.parse('2025-01-01T00:00:00Z')
const NAMES = ['Cabo', 'Café "forte"', 'a, b', "l'été", '日本']

function valuesOf(id: number) {
  return {
    shelf: id % SHELVES,
    id,
    name: `${NAMES[id % NAMES.length]} ${id}`,
    price: `${Math.floor(id / 7)}.${String(id % 100).padStart(2, '0')}`,
    weight: id % 2 === 0 ? id / 4 + 0.125 : null,
    at: new Date(BEGIN_MS + (id % 300) * DAY_MS + id).toISOString(),
    tags: [`n${id % 3}`, 'x'],
    sold: id % 3 === 0,
  }
}

/** A line as cqlsh writes it, without its end. */
export function copyLine(number: number): string {
  const { shelf, id, name, price, weight, at, tags, sold } = valuesOf(number)
  return [
    shelf,
    id,
    cell(name),
    price,
    weight ?? '',
    at.replace('T', ' ').replace('Z', '+0000'),
    cell(`{${tags.map(tag => `'${tag}'`).join(', ')}}`),
    sold ? 'True' : 'False',
  ].join(',')
}

function cell(text: string): string {
  const escaped = text.replaceAll('"', '\\"')
  return text.includes(',') ? `"${escaped}"` : escaped
}

/** One sum for lines in any order. */
export function sumOf(lines: readonly string[]): string {
  const hash = createHash('sha256')
  for (const line of [...lines].sort()) hash.update(line).update('\n')
  return hash.digest('hex')
}

export const expectedSum = (count: number): string =>
  sumOf(Array.from({ length: count }, (_, id) => JSON.stringify(Object.values(valuesOf(id)))))

/** The sum of the rows of a table, read page by page. */
export async function sumInTable(client: Client, table: string): Promise<string> {
  const lines: string[] = []
  const rows = await client.execute(`SELECT ${COLUMNS} FROM ${table}`, [], {
    prepare: true,
    fetchSize: 5000,
  })
  for await (const { shelf, id, name, price, weight, at, tags, sold } of rows)
    lines.push(JSON.stringify([shelf, Number(id), name, String(price), weight, at, tags, sold]))
  return sumOf(lines)
}
