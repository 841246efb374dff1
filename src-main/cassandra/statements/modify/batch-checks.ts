// What Cassandra says of a batch that it would rather not have: over 5 KiB in several partitions it
// warns, over 50 KiB it refuses; it also warns of many partitions without a log, and of a log that
// expires at once. Sizes are those of Cassandra's own objects (dataSize in its db package), so that
// both draw the line at the same batch.
import type { BatchStatement } from '@shared/cql'
import { invalid } from '../../errors'
import type { Table } from '../../schema/model'
import {
  AFTER_PREFIX,
  type Cell,
  decodeRow,
  type Entry,
  kind,
  KeyReader,
  mergeEncoded,
  partitionLength,
  readClusteringValue,
} from '../../storage'
import { isList, isMap, isSet } from '../../types'
import { qualified } from '../context'

/** batch_size_warn_threshold and batch_size_fail_threshold. */
const WARN_BYTES = 5 * 1024
const FAIL_BYTES = 50 * 1024
/** unlogged_batch_across_partitions_warn_threshold. */
const UNLOGGED_PARTITIONS = 10

interface BatchWrites {
  readonly table: Table
  readonly entries: readonly Entry[]
}

/** Throws for a batch that is too large; gives the warnings about one that is not. */
export function checkBatchSize(
  type: BatchStatement['type'],
  writes: readonly BatchWrites[],
): string[] {
  const warnings = type === 'LOGGED' ? shortLog(writes) : []
  const written = writes.filter(({ entries }) => entries.length > 0)
  const partitions = new Set(
    written.flatMap(({ table, entries }) =>
      entries.map(({ key }) => table.keyspace + partitionOf(key)),
    ),
  )
  if (partitions.size <= 1) return warnings
  const names = listOf(written.map(({ table }) => table))
  const size = most(written) > WARN_BYTES ? sizeOf(written) : 0
  if (size > FAIL_BYTES) throw invalid('Batch too large')
  if (size > WARN_BYTES)
    warnings.push(
      `Batch for ${names} is of size ${size}, exceeding specified threshold of ${WARN_BYTES} by ${size - WARN_BYTES}.`,
    )
  if (type !== 'LOGGED' && partitions.size > UNLOGGED_PARTITIONS)
    warnings.push(
      `Unlogged batch covering ${partitions.size} partitions detected against table${plural(written)} ${names}. You should use a logged batch for atomicity, or asynchronous writes for performance.`,
    )
  return warnings
}

function shortLog(writes: readonly BatchWrites[]): string[] {
  const short = writes.filter(({ table }) => table.options.get('gc_grace_seconds') === 0)
  if (short.length === 0) return []
  return [
    `Executing a LOGGED BATCH on table${plural(short)} ${listOf(short.map(({ table }) => table))}, configured with a gc_grace_seconds of 0. The gc_grace_seconds is used to TTL batchlog entries, so setting gc_grace_seconds too low on tables involved in an atomic batch might cause batchlog entries to expire before being replayed.`,
  ]
}

const plural = (writes: readonly BatchWrites[]) =>
  new Set(writes.map(({ table }) => table)).size > 1 ? 's' : ''

/** Names in the order of Java's HashSet, as Cassandra prints them. */
function listOf(tables: readonly Table[]): string {
  const bucket = (name: string) => {
    let hash = 0
    for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 31) + name.charCodeAt(i)) | 0
    return (hash ^ (hash >>> 16)) & 15
  }
  return `[${[...new Set(tables.map(qualified))].sort((a, b) => bucket(a) - bucket(b)).join(', ')}]`
}

/** Token and partition key, without the table. */
const partitionOf = (key: string) => key.slice(4, partitionLength(key))

/** No batch is larger than this: quick, so that small batches pay nothing for the exact size. */
const most = (writes: readonly BatchWrites[]) =>
  writes
    .flatMap(({ entries }) => entries)
    .reduce((sum, { key, value }) => sum + 4 * value.length + key.length + EMPTY_UPDATE + 64, 0)

const TIMESTAMP = 8
const TTL = 4
const LOCAL_TIME = 8
const DELETION = 12
const ROW_DELETION = DELETION + 1
/** The empty static row and the deletions of a partition that has none. */
const EMPTY_UPDATE = TIMESTAMP + ROW_DELETION + TIMESTAMP
const CELL = TIMESTAMP + TTL + LOCAL_TIME
/** The context of one increment. */
const COUNTER = 36
const UUID = 16
const FIELD = 2

function sizeOf(writes: readonly BatchWrites[]): number {
  const rows = new Map<string, { readonly table: Table; value: Buffer }>()
  const updates = new Set<string>()
  let size = 0
  for (const { table, entries } of writes)
    for (const { key, value } of entries) {
      updates.add(key.slice(0, partitionLength(key)))
      const before = rows.get(key)
      if (before) before.value = mergeEncoded(before.value, value)
      else rows.set(key, { table, value })
    }
  const ranged = new Set<string>()
  for (const [key, { table, value }] of rows) {
    const at = partitionLength(key)
    const of = key.charCodeAt(at)
    if (of === kind.row) size += clusteringBytes(table, key.slice(at + 1)) + rowBytes(table, value)
    else if (of === kind.staticRow) size += rowBytes(table, value) - TIMESTAMP - ROW_DELETION
    else if (of === kind.rangeDeletion) {
      const prefix = key.slice(0, at)
      if (!ranged.has(prefix)) size += 4
      ranged.add(prefix)
      size += rangeBytes(table, key, at) + TIMESTAMP + 4
    }
  }
  return size + updates.size * EMPTY_UPDATE
}

function rangeBytes(table: Table, key: string, at: number): number {
  const reader = new KeyReader(key, at + 1)
  const from = reader.escaped().toString('latin1')
  return clusteringBytes(table, from) + clusteringBytes(table, key.slice(reader.position))
}

function clusteringBytes(table: Table, key: string): number {
  const reader = new KeyReader(key)
  let size = 0
  for (const column of table.clustering) {
    if (reader.ended || key[reader.position] === AFTER_PREFIX || key[reader.position] === '\0')
      break
    size += readClusteringValue(reader, column.type, column.descending).length
  }
  return size
}

function rowBytes(table: Table, value: Buffer): number {
  const { live, cells } = decodeRow(value)
  const expiry = live?.expires ? TTL + LOCAL_TIME : 0
  const complex = new Set(cells.filter(c => c.path !== undefined).map(c => c.column))
  for (const cell of cells) if (cell.wholeColumn) complex.add(cell.column)
  const data = cells.reduce((sum, cell) => sum + cellBytes(table, cell), 0)
  return TIMESTAMP + expiry + ROW_DELETION + complex.size * DELETION + data
}

function cellBytes(table: Table, cell: Cell): number {
  if (cell.wholeColumn) return 0
  const type = table.bySlot.find(column => column.id === cell.column)?.type
  if (!type) return 0
  const value = !cell.value ? 0 : type.kind === 'counter' ? COUNTER : cell.value.length
  if (cell.path === undefined) return CELL + value
  if (isList(type)) return CELL + value + UUID
  const key = isMap(type) ? type.key : isSet(type) ? type.of : undefined
  return CELL + value + (key ? key.readKey(new KeyReader(cell.path)).length : FIELD)
}
