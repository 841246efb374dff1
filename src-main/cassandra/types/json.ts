// JSON as CQL needs it: numbers keep their text (a decimal or a bigint would lose digits in a
// double), and errors name the place.
import { javaDouble } from './java-numbers'

export type JsonValue = null | boolean | string | JsonNumber | JsonValue[] | Map<string, JsonValue>

export class JsonNumber {
  constructor(readonly text: string) {}
}

export class JsonError extends Error {}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const PLAIN = /[^"\\\u0000-\u001f]*/y
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

const WORDS: readonly (readonly [string, boolean | null])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
]
const DEPTH_MAX = 200

export function parseJson(text: string): JsonValue {
  return new JsonReader(text).whole()
}

class JsonReader {
  private at = 0

  constructor(private readonly text: string) {}

  whole(): JsonValue {
    const value = this.value(0)
    this.skipSpace()
    if (this.at < this.text.length) this.fail('unexpected text after the value')
    return value
  }

  private fail(problem: string): never {
    const { at, text } = this
    throw new JsonError(
      at >= text.length ? 'Unexpected end-of-input' : `${problem} at position ${at}`,
    )
  }

  private skipSpace(): void {
    while (this.at < this.text.length && ' \t\r\n'.includes(this.text[this.at]!)) this.at++
  }

  private value(depth: number): JsonValue {
    if (depth > DEPTH_MAX) this.fail('too deep')
    this.skipSpace()
    const c = this.text[this.at]
    if (c === '{') return this.object(depth)
    if (c === '[') return this.array(depth)
    if (c === '"') return this.string()
    for (const [word, value] of WORDS) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length
        return value
      }
    }
    NUMBER.lastIndex = this.at
    const number = NUMBER.exec(this.text)
    if (!number) this.fail('unexpected character')
    this.at = NUMBER.lastIndex
    // Jackson makes a double of a number with a point or an exponent.
    return new JsonNumber(/[.eE]/.test(number[0]) ? javaDouble(Number(number[0])) : number[0])
  }

  private object(depth: number): Map<string, JsonValue> {
    const map = new Map<string, JsonValue>()
    if (this.isEmpty('}')) return map
    do {
      this.skipSpace()
      if (this.text[this.at] !== '"') this.fail('expected a name')
      const name = this.string()
      this.skipSpace()
      if (this.text[this.at] !== ':') this.fail('expected a colon')
      this.at++
      map.set(name, this.value(depth + 1))
    } while (this.goesOn('}'))
    return map
  }

  private array(depth: number): JsonValue[] {
    const items: JsonValue[] = []
    if (this.isEmpty(']')) return items
    do items.push(this.value(depth + 1))
    while (this.goesOn(']'))
    return items
  }

  /** Reads the opening sign, and the closing one when it comes next. */
  private isEmpty(close: string): boolean {
    this.at++
    this.skipSpace()
    if (this.text[this.at] !== close) return false
    this.at++
    return true
  }

  /** Reads what follows a member: false after the closing sign. */
  private goesOn(close: string): boolean {
    this.skipSpace()
    const sign = this.text[this.at]
    if (sign !== close && sign !== ',') this.fail('expected a comma')
    this.at++
    return sign === ','
  }

  private string(): string {
    let out = ''
    this.at++
    for (;;) {
      PLAIN.lastIndex = this.at
      PLAIN.test(this.text)
      out += this.text.slice(this.at, PLAIN.lastIndex)
      this.at = PLAIN.lastIndex
      const c = this.text[this.at]
      if (c === '"') {
        this.at++
        return out
      }
      if (c !== '\\') this.fail('unterminated string')
      out += this.escaped()
    }
  }

  private escaped(): string {
    const { text, at } = this
    const escape = text[at + 1] ?? ''
    if (escape === 'u') {
      const hex = text.slice(at + 2, at + 6)
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) this.fail('bad escape')
      this.at += 6
      return String.fromCharCode(parseInt(hex, 16))
    }
    const plain = ESCAPES[escape]
    if (plain === undefined) this.fail('bad escape')
    this.at += 2
    return plain
  }
}

/** A JSON string as Jackson writes it. */
export function jsonText(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f]/g,
    c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`,
  )
}

/** How Java's String.valueOf prints a parsed value, for error texts. */
export function javaText(value: JsonValue): string {
  if (value instanceof JsonNumber) return value.text
  if (Array.isArray(value)) return `[${value.map(javaText).join(', ')}]`
  if (value instanceof Map)
    return `{${[...value].map(([k, v]) => `${k}=${javaText(v)}`).join(', ')}}`
  return String(value)
}

/** The full name of a parsed value's class. */
export function javaClassName(value: JsonValue): string {
  const name = javaClass(value)
  const home = name === 'ArrayList' || name === 'LinkedHashMap' ? 'java.util' : 'java.lang'
  return `${name === 'BigInteger' ? 'java.math' : home}.${name}`
}

export function javaClass(value: JsonValue): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return 'String'
  if (typeof value === 'boolean') return 'Boolean'
  if (Array.isArray(value)) return 'ArrayList'
  if (value instanceof Map) return 'LinkedHashMap'
  if (!/^-?\d+$/.test(value.text)) return 'Double'
  const n = BigInt(value.text)
  if (BigInt.asIntN(32, n) === n) return 'Integer'
  return BigInt.asIntN(64, n) === n ? 'Long' : 'BigInteger'
}
