// A short notation for the system tables, whose rows are computed, and the encoding of their
// values.
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

/** `key text | c int | a text, b set<text>`: partition key, clustering, others, split by bars. */
export function define(
  keyspace: string,
  name: string,
  spec: string,
  rows: () => Record<string, Buffer | null>[],
): Table {
  const [partition = '', clustering = '', others = ''] = spec.split('|')
  let id = 0
  const parse = (text: string, kind: ColumnSpec['kind']): ColumnSpec[] =>
    splitColumns(text).map(([column, type], i) => ({
      id: id++,
      name: column,
      kind,
      position: kind === 'regular' ? -1 : i,
      type: typeOf(type.replace(/ desc$/, '')),
      descending: type.endsWith(' desc'),
    }))
  const columns = [
    ...parse(partition, 'partition_key'),
    ...parse(clustering, 'clustering'),
    ...parse(others, 'regular'),
  ]
  const table: Table = makeTable({
    keyspace,
    name,
    id: stableId(`${keyspace}.${name}`),
    storeId: 0,
    columns,
    options: tableOptions([]),
    virtual: () => rows().map(row => table.all.map(c => row[c.name] ?? null)),
  })
  return table
}

function splitColumns(text: string): [string, string][] {
  const parts = text.split(/,(?![^<]*>)/).map(part => part.trim())
  return parts
    .filter(part => part !== '')
    .map(part => [part.slice(0, part.indexOf(' ')), part.slice(part.indexOf(' ') + 1)])
}

function typeOf(text: string): CqlType {
  const frozen = /^frozen<(.*)>$/.exec(text)
  if (frozen) return typeOf(frozen[1] ?? '')
  const collection = /^(list|set|map)<(.*)>$/.exec(text)
  if (!collection) return native(text.trim())
  const [first = '', second = ''] = (collection[2] ?? '')
    .split(/,(?![^<]*>)/)
    .map(part => part.trim())
  if (collection[1] === 'map') return mapType(typeOf(first), typeOf(second), true)
  return collection[1] === 'list' ? listType(typeOf(first), true) : setType(typeOf(first), true)
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
