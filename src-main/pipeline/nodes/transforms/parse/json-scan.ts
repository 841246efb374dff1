// The quick way from JSON bytes to typed rows: one walk over the bytes that makes only the declared
// fields, without the tree that JSON.parse would build first. It knows the everyday forms of RFC
// 8259. At anything else (an escape, an exponent, a number longer than a double tells apart, a
// value of another type, a mistake) it gives up with `undefined`, and the reader of the expression
// language decides as it always has: so the two never differ in what they accept, only in speed.
// Skipped parts are checked like kept ones.
import {
  compileReader,
  Decimal,
  type DataType,
  type StructType,
  type Value,
  type Row,
  type Zone,
} from '@shared/expr'
import { rowMaker } from '../../../model/row-maker'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const MINUS = 0x2d
const DOT = 0x2e
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d
const ZERO = 0x30
const NINE = 0x39
/**
 * So many digits a double holds exactly, and a division by a power of ten rounds them correctly.
 */
const DIGITS_MAX = 15
const POWERS = Array.from({ length: DIGITS_MAX + 1 }, (_, i) => 10 ** i)
const DEPTH_MAX = 64
const LEARNT_MAX = 256
/** A longer name is read each time: anybody may write to a topic, and what was learnt is kept. */
const LEARNT_BYTES_MAX = 256
/** Short texts that come again and again (names, states) are made once. */
const KNOWN_TEXTS = 1024
const KNOWN_CHARS_MAX = 32

/** Says that the quick way ends here. */
class Unsure extends Error {}
const UNSURE = new Unsure('not a form of every day')

type ReadValue = (scan: Scan) => Value

/** Undefined when it is not sure; then the slow way decides. */
export type JsonScanner = (bytes: Buffer, from: number, to: number) => Row | undefined

export function jsonScanner(type: StructType, zone: Zone | undefined): JsonScanner {
  const scan = new Scan()
  const read = structReader(type, zone)
  return (bytes, from, to) => {
    try {
      scan.begin(bytes, from, to)
      const row = read(scan)
      scan.end()
      // A struct's reader gives a row or nothing.
      return row === null ? undefined : (row as Row)
    } catch (error) {
      if (error === UNSURE) return undefined
      throw error
    }
  }
}

function valueReader(type: DataType, zone: Zone | undefined): ReadValue {
  switch (type.kind) {
    case 'string':
      return scan => scan.textValue()
    case 'boolean':
      return scan => scan.boolean()
    case 'int':
      return scan => {
        const value = scan.integer()
        return value === null || (value >= -2147483648 && value <= 2147483647) ? value : unsure()
      }
    case 'long':
      return scan => scan.integer()
    case 'double':
      return scan => (scan.number() ? scan.digits / (POWERS[scan.fraction] ?? 1) : null)
    case 'decimal': {
      const { precision, scale } = type
      return scan => {
        if (!scan.number()) return null
        const power = POWERS[scale - scan.fraction]
        if (power === undefined) return unsure()
        const units = scan.digits * power
        if (!Number.isSafeInteger(units)) return unsure()
        const value = new Decimal(units, scale)
        return value.fits(precision) ? value : unsure()
      }
    }
    case 'array':
      return arrayReader(valueReader(type.element, zone))
    case 'struct':
      return structReader(type, zone)
    default:
      return otherReader(type, zone)
  }
}

/** Dates, times, maps: found here, read by the reader that knows them. */
function otherReader(type: DataType, zone: Zone | undefined): ReadValue {
  const read = compileReader(type, { ...(zone ? { zone } : {}), onMismatch: unsure })
  return scan => {
    const from = scan.at
    scan.skip(0)
    return read(JSON.parse(scan.bytes.toString('utf8', from, scan.at)))
  }
}

