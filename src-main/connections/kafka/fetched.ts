// What a fetch brought, read where it lies: a batch of format v2 is walked once for the places of
// its records, and key, value and headers are cut out only when somebody asks. kafkajs decodes
// every record and header into objects of its own, which costs more than a whole pipeline does with
// them. Records of aborted transactions and control records (KIP-98) never come out.
import { lookupCodec, readMessageSet, type OldMessage } from './library'

const BATCH_HEADER_BYTES = 61
const MAGIC_AT = 16
const LOG_APPEND_TIME = 0x08
const TRANSACTIONAL = 0x10
const CONTROL = 0x20
const CODEC_MASK = 0x07
const ABORT_MARKER = 0

export type RecordHeaders = Readonly<Record<string, Buffer | Buffer[] | undefined>>

/**
 * A record as it lies in the fetched bytes. It keeps them alive: who stores records for long takes
 * copies.
 */
export class FetchedRecord {
  constructor(
    readonly partition: number,
    readonly offset: number,
    readonly timeMs: number,
    readonly bytes: Buffer,
    private readonly keyAt: number,
    private readonly keyBytes: number,
    readonly valueAt: number,
    private readonly valueBytes: number,
    /** Count of headers, then names and values, up to `end`. */
    readonly headersAt: number,
    readonly end: number,
  ) {}

  get key(): Buffer | null {
    return this.keyBytes < 0 ? null : this.bytes.subarray(this.keyAt, this.keyAt + this.keyBytes)
  }

  get value(): Buffer | null {
    return this.valueBytes < 0
      ? null
      : this.bytes.subarray(this.valueAt, this.valueAt + this.valueBytes)
  }

  /** -1: there is no value. */
  get valueEnd(): number {
    return this.valueBytes < 0 ? -1 : this.valueAt + this.valueBytes
  }

  get headers(): RecordHeaders {
    const from = new Cursor(this.bytes, this.headersAt, this.end)
    const headers: Record<string, Buffer | Buffer[]> = {}
    for (let left = from.varint(); left > 0; left--) {
      const name = from.slice(from.varint())?.toString('utf8') ?? ''
      const value = from.slice(from.varint()) ?? Buffer.alloc(0)
      const known = Object.hasOwn(headers, name) ? headers[name] : undefined
      const both =
        known === undefined ? value : Array.isArray(known) ? [...known, value] : [known, value]
      Object.defineProperty(headers, name, {
        value: both,
        enumerable: true,
        configurable: true,
        writable: true,
      })
    }
    return headers
  }
}

/**
 * Zigzag varints and the slices they announce; a length that leads out of the bytes is said, not
 * followed.
 */
class Cursor {
  constructor(
    private readonly bytes: Buffer,
    public at: number,
    private readonly end: number,
  ) {}

  varint(): number {
    const { bytes } = this
    let byte = bytes[this.at++] ?? 0
    // Most fit one byte or two; times far apart take more than the 32 bits of the fast way.
    if (byte < 128) return (byte >>> 1) ^ -(byte & 1)
    let value = byte & 127
    for (let factor = 128; ; factor *= 128) {
      if (this.at >= this.end || factor > 2 ** 63)
        throw new RangeError('a number in a record does not end')
      byte = bytes[this.at++] ?? 0
      value += (byte & 127) * factor
      if (byte < 128) return value % 2 === 0 ? value / 2 : -(value + 1) / 2
    }
  }

  skip(length: number): void {
    if (length > 0) this.at += length
    if (this.at > this.end) throw new RangeError('a record is longer than its batch')
  }

  slice(length: number): Buffer | null {
    if (length < 0) return null
    const from = this.at
    this.skip(length)
    return this.bytes.subarray(from, this.at)
  }
}

/**
 * Stands where kafkajs expects a message: it looks at the offset alone, and each costs it as much
 * as a record of its own would.
 */
export class FetchedBatch {
  readonly isControlRecord = false
  readonly key = null

  constructor(
    /** Of its last record, as text: what kafkajs goes on from. */
    readonly offset: string,
    private readonly source: BatchBytes | undefined,
    private readonly old?: OldMessage,
  ) {}

  get lastOffset(): number {
    return Number(this.offset)
  }

  /** What its records keep in memory. */
  get sizeBytes(): number {
    return (
      this.source?.bytes.length ?? (this.old?.value?.length ?? 0) + (this.old?.key?.length ?? 0)
    )
  }

  /** Appends its records from an offset on. */
  readInto(target: FetchedRecord[], partition: number, from: number): void {
    if (this.old && this.lastOffset >= from) target.push(fromOld(this.old, partition))
    const { source } = this
    if (!source) return
    const { bytes, firstOffset, firstMs, appendMs } = source
    const cursor = new Cursor(bytes, 0, bytes.length)
    for (let i = 0; i < source.count; i++) {
      const length = cursor.varint()
      const end = cursor.at + length
      if (length < 0 || end > bytes.length)
        throw new RangeError('a record is longer than its batch')
      cursor.skip(1)
      const timeMs = firstMs + cursor.varint()
      const offset = firstOffset + cursor.varint()
      const keyBytes = cursor.varint()
      const keyAt = cursor.at
      cursor.skip(keyBytes)
      const valueBytes = cursor.varint()
      const valueAt = cursor.at
      cursor.skip(valueBytes)
      if (offset >= from)
        target.push(
          new FetchedRecord(
            partition,
            offset,
            appendMs ?? timeMs,
            bytes,
            keyAt,
            keyBytes,
            valueAt,
            valueBytes,
            cursor.at,
            end,
          ),
        )
      cursor.at = end
    }
  }
}

function fromOld({ offset, timestamp, key, value }: OldMessage, partition: number): FetchedRecord {
  // Laid out as a record of today: key, value, and no headers.
  const keyBytes = key?.length ?? 0
  const bytes = Buffer.concat([key ?? Buffer.alloc(0), value ?? Buffer.alloc(0), Buffer.of(0)])
  const end = bytes.length
  const [k, v] = [key ? keyBytes : -1, value ? value.length : -1]
  return new FetchedRecord(
    partition,
    Number(offset),
    Number(timestamp ?? -1),
    bytes,
    0,
    k,
    keyBytes,
    v,
    end - 1,
    end,
  )
}

/** The records of a batch, unpacked. */
interface BatchBytes {
  readonly bytes: Buffer
  readonly count: number
  readonly firstOffset: number
  readonly firstMs: number
  /** The broker's own time, when the topic asks for it. */
  readonly appendMs: number | undefined
}

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
