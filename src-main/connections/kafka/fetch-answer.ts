// Decodes the answer to a fetch into batches (protocol guide, "Fetch", "Record Batch"). Records of
// aborted transactions and control records (KIP-98) never come out.
import { Cursor, FetchedBatch } from './fetched-record'
import { lookupCodec, readMessageSet } from './kafkajs'

const BATCH_HEADER_BYTES = 61
const MAGIC_AT = 16
const LOG_APPEND_TIME = 0x08
const TRANSACTIONAL = 0x10
const CONTROL = 0x20
const CODEC_MASK = 0x07
const ABORT_MARKER = 0

export interface FetchedPartition {
  readonly partition: number
  readonly errorCode: number
  readonly highWatermark: string
  readonly lastStableOffset: string
  readonly abortedTransactions: readonly []
  readonly preferredReadReplica?: number
  /** Whole batches; nothing in them is left to filter. */
  readonly messages: readonly FetchedBatch[]
}

export interface FetchAnswer {
  readonly throttleTime: number
  readonly clientSideThrottleTime: number | undefined
  readonly errorCode: number
  readonly responses: readonly {
    readonly topicName: string
    readonly partitions: readonly FetchedPartition[]
  }[]
}

/**
 * A fetch response of version 4 to 11, the ones that kafkajs asks for from brokers of this decade.
 */
export async function decodeFetch(payload: Buffer, version: number): Promise<FetchAnswer> {
  const from = new Fields(payload)
  const throttleMs = from.int32()
  const errorCode = version >= 7 ? from.int16() : 0
  if (version >= 7) from.int32()
  const responses = []
  for (let topics = from.int32(); topics > 0; topics--) {
    const topicName = from.text()
    const partitions: FetchedPartition[] = []
    for (let left = from.int32(); left > 0; left--)
      partitions.push(await partitionFrom(from, version))
    responses.push({ topicName, partitions })
  }
  // From version 8 on the broker leaves the waiting to the client (KIP-219).
  const waits = version >= 8
  return {
    throttleTime: waits ? 0 : throttleMs,
    clientSideThrottleTime: waits ? throttleMs : undefined,
    errorCode,
    responses,
  }
}

interface Aborted {
  readonly producerId: bigint
  readonly firstOffset: bigint
}

async function partitionFrom(from: Fields, version: number): Promise<FetchedPartition> {
  const partition = from.int32()
  const errorCode = from.int16()
  const highWatermark = String(from.int64())
  const lastStableOffset = String(from.int64())
  if (version >= 5) from.int64()
  const aborted: Aborted[] = []
  for (let left = from.int32(); left > 0; left--)
    aborted.push({ producerId: from.int64(), firstOffset: from.int64() })
  const preferred = version >= 11 ? { preferredReadReplica: from.int32() } : {}
  const messages = await batchesIn(from.bytes(), aborted)
  return {
    partition,
    errorCode,
    highWatermark,
    lastStableOffset,
    abortedTransactions: [],
    ...preferred,
    messages,
  }
}

/**
 * Fixed-width fields, one after another; Buffer's own checks refuse what leads out of the bytes.
 */
class Fields {
  private at = 0

  constructor(private readonly buffer: Buffer) {}

  int16(): number {
    this.at += 2
    return this.buffer.readInt16BE(this.at - 2)
  }

  int32(): number {
    this.at += 4
    return this.buffer.readInt32BE(this.at - 4)
  }

  int64(): bigint {
    this.at += 8
    return this.buffer.readBigInt64BE(this.at - 8)
  }

  text(): string {
    const length = this.int16()
    this.at += Math.max(0, length)
    return this.buffer.toString('utf8', this.at - Math.max(0, length), this.at)
  }

  bytes(): Buffer {
    const length = Math.max(0, this.int32())
    this.at += length
    return this.buffer.subarray(this.at - length, this.at)
  }
}

/**
 * The last batch may be cut off where the limit of the fetch fell: it comes whole the next time.
 */
async function batchesIn(bytes: Buffer, aborted: readonly Aborted[]): Promise<FetchedBatch[]> {
  const batches: FetchedBatch[] = []
  const waiting = [...aborted].sort((a, b) => Number(a.firstOffset - b.firstOffset))
  const open = new Set<bigint>()
  for (let at = 0; at + BATCH_HEADER_BYTES <= bytes.length;) {
    if (bytes.readInt8(at + MAGIC_AT) < 2)
      return [...batches, ...(await oldBatches(bytes.subarray(at)))]
    const end = at + 12 + bytes.readInt32BE(at + 8)
    if (end > bytes.length || end < at + BATCH_HEADER_BYTES) break
    batches.push(await batchFrom(bytes.subarray(at, end), waiting, open))
    at = end
  }
  return batches
}

async function batchFrom(
  batch: Buffer,
  waiting: Aborted[],
  open: Set<bigint>,
): Promise<FetchedBatch> {
  const firstOffset = Number(batch.readBigInt64BE(0))
  const attributes = batch.readInt16BE(21)
  const lastOffset = firstOffset + batch.readInt32BE(23)
  const producerId = batch.readBigInt64BE(43)
  while (waiting[0] && waiting[0].firstOffset <= BigInt(lastOffset))
    open.add(waiting.shift()?.producerId ?? -1n)
  const hidden = (attributes & TRANSACTIONAL) !== 0 && open.has(producerId)
  if ((attributes & CONTROL) !== 0) {
    if (isAbortMarker(batch)) open.delete(producerId)
    return new FetchedBatch(String(lastOffset), undefined)
  }
  if (hidden) return new FetchedBatch(String(lastOffset), undefined)
  const codec = attributes & CODEC_MASK
  const packed = batch.subarray(BATCH_HEADER_BYTES)
  return new FetchedBatch(String(lastOffset), {
    bytes: codec === 0 ? packed : await lookupCodec(codec).decompress(packed),
    count: batch.readInt32BE(57),
    firstOffset,
    firstMs: Number(batch.readBigInt64BE(27)),
    appendMs: (attributes & LOG_APPEND_TIME) !== 0 ? Number(batch.readBigInt64BE(35)) : undefined,
  })
}

/** A control record's key: version, then its type. */
function isAbortMarker(batch: Buffer): boolean {
  const cursor = new Cursor(batch, BATCH_HEADER_BYTES, batch.length)
  cursor.varint()
  cursor.skip(1)
  cursor.varint()
  cursor.varint()
  const key = cursor.slice(cursor.varint())
  return key !== null && key.length >= 4 && key.readInt16BE(2) === ABORT_MARKER
}

/**
 * Formats 0 and 1, in topics older than Kafka 0.11: kafkajs reads them, and none of them are many.
 */
async function oldBatches(bytes: Buffer): Promise<FetchedBatch[]> {
  const messages = await readMessageSet(bytes)
  return messages.map(message => new FetchedBatch(message.offset, undefined, message))
}
