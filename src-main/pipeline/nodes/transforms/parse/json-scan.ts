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
  return scan => {
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
}

interface Member {
  readonly quoted: Buffer
  /** -1: nobody asked for it. */
  readonly index: number
}

function structReader(type: StructType, zone: Zone | undefined): ReadValue {
  const fields = type.fields.map(f => valueReader(f.type, zone))
  const members = new Map(
    type.fields.map((f, index) => [f.name, { quoted: Buffer.from(JSON.stringify(f.name)), index }]),
  )
  const make = rowMaker(type.fields.map(f => f.name))
  const count = fields.length
  /** In the order in which the last record had them: records of one producer are all alike. */
  const order: Member[] = []
  // Nested values of one type may be inside one another, so each reading has values of its own.
  return scan => {
    if (scan.isNull()) return null
    scan.take(OPEN_BRACE)
    const values = new Array<Value>(count).fill(null)
    if (scan.blank() === CLOSE_BRACE) {
      scan.at++
      return make(values)
    }
    for (let place = 0; ; place++) {
      scan.blank()
      let member = order[place]
      if (!member || !scan.startsWith(member.quoted)) {
        const name = scan.name()
        member = members.get(name) ?? { quoted: Buffer.from(`"${name}"`), index: -1 }
        if (place < LEARNT_MAX) order[place] = member
      }
      if (scan.blank() !== COLON) unsure()
      scan.at++
      scan.blank()
      const read = fields[member.index]
      if (read) values[member.index] = read(scan)
      else scan.skip(0)
      const next = scan.blank()
      scan.at++
      if (next === CLOSE_BRACE) return make(values)
      if (next !== COMMA) unsure()
    }
  }
}

function unsure(): never {
  throw UNSURE
}

class Scan {
  bytes: Buffer = Buffer.alloc(0)
  at = 0
  /**
   * Of the number last read: its digits as a whole number, and how many of them stand behind the
   * point.
   */
  digits = 0
  fraction = 0
  private to = 0
  private readonly known = new Array<string>(KNOWN_TEXTS).fill('')

  begin(bytes: Buffer, from: number, to: number): void {
    this.bytes = bytes
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

  startsWith(wanted: Buffer): boolean {
    const { bytes, at } = this
    const { length } = wanted
    if (at + length > this.to) return false
    for (let i = 0; i < length; i++) if (bytes[at + i] !== wanted[i]) return false
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
    const { bytes, to } = this
    let at = this.at + 1
    let high = 0
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
    const { bytes } = this
    const length = to - from
    let hash = length
    for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + (bytes[i] ?? 0)) | 0
    const place = hash & (KNOWN_TEXTS - 1)
    const text = this.known[place] ?? ''
    if (text.length === length) {
      let i = 0
      while (i < length && text.charCodeAt(i) === bytes[from + i]) i++
      if (i === length) return text
    }
    return (this.known[place] = bytes.toString('latin1', from, to))
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
