// The schema as the server holds it in memory: immutable objects, replaced as a whole by each DDL
// statement.
import type { ColumnMask, TypeName } from '@shared/cql'
import type { CqlType, UdtField } from '../types'

export type ColumnKind = 'partition_key' | 'clustering' | 'static' | 'regular'

export interface Column {
  /**
   * Never used again in its table, so that a dropped column's data cannot come back under a new
   * one.
   */
  readonly id: number
  readonly name: string
  readonly kind: ColumnKind
  /** Index among the key columns of its kind; -1 for other columns. */
  readonly position: number
  readonly type: CqlType
  readonly descending: boolean
  readonly mask?: ColumnMask
  /**
   * Place among the non-key columns of the table, for quick access to a row's cells; -1 for key
   * columns.
   */
  readonly slot: number
}

export type OptionValue = string | number | boolean | ReadonlyMap<string, string>
export type TableOptions = ReadonlyMap<string, OptionValue>

/** COMPACT STORAGE, remembered among the options under a name that no option can have. */
export const COMPACT_STORAGE = '\u0000compact'
export const isCompact = (table: { readonly options: TableOptions }): boolean =>
  table.options.has(COMPACT_STORAGE)

export interface Index {
  readonly name: string
  readonly column: string
  readonly target: 'simple' | 'values' | 'keys' | 'entries' | 'full'
  /** The class of a CUSTOM index or the name after USING; undefined for the built-in kind. */
  readonly className?: string
  readonly options: ReadonlyMap<string, string>
}

export interface Table {
  readonly keyspace: string
  readonly name: string
  /** Its uuid in system_schema. */
  readonly id: string
  /** Its place in storage; a truncated table gets a new one. */
  readonly storeId: number
  readonly columns: ReadonlyMap<string, Column>
  readonly partitionKey: readonly Column[]
  readonly clustering: readonly Column[]
  /** By name. */
  readonly statics: readonly Column[]
  readonly regulars: readonly Column[]
  /** As SELECT * gives them: keys, statics, regulars. */
  readonly all: readonly Column[]
  readonly bySlot: readonly Column[]
  readonly slotOfId: readonly number[]
  readonly options: TableOptions
  readonly indexes: readonly Index[]
  readonly isCounter: boolean
  /** Made up by the server when read: rows of values in the order of `all`. */
  readonly virtual?: () => (Buffer | null)[][]
}

export interface UserType {
  readonly name: string
  readonly fields: readonly UdtField[]
  readonly fieldTypes: readonly TypeName[]
}

export interface Keyspace {
  readonly name: string
  readonly replication: ReadonlyMap<string, string>
  readonly durableWrites: boolean
  readonly tables: ReadonlyMap<string, Table>
  readonly types: ReadonlyMap<string, UserType>
  /** Virtual keyspaces are listed in system_virtual_schema. */
  readonly virtual: boolean
}

export interface Schema {
  readonly keyspaces: ReadonlyMap<string, Keyspace>
  readonly version: string
}

export interface ColumnSpec {
  readonly id: number
  readonly name: string
  readonly kind: ColumnKind
  readonly position: number
  readonly type: CqlType
  readonly descending?: boolean
  readonly mask?: ColumnMask
}

/**
 * The order of columns that are not keys. Cassandra compares their first bytes, which it takes for
 * numbers with a sign, so that a name with other than plain letters comes first.
 */
function byName(a: ColumnSpec, b: ColumnSpec): number {
  const [x, y] = [Buffer.from(a.name), Buffer.from(b.name)]
  return Number(firstBytes(x) - firstBytes(y)) || Buffer.compare(x, y)
}

const COMPARED_BYTES = 8
function firstBytes(name: Buffer): bigint {
  let prefix = 0n
  for (const byte of name.subarray(0, COMPARED_BYTES))
    prefix = (prefix << 8n) | BigInt.asIntN(8, BigInt(byte))
  prefix <<= 8n * BigInt(Math.max(0, COMPARED_BYTES - name.length))
  return BigInt.asUintN(64, prefix ^ (1n << 63n)) >> 16n
}

export function makeTable(spec: {
  keyspace: string
  name: string
  id: string
  storeId: number
  columns: readonly ColumnSpec[]
  options: TableOptions
  indexes?: readonly Index[]
  virtual?: Table['virtual']
}): Table {
  const byPosition = (a: ColumnSpec, b: ColumnSpec) => a.position - b.position
  const ofKind = (kind: ColumnKind) => spec.columns.filter(c => c.kind === kind)
  const slotted = [...ofKind('static').sort(byName), ...ofKind('regular').sort(byName)]
  const build = (c: ColumnSpec, slot: number): Column => ({
    ...c,
    descending: c.descending ?? false,
    slot,
  })
  const partitionKey = ofKind('partition_key')
    .sort(byPosition)
    .map(c => build(c, -1))
  const clustering = ofKind('clustering')
    .sort(byPosition)
    .map(c => build(c, -1))
  const bySlot = slotted.map(build)
  const statics = bySlot.filter(c => c.kind === 'static')
  const regulars = bySlot.filter(c => c.kind === 'regular')
  const all = [...partitionKey, ...clustering, ...statics, ...regulars]
  const slotOfId: number[] = []
  for (const column of bySlot) slotOfId[column.id] = column.slot
  return {
    keyspace: spec.keyspace,
    name: spec.name,
    id: spec.id,
    storeId: spec.storeId,
    columns: new Map(all.map(c => [c.name, c])),
    partitionKey,
    clustering,
    statics,
    regulars,
    all,
    bySlot,
    slotOfId,
    options: spec.options,
    indexes: spec.indexes ?? [],
    isCounter: bySlot.some(c => c.type.kind === 'counter'),
    virtual: spec.virtual,
  }
}