function arrayReader(element: ReadValue): ReadValue {
  const readArray: ReadValue = scan => {
    if (scan.isNull()) return null
    scan.take(OPEN_BRACKET)
    const values: Value[] = []
    if (scan.blank() === CLOSE_BRACKET) {
      scan.at++
      return values
    }
    for (;;) {
      scan.blank()
      values.push(element(scan))
      const next = scan.blank()
      scan.at++
      if (next === CLOSE_BRACKET) return values
      if (next !== COMMA) unsure()
    }
  }
  return readArray
}

interface Member {
  readonly lead: Lead
  /** Absent: nobody asked for it. */
  readonly read?: ReadValue
  readonly index: number
}

/**
 * What is between two values: a brace or comma, the member's name, a colon, blanks. Records of one
 * producer are all alike, so it is compared with what was there the last time, four bytes at once.
 */
class Lead {
  readonly words: Int32Array
  readonly bytes: Buffer

  constructor(bytes: Buffer) {
    this.bytes = Buffer.from(bytes)
    // The last word may begin inside the one before.
    this.words = Int32Array.from({ length: Math.ceil(bytes.length / 4) }, (_, i) =>
      bytes.length < 4 ? 0 : this.bytes.readInt32BE(Math.min(i * 4, bytes.length - 4)),
    )
  }
}

const isShort = ({ length }: Buffer) => length <= LEARNT_BYTES_MAX

function structReader(type: StructType, zone: Zone | undefined): ReadValue {
  const fields = type.fields.map(f => valueReader(f.type, zone))
  const indexes = new Map(type.fields.map((f, index) => [f.name, index]))
  const make = rowMaker(type.fields.map(f => f.name))
  // A reader never comes to be inside itself, so one list serves all of its rows.
  const count = fields.length
  const values = new Array<Value>(count).fill(null)
  /** In the order in which the last record had them. */
  const order: Member[] = []
  const known = new Map<string, Member>()
  const learn = (scan: Scan, from: number, name: string): Member => {
    const bytes = scan.bytes.subarray(from, scan.at)
    const text = bytes.toString('latin1')
    const index = indexes.get(name) ?? -1
    const member = known.get(text) ?? { lead: new Lead(bytes), read: fields[index], index }
    if (known.size < LEARNT_MAX && isShort(bytes)) known.set(text, member)
    return member
  }
  const readStruct: ReadValue = scan => {
    if (scan.isNull()) return null
    scan.expect(OPEN_BRACE)
    for (let i = 0; i < count; i++) values[i] = null
    for (let place = 0; ; place++) {
      let member = order[place]
      if (!member || !scan.takes(member.lead)) {
        const from = scan.at
        const next = scan.blank()
        scan.at++
        if (next === CLOSE_BRACE || (place === 0 && scan.blank() === CLOSE_BRACE)) {
          if (place === 0) scan.at++
          return make(values)
        }
        if (next !== (place === 0 ? OPEN_BRACE : COMMA)) unsure()
        scan.blank()
        const name = scan.name()
        if (scan.blank() !== COLON) unsure()
        scan.at++
        scan.blank()
        member = learn(scan, from, name)
        if (place < LEARNT_MAX && isShort(member.lead.bytes)) order[place] = member
      }
      const { read } = member
      if (read) values[member.index] = read(scan)
      else scan.skip(0)
    }
  }
  return readStruct
}

function unsure(): never {
  throw UNSURE
}

class Scan {
  bytes: Buffer = Buffer.alloc(0)
  at = 0
  private view = new DataView(this.bytes.buffer)
  /**
   * Of the number last read: its digits as a whole number, and how many of them stand behind the
   * point.
   */
  digits = 0
  fraction = 0
  private to = 0
  private readonly known = new Array<string>(KNOWN_TEXTS).fill('')
  private readonly knownBytes = new DataView(new ArrayBuffer(KNOWN_TEXTS * KNOWN_CHARS_MAX))

  begin(bytes: Buffer, from: number, to: number): void {
    if (bytes !== this.bytes) {
      this.bytes = bytes
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    }
    this.at = from
    this.to = to
    this.blank()
  }

