// A short notation for the system tables, whose rows are computed, and the encoding of their
// values.
import { DEFINITIONS } from './definitions'
import { makeTable, type ColumnSpec, type Table } from '../schema/model'
import { tableOptions } from '../schema/table-options'
import {
  type CqlType,
  integerToBytes,
  listType,
  mapType,
  native,
  packList,
  setType,
  tupleType,
} from '../types'
import { inetToBytes, uuidToBytes } from '../types/value-codec'

/** The facts that the tables report; filled in while the server starts. */
export interface Facts {
  port: number
  host: string
  hostId: string
  readonly startedAt: number
  schemaVersion(): string
  keyspaces(): ReadonlyMap<string, import('../schema/model').Keyspace>
  prepared(): readonly { readonly id: Buffer; readonly keyspace: string; readonly query: string }[]
  clients(): readonly {
    readonly address: string
    readonly port: number
    readonly driver: string
    readonly requests: number
    readonly version: number
  }[]
  sessions(): readonly Trace[]
}

export interface Trace {
  readonly id: Buffer
  readonly client: string
  readonly request: string
  readonly parameters: ReadonlyMap<string, string>
  readonly startedAtMs: number
  readonly durationUs: number
  /** What was done, and the time from the start at which it was begun. */
  readonly steps: readonly { readonly activity: string; readonly elapsedUs: number }[]
}

interface Definition {
  readonly comment: string
  readonly columns: readonly ColumnSpec[]
}

const KINDS = ['partition_key', 'clustering', 'regular'] as const

/** By keyspace and name, in the order of the names. */
const definitions = new Map(
  DEFINITIONS.trim()
    .split(/\n(?=\S)/)
    .map(text => {
      const [head = '', ...rest] = text.split('\n')
      const colon = head.indexOf(':')
      const parts = rest
        .map(line => line.trim())
        .join(' ')
        .split('|')
      const definition = { comment: head.slice(colon + 1).trim(), columns: columnsOf(parts) }
      return [head.slice(0, colon), definition] as const
    }),
)

function columnsOf(parts: readonly string[]): ColumnSpec[] {
  return parts
    .flatMap((part, nth) =>
      splitOutside(part).map((column, i) => {
        const space = column.indexOf(' ')
        const kind = KINDS[nth] ?? 'regular'
        const type = column.slice(space + 1)
        return {
          name: column.slice(0, space),
          kind,
          position: kind === 'regular' ? -1 : i,
          type: typeOf(type.replace(/ desc$/, '')),
          descending: type.endsWith(' desc'),
        }
      }),
    )
    .map((column, id) => ({ ...column, id }))
}

/** Options that Cassandra gives all tables of a keyspace. */
const OPTIONS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  system: { gc_grace_seconds: 0, memtable_flush_period_in_ms: 3_600_000 },
  system_auth: { gc_grace_seconds: 7_776_000 },
  system_schema: { gc_grace_seconds: 604_800, memtable_flush_period_in_ms: 3_600_000 },
  system_traces: { gc_grace_seconds: 0 },
}

/** A table of the definitions, with the rows that it has when it is read. */
export function define(
  keyspace: string,
  name: string,
  rows: () => Record<string, Buffer | null>[],
): Table {
  const { comment, columns } = definitions.get(`${keyspace}.${name}`) ?? NOTHING
  const table: Table = makeTable({
    keyspace,
    name,
    id: stableId(`${keyspace}.${name}`),
    storeId: 0,
    columns,
    options: new Map([
      ...tableOptions([]),
      ['comment', comment],
      ...Object.entries(OPTIONS[keyspace] ?? {}),
    ]),
    virtual: () => rows().map(row => table.all.map(c => row[c.name] ?? null)),
  })
  return table
}
const NOTHING: Definition = { comment: '', columns: [] }

/** These tables, and those of the keyspace that have nothing to say. */
export function withEmptyTables(keyspace: string, tables: readonly Table[]): Table[] {
  const filled = new Map(tables.map(table => [table.name, table]))
  return [...definitions.keys()]
    .filter(name => name.startsWith(`${keyspace}.`))
    .map(full => full.slice(keyspace.length + 1))
    .map(name => filled.get(name) ?? define(keyspace, name, () => []))
}

/** Parts between commas that are not inside angle brackets. */
function splitOutside(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let i = 0; i <= text.length; i++) {
    if (text[i] === '<') depth++
    else if (text[i] === '>') depth--
    else if ((text[i] === ',' && depth === 0) || i === text.length) {
      parts.push(text.slice(start, i).trim())
      start = i + 1
    }
  }
  return parts.filter(part => part !== '')
}

function typeOf(text: string, frozen = false): CqlType {
  const [, word = '', inside = ''] = /^(\w+)<(.*)>$/.exec(text.trim()) ?? []
  const [first, second] = splitOutside(inside).map(part => typeOf(part, word !== 'frozen'))
  if (word === 'frozen') return typeOf(inside, true)
  if (word === 'tuple') return tupleType(splitOutside(inside).map(part => typeOf(part, true)))
  if (!first) return native(text.trim())
  if (word === 'map' && second) return mapType(first, second, frozen)
  return word === 'list' ? listType(first, frozen) : setType(first, frozen)
}

/** The same uuid for the same name in every run. */
function stableId(text: string): string {
  let hash = 0n
  for (const char of text)
    hash = BigInt.asUintN(122, hash * 1099511628211n + BigInt(char.charCodeAt(0)))
  const hex = hash.toString(16).padStart(32, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-3${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}

export const text = (value: string) => Buffer.from(value, 'utf8')
export const int = (value: number) => integerToBytes(BigInt(value), 4)
export const bigint = (value: number) => integerToBytes(BigInt(Math.round(value)), 8)
export const bool = (value: boolean) => Buffer.from([value ? 1 : 0])
export const double = (value: number) => {
  const out = Buffer.alloc(8)
  out.writeDoubleBE(value)
  return out
}
export const uuid = (value: string) => uuidToBytes(value) ?? null
export const inet = (value: string) => inetToBytes(value) ?? null
export const timestamp = (ms: number) => integerToBytes(BigInt(Math.round(ms)), 8)
export const texts = (values: readonly string[]) => packList(values.map(text))
export const textMap = (map: ReadonlyMap<string, string>) =>
  packList(
    [...map].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([k, v]) => [text(k), text(v)]),
    2,
  )
export const textBlobMap = () => packList([], 2)
