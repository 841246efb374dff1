// Keys with texts in a file, for state that is larger than memory: an append-only file, and in memory
// a table of hashes and offsets (12 bytes for each place). It is not durable and need not be: a
// checkpoint has all of it, so the file is unlinked as soon as it is open, and a crash leaves nothing
// behind. An embedded database would sync, keep a tree and a journal for nothing; measured beside
// this file it was slower (docs/decisions/12-cold-state.md).
import { closeSync, ftruncateSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { LabError } from '@shared/errors'

const TAIL_BYTES = 1024 * 1024
/** Read at once: most records are shorter. */
const READ_BYTES = 512
const HEADER_BYTES = 8
const SLOTS_MIN = 1024
/** Below this, dead records are not worth a rewrite. */
const REWRITE_BYTES_MIN = 64 * 1024 * 1024
const EMPTY = -1
const GONE = -2

export class ColdStore {
  private file: number
  private hashes = new Int32Array(SLOTS_MIN)
  private places = new Float64Array(SLOTS_MIN).fill(EMPTY)
  /** Places that are not empty, those of deleted keys too. */
  private taken = 0
  private live = 0
  private deadBytes = 0
  /** What was appended and is not in the file yet. */
  private tail = Buffer.allocUnsafe(TAIL_BYTES)
  private tailBytes = 0
  private fileBytes = 0
  /** Of the file: it ends when it is closed, or written anew. */
  private life = 0
  private readonly scratch = Buffer.allocUnsafe(READ_BYTES)

  constructor(private readonly path: string) {
    this.file = openUnlinked(path)
  }

  get size(): number {
    return this.live
  }

  get sizeBytes(): number {
    return this.fileBytes + this.tailBytes
  }

  get(given: string): string | undefined {
    const key = storable(given)
    const slot = this.slotOf(key, hashOf(key))
    return slot < 0 ? undefined : this.recordAt(this.places[slot]!).value
  }

  set(given: string, value: string): void {
    const key = storable(given)
    const hash = hashOf(key)
    const slot = this.slotOf(key, hash)
    if (slot >= 0) {
      this.forget(slot)
      this.places[slot] = this.append(key, value)
    } else {
      if ((this.taken + 1) * 4 > this.places.length * 3) this.grow()
      const free = freeIn(this.places, hash)
      this.hashes[free] = hash
      this.places[free] = this.append(key, value)
      this.taken += 1
    }
    this.live += 1
    if (this.deadBytes > REWRITE_BYTES_MIN && this.deadBytes * 2 > this.sizeBytes) this.rewrite()
  }

  delete(given: string): boolean {
    const key = storable(given)
    const slot = this.slotOf(key, hashOf(key))
    if (slot < 0) return false
    this.forget(slot)
    this.places[slot] = GONE
    return true
  }

  /**
   * In the order of their writing. What changes meanwhile may be left out, or come again; it ends early
   * when the file is written anew.
   */
  *entries(): Generator<[key: string, value: string]> {
    for (const { key, value, hash, place } of this.records())
      if (this.hasPlace(hash, place))
        yield [key.charCodeAt(0) === 0 ? String(JSON.parse(key.slice(1))) : key, value]
  }

  /** All that was ever written, read in large pieces. */
  private *records(): Generator<{ key: string; value: string; hash: number; place: number }> {
    this.flush(0)
    const { life } = this
    let bytes = Buffer.alloc(0)
    for (let place = 0, at = 0; place < this.fileBytes && life === this.life;) {
      const whole = at + HEADER_BYTES <= bytes.length && at + lengthAt(bytes, at) <= bytes.length
      if (!whole) {
        const wanted = at + HEADER_BYTES <= bytes.length ? lengthAt(bytes, at) : 0
        bytes = Buffer.allocUnsafe(Math.max(wanted, TAIL_BYTES))
        bytes = bytes.subarray(0, readSync(this.file, bytes, 0, bytes.length, place))
        at = 0
      }
      const length = lengthAt(bytes, at)
      const valueAt = at + HEADER_BYTES + bytes.readUInt32LE(at)
      const key = bytes.toString('utf8', at + HEADER_BYTES, valueAt)
      const value = bytes.toString('utf8', valueAt, at + length)
      yield { key, value, hash: hashOf(key), place }
      at += length
      place += length
    }
  }

  /** Whether the record there is the one that counts for its key. */
  private hasPlace(hash: number, wanted: number): boolean {
    const { hashes, places } = this
    const mask = places.length - 1
    for (let slot = hash & mask; places[slot] !== EMPTY; slot = (slot + 1) & mask)
      if (places[slot] === wanted && hashes[slot] === hash) return true
    return false
  }

  close(): void {
    this.life += 1
    closeSync(this.file)
  }

  private forget(slot: number): void {
    this.deadBytes += this.recordAt(this.places[slot]!).bytes
    this.live -= 1
  }

  /** Negative when the key is not there. */
  private slotOf(key: string, hash: number): number {
    const { hashes, places } = this
    const mask = places.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const place = places[slot]!
      if (place === EMPTY) return -1
      if (place !== GONE && hashes[slot] === hash && this.recordAt(place).key === key) return slot
    }
  }

  private grow(): void {
    const { hashes, places } = this
    // Deleted keys alone may have filled it.
    const slots = this.live * 2 > places.length ? places.length * 2 : places.length
    const [wider, placed] = [new Int32Array(slots), new Float64Array(slots).fill(EMPTY)]
    for (const [slot, place] of places.entries()) {
      if (place < 0) continue
      const free = freeIn(placed, hashes[slot]!)
      wider[free] = hashes[slot]!
      placed[free] = place
    }
    this.hashes = wider
    this.places = placed
    this.taken = this.live
  }

  private append(key: string, value: string): number {
    const keyBytes = Buffer.byteLength(key)
    const bytes = HEADER_BYTES + keyBytes + Buffer.byteLength(value)
    if (this.tailBytes + bytes > this.tail.length) this.flush(bytes)
    const at = this.tailBytes
    this.tail.writeUInt32LE(keyBytes, at)
    this.tail.writeUInt32LE(bytes - HEADER_BYTES - keyBytes, at + 4)
    this.tail.write(key, at + HEADER_BYTES)
    this.tail.write(value, at + HEADER_BYTES + keyBytes)
    this.tailBytes += bytes
    return this.fileBytes + at
  }

  private flush(room: number): void {
    try {
      for (let done = 0; done < this.tailBytes;)
        done += writeSync(this.file, this.tail, done, this.tailBytes - done, this.fileBytes + done)
    } catch (cause) {
      const isFull = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC'
      const message = cause instanceof Error ? cause.message : String(cause)
      const params = { file: this.path, message }
      throw new LabError(isFull ? 'disk-full' : 'write-failed', { kind: 'storage', params, cause })
    }
    this.fileBytes += this.tailBytes
    this.tailBytes = 0
    if (room > this.tail.length) this.tail = Buffer.allocUnsafe(room)
  }

  private recordAt(place: number): { key: string; value: string; bytes: number } {
    const inTail = place >= this.fileBytes
    const start = inTail ? place - this.fileBytes : 0
    let bytes = inTail ? this.tail : this.scratch
    if (!inTail) readSync(this.file, bytes, 0, READ_BYTES, place)
    const keyBytes = bytes.readUInt32LE(start)
    const valueBytes = bytes.readUInt32LE(start + 4)
    const length = HEADER_BYTES + keyBytes + valueBytes
    if (!inTail && length > READ_BYTES) {
      bytes = Buffer.allocUnsafe(length)
      readSync(this.file, bytes, 0, length, place)
    }
    const keyAt = start + HEADER_BYTES
    return {
      key: bytes.toString('utf8', keyAt, keyAt + keyBytes),
      value: bytes.toString('utf8', keyAt + keyBytes, start + length),
      bytes: length,
    }
  }

  /** Leaves the dead records behind. */
  private rewrite(): void {
    const old = new ColdStore(this.path)
    this.life += 1
    const { file, places, tail } = this
    for (const [slot, place] of places.entries()) {
      if (place < 0) continue
      const { key, value } = this.recordAt(place)
      places[slot] = old.append(key, value)
    }
    this.file = old.file
    this.tail = old.tail
    this.tailBytes = old.tailBytes
    this.fileBytes = old.fileBytes
    this.deadBytes = 0
    tail.fill(0)
    ftruncateSync(file)
    closeSync(file)
  }
}

const lengthAt = (bytes: Buffer, at: number) =>
  HEADER_BYTES + bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4)

/** UTF-8 has no half of a pair, so a key with halves is escaped; it begins with a zero then. */
const storable = (key: string): string =>
  key.charCodeAt(0) === 0 || /[\ud800-\udfff]/.test(key) ? `\0${JSON.stringify(key)}` : key

/** On Windows an open file cannot be unlinked: there the next start removes it with its folder. */
function openUnlinked(path: string): number {
  mkdirSync(dirname(path), { recursive: true })
  const file = openSync(path, 'w+', 0o600)
  try {
    rmSync(path)
  } catch {
    // It stays until then.
  }
  return file
}

/** The first place of a key's chain that nobody has. */
function freeIn(places: Float64Array, hash: number): number {
  const mask = places.length - 1
  let slot = hash & mask
  while (places[slot] !== EMPTY) slot = (slot + 1) & mask
  return slot
}

/** FNV-1a over the code units, mixed as in MurmurHash3: the low bits choose the place. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