  /** Nothing may come after the value. */
  end(): void {
    this.blank()
    if (this.at !== this.to) unsure()
  }

  private byte(): number {
    return this.at < this.to ? (this.bytes[this.at] ?? 0) : 0
  }

  /** Skips white space; gives the byte after it, 0 at the end. */
  blank(): number {
    for (;;) {
      const byte = this.byte()
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return byte
      this.at++
    }
  }

  take(byte: number): void {
    if (this.byte() !== byte) unsure()
    this.at++
  }

  expect(byte: number): void {
    if (this.byte() !== byte) unsure()
  }

  /** Past a lead, if it is the one that comes. */
  takes({ words, bytes }: Lead): boolean {
    const { view, at } = this
    const { length } = bytes
    if (at + length > this.to) return false
    if (length < 4) {
      for (let i = 0; i < length; i++) if (view.getUint8(at + i) !== bytes[i]) return false
    } else {
      const last = words.length - 1
      for (let i = 0; i < last; i++) if (view.getInt32(at + i * 4) !== words[i]) return false
      if (view.getInt32(at + length - 4) !== words[last]) return false
    }
    this.at = at + length
    return true
  }

  private word(text: string): boolean {
    if (this.at + text.length > this.to) return false
    for (let i = 0; i < text.length; i++)
      if (this.bytes[this.at + i] !== text.charCodeAt(i)) return false
    this.at += text.length
    return true
  }

  isNull(): boolean {
    return this.byte() === 0x6e && (this.word('null') || unsure())
  }

  boolean(): boolean | null {
    if (this.isNull()) return null
    if (this.word('true')) return true
    return this.word('false') ? false : unsure()
  }

  /** A string as it stands; a number or boolean as String() would print it. */
  textValue(): string | null {
    const byte = this.byte()
    if (byte === QUOTE) return this.text()
    if (byte === MINUS || (byte >= ZERO && byte <= NINE)) {
      const from = this.at
      if (!this.number() || this.fraction > 0) return unsure()
      return this.knownText(from, this.at)
    }
    const value = this.boolean()
    return value === null ? null : String(value)
  }

  private text(): string {
    const from = this.at + 1
    const plain = this.skipText()
    return plain && this.at - 1 - from <= KNOWN_CHARS_MAX
      ? this.knownText(from, this.at - 1)
      : this.bytes.toString(plain ? 'latin1' : 'utf8', from, this.at - 1)
  }

  /** A member's name; what has an escape in it is somebody else's work. */
  name(): string {
    if (this.byte() !== QUOTE) unsure()
    return this.text()
  }

  /** Past the closing quote; whether all of it was ASCII. */
  private skipText(): boolean {
    const { bytes, view, to } = this
    let at = this.at + 1
    let high = 0
    // Four bytes at once while none is a quote, a backslash, a control or beyond ASCII.
    for (; at + 4 <= to; at += 4) {
      const four = view.getInt32(at)
      const quotes = (four ^ 0x22222222) - 0x01010101
      const escapes = (four ^ 0x5c5c5c5c) - 0x01010101
      if (((four | (four - 0x20202020) | quotes | escapes) & 0x80808080) !== 0) break
    }
    for (; at < to; at++) {
      const byte = bytes[at] ?? 0
      if (byte === QUOTE) {
        this.at = at + 1
        return high < 128
      }
      if (byte < 0x20 || byte === BACKSLASH) unsure()
      high |= byte
    }
    return unsure()
  }

  /** ASCII; the same text as the last time when it was the same. */
  private knownText(from: number, to: number): string {
    const { view } = this
    const length = to - from
    if (length < 4) return this.shortText(from, to)
    const middle = from + (length >> 1) - 2
    let hash = Math.imul(view.getInt32(from), 0x2545f491) ^ Math.imul(length, 0x9e3779b1)
    hash = Math.imul(hash ^ view.getInt32(middle), 0x85ebca6b) ^ view.getInt32(to - 4)
    hash = Math.imul(hash, 0xc2b2ae35)
    const place = (hash ^ (hash >>> 15)) & (KNOWN_TEXTS - 1)
    const text = this.known[place] ?? ''
    return text.length === length && this.isKnown(place, from, length)
      ? text
      : this.learn(place, from, to)
  }

