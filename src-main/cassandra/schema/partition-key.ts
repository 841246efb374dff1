// Several columns as one partition key, and the way back.
import type { Table } from './model'

/**
 * The bytes of a partition key: of one column its value, of several each with its length and an end
 * mark. Runs for every row written.
 */
export function joinPartitionKey(values: readonly Buffer[]): Buffer {
  if (values.length === 1) return values[0]!
  let bytes = 0
  for (const value of values) bytes += value.length + 3
  const out = Buffer.allocUnsafe(bytes)
  let at = 0
  for (const value of values) {
    out[at] = value.length >> 8
    out[at + 1] = value.length & 0xff
    out.set(value, at + 2)
    at += value.length + 3
    out[at - 1] = 0
  }
  return out
}

export function splitPartitionKey(table: Table, bytes: Buffer): Buffer[] {
  if (table.partitionKey.length === 1) return [bytes]
  const values: Buffer[] = []
  for (let at = 0; at < bytes.length && values.length < table.partitionKey.length;) {
    const length = bytes.readUInt16BE(at)
    values.push(bytes.subarray(at + 2, at + 2 + length))
    at += length + 3
  }
  return values
}
