// Where offsets and times lie in a segment: one entry for every 4 KiB or so of batches (Kafka's
// log.index.interval.bytes), kept in memory for segments in use and in a checksummed file beside
// sealed ones. It only saves reading: a lost or damaged index file is made again from the segment.
import { crc32c } from '@main/platform'

const INTERVAL_BYTES = 4096
const ENTRY_BYTES = 16
const HEADER_BYTES = 16

export class SparseIndex {
  private readonly offsets: number[] = []
  private readonly positions: number[] = []
  /** The largest timestamp from the segment's start up to and with the entry's batch. */
  private readonly timestamps: number[] = []
  private nextAt = 0
  maxTimestamp = -1

  constructor(readonly baseOffset: number) {}

  get entries(): number {
    return this.offsets.length
  }

  add(baseOffset: number, position: number, maxTimestamp: number): void {
    if (maxTimestamp > this.maxTimestamp) this.maxTimestamp = maxTimestamp
    if (position < this.nextAt) {
      // The last entry stands for all batches up to the next one, so that a search by time never
      // passes over them.
      this.timestamps[this.timestamps.length - 1] = this.maxTimestamp
      return
    }
    this.offsets.push(baseOffset - this.baseOffset)
    this.positions.push(position)
    this.timestamps.push(this.maxTimestamp)
    this.nextAt = position + INTERVAL_BYTES
  }

  /** A position at or before the batch that holds the offset. */
  positionOf(offset: number): number {
    const at = lastAtOrBelow(this.offsets, offset - this.baseOffset)
    return at < 0 ? 0 : this.positions[at]!
  }

  /**
   * A position at or before the first batch with a timestamp of at least this, or nothing when
   * there is none.
   */
  positionOfTime(timestamp: number): number | undefined {
    if (this.maxTimestamp < timestamp) return undefined
    let low = 0
    let high = this.timestamps.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.timestamps[middle]! >= timestamp) high = middle
      else low = middle + 1
    }
    return this.positions[low] ?? 0
  }

  /** [size of the segment f64][max timestamp f64], entries, CRC-32C. */
  encode(segmentBytes: number): Buffer {
    const buffer = Buffer.allocUnsafe(HEADER_BYTES + this.entries * ENTRY_BYTES + 4)
    buffer.writeDoubleBE(segmentBytes, 0)
    buffer.writeDoubleBE(this.maxTimestamp, 8)
    for (let i = 0, at = HEADER_BYTES; i < this.entries; i++, at += ENTRY_BYTES) {
      buffer.writeUInt32BE(this.offsets[i]!, at)
      buffer.writeUInt32BE(this.positions[i]!, at + 4)
      buffer.writeDoubleBE(this.timestamps[i]!, at + 8)
    }
    const end = buffer.length - 4
    buffer.writeUInt32BE(crc32c(buffer.subarray(0, end)), end)
    return buffer
  }

  static decode(baseOffset: number, buffer: Buffer, segmentBytes: number): SparseIndex | undefined {
    const end = buffer.length - 4
    if (end < HEADER_BYTES || (end - HEADER_BYTES) % ENTRY_BYTES !== 0) return undefined
    if (
      buffer.readUInt32BE(end) !== crc32c(buffer.subarray(0, end)) ||
      buffer.readDoubleBE(0) !== segmentBytes
    )
      return undefined
    const index = new SparseIndex(baseOffset)
    index.maxTimestamp = buffer.readDoubleBE(8)
    for (let at = HEADER_BYTES; at < end; at += ENTRY_BYTES) {
      index.offsets.push(buffer.readUInt32BE(at))
      index.positions.push(buffer.readUInt32BE(at + 4))
      index.timestamps.push(buffer.readDoubleBE(at + 8))
    }
    index.nextAt = (index.positions.at(-1) ?? -INTERVAL_BYTES) + INTERVAL_BYTES
    return index
  }
}

function lastAtOrBelow(values: readonly number[], wanted: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (values[middle]! <= wanted) low = middle + 1
    else high = middle
  }
  return low - 1
}
