// The records inside a batch (protocol guide, "Record"). The broker looks inside only where it must:
// control batches, a search by time, compaction, keys of compacted topics, and conversion of the
// formats of old clients.
import { codecOf } from '@main/platform'
import { Reader } from '../wire/reader'
import { Writer } from '../wire/writer'
import {
  BATCH_HEADER_BYTES,
  COMPRESSION_MASK,
  CONTROL,
  LOG_APPEND_TIME,
  makeBatch,
  type BatchHeader,
} from './batch'

export interface PlainRecord {
  readonly offset: number
  readonly timestamp: number
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: readonly (readonly [string, Buffer | null])[]
}

/** The bytes of the records, expanded. */
export function expand(batch: Buffer, header: BatchHeader): Buffer {
  const body = batch.subarray(BATCH_HEADER_BYTES, header.sizeBytes)
  const type = header.attributes & COMPRESSION_MASK
  return type === 0 ? body : codecOf(type).decompressSync(body)
}

/** The opposite: records for a batch with these attributes. */
export function pack(records: Buffer, attributes: number): Buffer {
  const type = attributes & COMPRESSION_MASK
  return type === 0 ? records : codecOf(type).compressSync(records)
}

export function* readRecords(body: Buffer, header: BatchHeader): Generator<PlainRecord> {
  const reader = new Reader(body)
  for (let i = 0; i < header.recordCount; i++) {
    const size = reader.varlong()
    const end = reader.position + size
    reader.int8()
    const delta = reader.varlong()
    const timestamp =
      header.attributes & LOG_APPEND_TIME ? header.maxTimestamp : header.baseTimestamp + delta
    const offset = header.baseOffset + reader.varlong()
    const key = blob(reader)
    const value = blob(reader)
    const headers: [string, Buffer | null][] = []
    for (let left = reader.varlong(); left > 0; left--)
      headers.push([reader.text(reader.varlong()), blob(reader)])
    reader.skip(end - reader.position)
    yield { offset, timestamp, key, value, headers }
  }
}

function blob(reader: Reader): Buffer | null {
  const size = reader.varlong()
  return size < 0 ? null : reader.view(size)
}

export interface NewRecord {
  readonly key?: Uint8Array | null
  readonly value?: Uint8Array | null
  readonly timestamp?: number
  /** Within the batch; the place in the list when left out. */
  readonly offsetDelta?: number
  readonly headers?: readonly (readonly [string, Uint8Array | null])[]
}

export function writeRecords(records: readonly NewRecord[], baseTimestamp: number): Buffer {
  const writer = new Writer(1024)
  records.forEach((record, i) => {
    const one = new Writer(256)
    one.int8(0)
    one.varlong((record.timestamp ?? baseTimestamp) - baseTimestamp)
    one.varlong(record.offsetDelta ?? i)
    putBlob(one, record.key ?? null)
    putBlob(one, record.value ?? null)
    one.varlong(record.headers?.length ?? 0)
    for (const [name, value] of record.headers ?? []) {
      putBlob(one, Buffer.from(name))
      putBlob(one, value)
    }
    writer.varlong(one.length)
    writer.append(one)
  })
  return writer.toBuffer()
}

function putBlob(writer: Writer, value: Uint8Array | null): void {
  writer.varlong(value === null ? -1 : value.length)
  if (value !== null) writer.bytes(value)
}

export interface BatchOptions {
  readonly producerId?: number
  readonly producerEpoch?: number
  readonly baseSequence?: number
  readonly attributes?: number
  readonly now?: number
}

/** An uncompressed batch of these records. */
export function batchOf(records: readonly NewRecord[], options: BatchOptions = {}): Buffer {
  const times = records.map(record => record.timestamp ?? options.now ?? 0)
  const baseTimestamp = times[0] ?? 0
  const last = records.length - 1
  return makeBatch(
    {
      attributes: options.attributes ?? 0,
      lastOffsetDelta: records[last]?.offsetDelta ?? last,
      baseTimestamp,
      maxTimestamp: times.reduce((a, b) => Math.max(a, b), -1),
      producerId: options.producerId ?? -1,
      producerEpoch: options.producerEpoch ?? -1,
      baseSequence: options.baseSequence ?? -1,
      recordCount: records.length,
    },
    writeRecords(
      records.map((record, i) => ({ ...record, timestamp: times[i]! })),
      baseTimestamp,
    ),
  )
}

const MARKER_ABORT = 0
const MARKER_COMMIT = 1
const COORDINATOR_EPOCH = 0

/**
 * The end of a transaction in one partition (KIP-98): key [version i16][type i16], value [version
 * i16][coordinator epoch i32].
 */
export function controlBatch(
  producerId: number,
  producerEpoch: number,
  commit: boolean,
  now: number,
): Buffer {
  const key = Buffer.from([0, 0, 0, commit ? MARKER_COMMIT : MARKER_ABORT])
  const value = Buffer.alloc(6)
  value.writeInt32BE(COORDINATOR_EPOCH, 2)
  return batchOf([{ key, value, timestamp: now }], {
    producerId,
    producerEpoch,
    attributes: CONTROL | 0x10,
  })
}

export function readControlType(
  batch: Buffer,
  header: BatchHeader,
): { commit: boolean } | undefined {
  if (!(header.attributes & CONTROL) || header.recordCount < 1) return undefined
  const body = expand(batch, header)
  const key = [...readRecords(body, { ...header, recordCount: 1 })][0]?.key
  return key && key.length >= 4 ? { commit: key.readInt16BE(2) === MARKER_COMMIT } : undefined
}
