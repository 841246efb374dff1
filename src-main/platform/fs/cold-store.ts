// Keys with texts in a file, for state that is larger than memory: an append-only file, and in memory
// a table of hashes and places in the file (8 bytes for each key, and as much for spare room). It is
// not durable and need not be: a checkpoint has all of it, so the file is unlinked as soon as it is
// open, and a crash leaves nothing behind. An embedded database would sync, keep a tree and a journal
// for nothing; measured beside this file it was slower (docs/decisions/12-cold-state.md).
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
/** Records begin at multiples of it, so that four bytes name a place in 32 GiB. */
const UNIT_BYTES = 8
const EMPTY = 0xffff_ffff
const GONE = 0xffff_fffe
/** UTF-8 takes no more for a code unit. */
const BYTES_A_UNIT_MAX = 3

export class ColdStore {
  private file: number
  private hashes = new Int32Array(SLOTS_MIN)
  private places = new Uint32Array(SLOTS_MIN).fill(EMPTY)
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
  private readonly found = new FoundRecord()

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
    if (this.live === 0) return undefined
    const key = storable(given)
    return this.slotOf(key, hashOf(key)) < 0 ? undefined : this.found.value()
  }

  has(given: string): boolean {
    if (this.live === 0) return false
    const key = storable(given)
    return this.slotOf(key, hashOf(key)) >= 0
  }

  /** The key's hash, for `withHash`. */
  set(given: string, value: string): number {
    const key = storable(given)
    const hash = hashOf(key)
    const slot = this.slotOf(key, hash)
    if (slot >= 0) {
      this.deadBytes += this.found.bytes
      this.places[slot] = this.append(key, value)
    } else {
      if ((this.taken + 1) * 4 > this.places.length * 3) this.grow()
      const free = freeIn(this.places, hash)
      this.hashes[free] = hash
      this.places[free] = this.append(key, value)
      this.taken += 1
      this.live += 1
    }
    if (this.deadBytes > REWRITE_BYTES_MIN && this.deadBytes * 2 > this.sizeBytes) this.rewrite()
    return hash
  }

  delete(given: string): boolean {
    if (this.live === 0) return false
    const key = storable(given)
    const slot = this.slotOf(key, hashOf(key))
    if (slot < 0) return false
    this.deadBytes += this.found.bytes
    this.live -= 1
    this.places[slot] = GONE
    if (this.live === 0) this.clear()
    return true
  }

  /** Nothing counts any more, so nothing need be kept. */
  private clear(): void {
    this.life += 1
    this.hashes = new Int32Array(SLOTS_MIN)
    this.places = new Uint32Array(SLOTS_MIN).fill(EMPTY)
    this.taken = 0
    this.deadBytes = 0
    this.tailBytes = 0
    this.fileBytes = 0
    ftruncateSync(this.file)
  }

  /** All keys of a hash. */
  withHash(hash: number): readonly (readonly [key: string, value: string])[] {
    const { hashes, places } = this
    const all: (readonly [string, string])[] = []
    const mask = places.length - 1
    for (let slot = hash & mask; places[slot] !== EMPTY; slot = (slot + 1) & mask) {
      if (places[slot] === GONE || hashes[slot] !== hash) continue
      const record = this.recordAt(places[slot]!)
      all.push([givenKey(record.key()), record.value()])
    }
    return all
  }

  /**
   * In the order of their writing. What changes meanwhile may be left out, or come again; it ends early
   * when the file is written anew.
   */
  *entries(): Generator<readonly [key: string, value: string, hash: number]> {
    for (const { key, value, place } of this.records()) {
      const hash = hashOf(key)
      // Without dead records there is nothing to look up.
      if (this.deadBytes === 0 || this.hasPlace(hash, place)) yield [givenKey(key), value, hash]
    }
  }

  /** All that was ever written, read in large pieces. */
  private *records(): Generator<{ key: string; value: string; place: number }> {
    this.flush(0)
    const { life } = this
    let bytes = Buffer.alloc(0)
    for (let place = 0, at = 0; place < this.fileBytes && life === this.life;) {
      const whole = at + HEADER_BYTES <= bytes.length && at + lengthAt(bytes, at) <= bytes.length
      if (!whole) {
        const wanted = at + HEADER_BYTES <= bytes.length ? lengthAt(bytes, at) : 0
        const piece = Math.min(TAIL_BYTES, this.fileBytes - place)
        bytes = Buffer.allocUnsafe(Math.max(wanted, piece))
        bytes = bytes.subarray(0, readSync(this.file, bytes, 0, bytes.length, place))
        at = 0
        // The record may be longer than the piece, which now tells how long.
        continue
      }
      const length = lengthAt(bytes, at)
      const valueAt = at + HEADER_BYTES + bytes.readUInt32LE(at)
      const key = bytes.toString('utf8', at + HEADER_BYTES, valueAt)
      const value = bytes.toString('utf8', valueAt, valueAt + bytes.readUInt32LE(at + 4))
      yield { key, value, place: place / UNIT_BYTES }
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

  /** Negative when the key is not there; else `found` is its record. */
  private slotOf(key: string, hash: number): number {
    const { hashes, places } = this
    const mask = places.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const place = places[slot]!
      if (place === EMPTY) return -1
      if (place !== GONE && hashes[slot] === hash && this.recordAt(place).key() === key) return slot
    }
  }

  private grow(): void {
    const { hashes, places } = this
    // Deleted keys alone may have filled it.
    const slots = this.live * 2 > places.length ? places.length * 2 : places.length
    const [wider, placed] = [new Int32Array(slots), new Uint32Array(slots).fill(EMPTY)]
    for (let slot = 0; slot < places.length; slot++) {
      const place = places[slot]!
      if (place >= GONE) continue
      const free = freeIn(placed, hashes[slot]!)
      wider[free] = hashes[slot]!
      placed[free] = place
    }
    this.hashes = wider
    this.places = placed
    this.taken = this.live
  }

  /** Both texts are written where they fit for sure, so nobody counts their bytes before. */
  private append(key: string, value: string): number {
    const most = HEADER_BYTES + (key.length + value.length) * BYTES_A_UNIT_MAX + UNIT_BYTES
    if (this.tailBytes + most > this.tail.length) this.flush(most)
    const { tail, tailBytes: at } = this
    const place = (this.fileBytes + at) / UNIT_BYTES
    if (place >= GONE) throw this.failed(new Error('32 GiB'), false)
    const keyBytes = tail.write(key, at + HEADER_BYTES)
    const valueBytes = tail.write(value, at + HEADER_BYTES + keyBytes)
    tail.writeUInt32LE(keyBytes, at)
    tail.writeUInt32LE(valueBytes, at + 4)
    this.tailBytes += paddedLength(keyBytes, valueBytes)
    return place
  }

  private flush(room: number): void {
    try {
      for (let done = 0; done < this.tailBytes;)
        done += writeSync(this.file, this.tail, done, this.tailBytes - done, this.fileBytes + done)
    } catch (cause) {
      const isFull = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC'
      throw this.failed(cause, isFull)
    }
    this.fileBytes += this.tailBytes
    this.tailBytes = 0
    if (room > this.tail.length) this.tail = Buffer.allocUnsafe(room)
  }

  private failed(cause: unknown, isFull: boolean): LabError {
    const message = cause instanceof Error ? cause.message : String(cause)
    const params = { file: this.path, message }
    return new LabError(isFull ? 'disk-full' : 'write-failed', { kind: 'storage', params, cause })
  }

  /** Until the next call. */
  private recordAt(place: number): FoundRecord {
    const { found } = this
    const position = place * UNIT_BYTES
    if (position >= this.fileBytes) found.read(this.tail, position - this.fileBytes)
    else {
      readSync(this.file, this.scratch, 0, READ_BYTES, position)
      found.read(this.scratch, 0)
      if (found.bytes > READ_BYTES) {
        const bytes = Buffer.allocUnsafe(found.bytes)
        readSync(this.file, bytes, 0, bytes.length, position)
        found.read(bytes, 0)
      }
    }
    return found
  }

  /** Leaves the dead records behind. */
  private rewrite(): void {
    const old = new ColdStore(this.path)
    this.life += 1
    const { file, places, tail } = this
    for (let slot = 0; slot < places.length; slot++) {
      if (places[slot]! >= GONE) continue
      const record = this.recordAt(places[slot]!)
      places[slot] = old.append(record.key(), record.value())
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

/** Where a record lies; its texts are read when they are asked for. */
class FoundRecord {
  private buffer: Buffer = Buffer.alloc(0)
  private keyAt = 0
  private valueAt = 0
  private end = 0
  /** With what fills it up to a whole unit. */
  bytes = 0

  read(buffer: Buffer, at: number): void {
    const keyBytes = buffer.readUInt32LE(at)
    const valueBytes = buffer.readUInt32LE(at + 4)
    this.buffer = buffer
    this.keyAt = at + HEADER_BYTES
    this.valueAt = this.keyAt + keyBytes
    this.end = this.valueAt + valueBytes
    this.bytes = paddedLength(keyBytes, valueBytes)
  }

  key(): string {
    return this.buffer.toString('utf8', this.keyAt, this.valueAt)
  }

  value(): string {
    return this.buffer.toString('utf8', this.valueAt, this.end)
  }
}

const paddedLength = (keyBytes: number, valueBytes: number) =>
  Math.ceil((HEADER_BYTES + keyBytes + valueBytes) / UNIT_BYTES) * UNIT_BYTES

/** A whole record, with what fills it up. */
const lengthAt = (bytes: Buffer, at: number) =>
  paddedLength(bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4))

/** UTF-8 has no half of a pair, so a key with halves is escaped; it begins with a zero then. */
const storable = (key: string): string =>
  key.charCodeAt(0) === 0 || /[\ud800-\udfff]/.test(key) ? `\0${JSON.stringify(key)}` : key

const givenKey = (key: string) => (key.charCodeAt(0) === 0 ? String(JSON.parse(key.slice(1))) : key)

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
function freeIn(places: Uint32Array, hash: number): number {
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
