// Records read where they lie in the fetched bytes: a batch of format v2 is walked once for the
// places of its records, and key, value and headers are cut out only when somebody asks. kafkajs
// makes objects of every record and header, which costs more than a whole pipeline does with them.
import type { OldMessage } from './kafkajs'

export type RecordHeaders = Readonly<Record<string, Buffer | Buffer[] | undefined>>

/**
 * A record as it lies in the fetched bytes. It keeps these bytes alive, so copy what you store for
 * long.
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

  /** -1 when the value is null. */
  get valueEnd(): number {
    return this.valueBytes < 0 ? -1 : this.valueAt + this.valueBytes
  }

  /** The same record with another value, in bytes of its own. */
  withValue(value: Buffer): FetchedRecord {
    const key = this.key ?? Buffer.alloc(0)
    const headers = this.bytes.subarray(this.headersAt, this.end)
    const bytes = Buffer.concat([key, value, headers])
    const headersAt = key.length + value.length
    const { partition, offset, timeMs, keyBytes } = this
    return new FetchedRecord(
      ...([partition, offset, timeMs, bytes, 0, keyBytes] as const),
      ...([key.length, value.length, headersAt, bytes.length] as const),
    )
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
 * Zigzag varints and the slices that they announce. A length that leads out of the bytes is an
 * error.
 */
export class Cursor {
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

  get firstOffset(): number {
    return this.source?.firstOffset ?? this.lastOffset
  }

  /** The memory that its records keep alive. */
  get sizeBytes(): number {
    return (
      this.source?.bytes.length ?? (this.old?.value?.length ?? 0) + (this.old?.key?.length ?? 0)
    )
  }

  /** How many of its records lie at an offset or behind it. */
  countFrom(from: number): number {
    const { source, old } = this
    if (!source) return old && this.lastOffset >= from ? 1 : 0
    if (source.firstOffset >= from) return source.count
    if (source.firstOffset + source.count - 1 === this.lastOffset)
      return Math.max(0, this.lastOffset - from + 1)
    const records: FetchedRecord[] = []
    this.readInto(records, 0, from)
    return records.length
  }

  /** Appends its records from an offset on. */
  readInto(target: FetchedRecord[], partition: number, from: number): void {
    this.reader(partition, from, Infinity).readInto(target, Infinity)
  }

  /** The offset of the n-th of its records from an offset on. */
  offsetOf(n: number, from: number): number | undefined {
    const { source } = this
    if (source && this.lastOffset - source.firstOffset + 1 === source.count) {
      const offset = Math.max(from, source.firstOffset) + n
      return offset <= this.lastOffset ? offset : undefined
    }
    const records: FetchedRecord[] = []
    this.readInto(records, 0, from)
    return records[n]?.offset
  }

  /** Its records from an offset on, up to another. */
  reader(partition: number, from: number, to: number): BatchReader {
    const { source, old } = this
    const known =
      old && this.lastOffset >= from && this.lastOffset < to ? [fromOld(old, partition)] : []
    return new BatchReader(source, known, partition, from, to)
  }
}

/** Makes the records of a batch a few at a time. */
export class BatchReader {
  private readonly cursor: Cursor
  private left: number

  constructor(
    private readonly source: BatchBytes | undefined,
    private readonly known: readonly FetchedRecord[],
    private readonly partition: number,
    private readonly from: number,
    private readonly to: number,
  ) {
    const bytes = source?.bytes ?? Buffer.alloc(0)
    this.cursor = new Cursor(bytes, 0, bytes.length)
    this.left = source?.count ?? 0
  }

  /** Appends until the list has so many; false when the batch has no more. */
  readInto(target: FetchedRecord[], countMax: number): boolean {
    for (const record of this.known) target.push(record)
    const { source, cursor, partition, from, to } = this
    if (!source) return false
    const { bytes, firstOffset, firstMs, appendMs } = source
    while (this.left > 0 && target.length < countMax) {
      this.left -= 1
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
      if (offset >= from && offset < to)
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
    return this.left > 0
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
export interface BatchBytes {
  readonly bytes: Buffer
  readonly count: number
  readonly firstOffset: number
  readonly firstMs: number
  /** The broker's own time, when the topic asks for it. */
  readonly appendMs: number | undefined
}

/** As texts, a name as often as it was given. */
export const headerTexts = ({ headers }: Pick<FetchedRecord, 'headers'>) =>
  Object.entries(headers).flatMap(([name, held]) =>
    (Array.isArray(held) ? held : [held]).map(one => [name, one?.toString('utf8') ?? ''] as const),
  )
