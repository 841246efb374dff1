// The newest entries of the store, in memory and in key order, and the form in which the
// write-ahead log keeps them. A full memtable becomes a file.
import { kindBit, storeIdOf } from '../bytes/key-codec'
import { mergeEncoded } from './row'
import { SortedMap } from './sorted-map'

/** Memory of an entry besides its bytes: the string, the buffer object, two array slots. */
const ENTRY_OVERHEAD_BYTES = 160

export class Memtable {
  readonly map = new SortedMap()
  /** Header kinds that occur, as bits, by store. */
  readonly kinds = new Map<number, number>()
  bytes = 0

  put(key: string, value: Buffer): void {
    const grown = this.map.put(key, value, mergeEncoded)
    if (!Number.isNaN(grown)) {
      this.bytes += grown
      return
    }
    this.bytes += key.length + value.length + ENTRY_OVERHEAD_BYTES
    const bit = kindBit(key)
    if (bit) this.kinds.set(storeIdOf(key), (this.kinds.get(storeIdOf(key)) ?? 0) | bit)
  }
}

/** What comes before an entry's value in a frame of the log: both lengths and the key. */
export function encodeHead(key: string, value: Buffer): Buffer {
  const head = Buffer.allocUnsafe(8 + key.length)
  head.writeUInt32BE(key.length, 0)
  head.writeUInt32BE(value.length, 4)
  head.write(key, 8, 'latin1')
  return head
}

/** Puts the entries of one frame of the log back, except those of stores that are gone. */
export function replayFrame(
  payload: Buffer,
  memtable: Memtable,
  isLive: (storeId: number) => boolean,
): void {
  for (let at = 0; at < payload.length;) {
    const keyBytes = payload.readUInt32BE(at)
    const valueBytes = payload.readUInt32BE(at + 4)
    const key = payload.toString('latin1', at + 8, at + 8 + keyBytes)
    at += 8 + keyBytes
    if (isLive(storeIdOf(key))) memtable.put(key, payload.subarray(at, at + valueBytes))
    at += valueBytes
  }
}
