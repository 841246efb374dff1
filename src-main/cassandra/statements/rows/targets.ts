// Where a write goes: a row, a partition's static row, a span of rows, or a partition; and how
// bound key values become the keys of storage.
import { invalid } from '../../errors'
import type { Table } from '../../schema/model'
import type { Bound } from '../../result'
import { required } from './restrictions'
import { joinPartitionKey } from '../../schema/partition-key'
import { clusteringKey, partitionPrefix, type Slice } from './rows'

/** Cassandra's limit: lengths of key parts are two bytes. */
const KEY_BYTES_MAX = 65535

/** Where a row of the modification goes. */
export type Target =
  | { readonly kind: 'row'; readonly prefix: string; readonly clustering: string }
  | { readonly kind: 'static'; readonly prefix: string }
  | { readonly kind: 'slice'; readonly prefix: string; readonly slice: Slice }
  | { readonly kind: 'partition'; readonly prefix: string }

export function partitionPrefixOf(table: Table, values: readonly Bound[]): string {
  const key = values.map((value, i) => {
    const column = table.partitionKey[i]!
    const bytes = required(value, column.name)
    if (bytes.length > KEY_BYTES_MAX)
      throw invalid(`Key length of ${bytes.length} is longer than maximum of ${KEY_BYTES_MAX}`)
    return bytes
  })
  if (key.length === 1 && key[0]!.length === 0) throw invalid('Key may not be empty')
  const joined = joinPartitionKey(key)
  if (joined.length > KEY_BYTES_MAX)
    throw invalid(`Key length of ${joined.length} is longer than maximum of ${KEY_BYTES_MAX}`)
  return partitionPrefix(table, joined)
}

export function clusteringOf(table: Table, values: readonly Bound[]): string {
  const key = values.map((value, i) => {
    const bytes = required(value, table.clustering[i]!.name)
    if (bytes.length > KEY_BYTES_MAX)
      throw invalid(`Key length of ${bytes.length} is longer than maximum of ${KEY_BYTES_MAX}`)
    return bytes
  })
  return clusteringKey(table.clustering, key)
}