  /** A digit or letter is a text that V8 has at hand. */
  private shortText(from: number, to: number): string {
    let text = ''
    for (let i = from; i < to; i++) text += String.fromCharCode(this.bytes[i] ?? 0)
    return text
  }

  private isKnown(place: number, from: number, length: number): boolean {
    const { view, knownBytes } = this
    const at = place * KNOWN_CHARS_MAX
    const last = length - 4
    for (let i = 0; i < last; i += 4)
      if (view.getInt32(from + i) !== knownBytes.getInt32(at + i)) return false
    return view.getInt32(from + last) === knownBytes.getInt32(at + last)
  }

  private learn(place: number, from: number, to: number): string {
    const { view, knownBytes } = this
    const at = place * KNOWN_CHARS_MAX
    for (let i = 0; i < to - from; i++) knownBytes.setUint8(at + i, view.getUint8(from + i))
    return (this.known[place] = this.bytes.toString('latin1', from, to))
  }

  integer(): number | null {
    if (!this.number()) return null
    return this.fraction === 0 ? this.digits : unsure()
  }

  /** Into `digits` and `fraction`; false for null. */
  number(): boolean {
    if (this.isNull()) return false
    const { bytes, to } = this
    const negative = this.byte() === MINUS
    let at = negative ? this.at + 1 : this.at
    const from = at
    let value = 0
    let point = -1
    for (; at < to; at++) {
      const byte = bytes[at] ?? 0
      if (byte >= ZERO && byte <= NINE) value = value * 10 + (byte - ZERO)
      else if (byte === DOT && point < 0 && at > from) point = at
      else if (byte === DOT || byte === 0x65 || byte === 0x45) unsure()
      else break
    }
    const digits = at - from - (point < 0 ? 0 : 1)
    const fraction = point < 0 ? 0 : at - point - 1
    const leadingZero = bytes[from] === ZERO && digits - fraction > 1
    // Minus zero is a number of its own.
    if (
      digits === 0 ||
      digits > DIGITS_MAX ||
      (point >= 0 && fraction === 0) ||
      leadingZero ||
      (negative && value === 0)
    )
      unsure()
    this.digits = negative ? -value : value
    this.fraction = fraction
    this.at = at
    return true
  }

  /** Past a value that nobody asked for, checked all the same. */
  skip(depth: number): void {
    if (depth > DEPTH_MAX) unsure()
    const byte = this.byte()
    if (byte === QUOTE) this.skipText()
    else if (byte === OPEN_BRACE) this.skipMembers(depth)
    else if (byte === OPEN_BRACKET) this.skipElements(depth)
    else if (byte === MINUS || (byte >= ZERO && byte <= NINE)) this.number()
    else this.boolean()
  }

  private skipMembers(depth: number): void {
    this.at++
    if (this.blank() === CLOSE_BRACE) {
      this.at++
      return
    }
    for (;;) {
      if (this.blank() !== QUOTE) unsure()
      this.skipText()
      if (this.blank() !== COLON) unsure()
      this.at++
      this.blank()
      this.skip(depth + 1)
      const next = this.blank()
      this.at++
      if (next === CLOSE_BRACE) return
      if (next !== COMMA) unsure()
    }
  }

  private skipElements(depth: number): void {
    this.at++
    if (this.blank() === CLOSE_BRACKET) {
      this.at++
      return
    }
    for (;;) {
      this.blank()
      this.skip(depth + 1)
      const next = this.blank()
      this.at++
      if (next === CLOSE_BRACKET) return
      if (next !== COMMA) unsure()
    }
  }
}
