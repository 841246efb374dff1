// JSON as CQL needs it: whole numbers keep their digits, and errors have the words of Jackson, whose
// parser Cassandra uses.
import { javaDouble } from './java-numbers'

export type JsonValue = null | boolean | string | JsonNumber | JsonValue[] | Map<string, JsonValue>

export class JsonNumber {
  constructor(readonly text: string) {}
}

export class JsonError extends Error {}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const PLAIN = /[^"\\\u0000-\u001f]*/y
const WORD = /[A-Za-z_$][A-Za-z0-9_$]*/y
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

const DEPTH_MAX = 200

/** Reads one value, as Jackson does: what follows it does not matter. */
export const parseJson = (text: string): JsonValue => new Reader(text).value(0)

class Reader {
  private at = 0

  constructor(private readonly text: string) {}

  private skipSpace() {
    while (this.at < this.text.length && ' \t\r\n'.includes(this.text[this.at]!)) this.at++
  }

  private unexpected(expecting: string): never {
    const char = this.text[this.at] ?? ''
    throw new JsonError(
      `com.fasterxml.jackson.core.JsonParseException: Unexpected character ('${char}' (code ${char.charCodeAt(0)})): ${expecting}${placeOf(this.text, this.at + 1)}`,
    )
  }

  private ended(why: string): never {
    throw new JsonError(
      `com.fasterxml.jackson.core.io.JsonEOFException: Unexpected end-of-input${why}${placeOf(this.text, this.text.length + 1)}`,
    )
  }

  private unclosed(kind: 'Object' | 'Array', start: number): never {
    return this.ended(
      `: expected close marker for ${kind} (start marker at ${sourceAt(this.text, start + 1)})`,
    )
  }

  value(depth: number): JsonValue {
    if (depth > DEPTH_MAX) throw new JsonError('the value is nested too deep')
    this.skipSpace()
    if (this.at >= this.text.length) {
      if (depth === 0)
        throw new JsonError(
          `com.fasterxml.jackson.databind.exc.MismatchedInputException: No content to map due to end-of-input\n at [${SOURCE}; line: ${lineOf(this.text, this.text.length)}]`,
        )
      return this.ended(' within/between Object entries')
    }
    const c = this.text[this.at]
    if (c === '{') return this.parseObject(depth)
    if (c === '[') return this.parseArray(depth)
    if (c === '"') return this.parseString()
    NUMBER.lastIndex = this.at
    const number = NUMBER.exec(this.text)
    if (number) return this.parseNumber(number[0])
    return this.parseWord()
  }

  private parseNumber(digits: string): JsonNumber {
    if (
      /^-?0/.test(digits) &&
      /\d/.test(this.text[this.at + digits.length] ?? '') &&
      !/[.eE]/.test(digits)
    )
      throw new JsonError(
        `com.fasterxml.jackson.core.JsonParseException: Invalid numeric value: Leading zeroes not allowed${placeOf(this.text, this.at + digits.length + 1)}`,
      )
    this.at += digits.length
    // Jackson makes a double of a number with a point or an exponent.
    return new JsonNumber(/[.eE]/.test(digits) ? javaDouble(Number(digits)) : digits)
  }

  private parseWord(): JsonValue {
    WORD.lastIndex = this.at
    const word = WORD.exec(this.text)?.[0]
    if (!word)
      return this.unexpected(
        "expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
      )
    this.at += word.length
    if (word === 'true' || word === 'false') return word === 'true'
    if (word === 'null') return null
    throw new JsonError(
      `com.fasterxml.jackson.core.JsonParseException: Unrecognized token '${word}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')${placeOf(this.text, this.at + 1)}`,
    )
  }

  private parseObject(depth: number): Map<string, JsonValue> {
    const map = new Map<string, JsonValue>()
    const start = this.at++
    this.skipSpace()
    if (this.text[this.at] === '}') {
      this.at++
      return map
    }
    for (;;) {
      this.skipSpace()
      if (this.at >= this.text.length) return this.unclosed('Object', start)
      if (this.text[this.at] !== '"')
        return this.unexpected('was expecting double-quote to start field name')
      const name = this.parseString()
      this.skipSpace()
      if (this.at >= this.text.length) return this.ended(' within/between Object entries')
      if (this.text[this.at] !== ':')
        return this.unexpected('was expecting a colon to separate field name and value')
      this.at++
      map.set(name, this.value(depth + 1))
      this.skipSpace()
      if (this.at >= this.text.length) return this.unclosed('Object', start)
      if (this.text[this.at] === '}') {
        this.at++
        return map
      }
      if (this.text[this.at] !== ',')
        return this.unexpected('was expecting comma to separate Object entries')
      this.at++
    }
  }

  private parseArray(depth: number): JsonValue[] {
    const items: JsonValue[] = []
    const start = this.at++
    this.skipSpace()
    if (this.text[this.at] === ']') {
      this.at++
      return items
    }
    for (;;) {
      this.skipSpace()
      if (this.at >= this.text.length) return this.unclosed('Array', start)
      items.push(this.value(depth + 1))
      this.skipSpace()
      if (this.at >= this.text.length) return this.unclosed('Array', start)
      if (this.text[this.at] === ']') {
        this.at++
        return items
      }
      if (this.text[this.at] !== ',')
        return this.unexpected('was expecting comma to separate Array entries')
      this.at++
    }
  }

  private parseString(): string {
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
      if (c === undefined) return this.ended(': was expecting closing quote for a string value')
      if (c !== '\\')
        throw new JsonError(
          `com.fasterxml.jackson.core.JsonParseException: Illegal unquoted character ((CTRL-CHAR, code ${c.charCodeAt(0)})): has to be escaped using backslash to be included in string value${placeOf(this.text, this.at + 1)}`,
        )
      out += this.parseEscape()
    }
  }

  private parseEscape(): string {
    const escape = this.text[this.at + 1] ?? ''
    const hex = this.text.slice(this.at + 2, this.at + 6)
    if (escape === 'u' && /^[0-9a-fA-F]{4}$/.test(hex)) {
      this.at += 6
      return String.fromCharCode(parseInt(hex, 16))
    }
    const plain = ESCAPES[escape]
    if (plain === undefined)
      throw new JsonError(
        `com.fasterxml.jackson.core.JsonParseException: Unrecognized character escape '${escape}' (code ${escape.charCodeAt(0)})${placeOf(this.text, this.at + 2)}`,
      )
    this.at += 2
    return plain
  }
}

const SOURCE = 'Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)'
const lineOf = (text: string, offset: number) => text.slice(0, offset).split('\n').length

/** Where Jackson says that a place is; columns begin at 1. */
function sourceAt(text: string, column: number): string {
  const lineStart = text.lastIndexOf('\n', column - 2) + 1
  return `[${SOURCE}; line: ${lineOf(text, column - 1)}, column: ${column - lineStart}]`
}
const placeOf = (text: string, column: number) => `\n at ${sourceAt(text, column)}`

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
