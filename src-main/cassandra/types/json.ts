// JSON as CQL needs it: numbers keep their text (a decimal or a bigint would lose digits in a
// double), and errors name the place.
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

export function parseJson(text: string): JsonValue {
  let at = 0
  const value = parseValue(0)
  skipSpace()
  if (at < text.length) fail('unexpected text after the value')
  return value

  function fail(what: string): never {
    throw new JsonError(at >= text.length ? 'Unexpected end-of-input' : `${what} at position ${at}`)
  }

  function skipSpace() {
    while (at < text.length && ' \t\r\n'.includes(text[at]!)) at++
  }

  function parseValue(depth: number): JsonValue {
    if (depth > 200) fail('too deep')
    skipSpace()
    const c = text[at]
    if (c === '{') return parseObject(depth)
    if (c === '[') return parseArray(depth)
    if (c === '"') return parseString()
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (text.startsWith(word, at)) {
        at += word.length
        return value
      }
    }
    NUMBER.lastIndex = at
    const number = NUMBER.exec(text)
    if (!number) fail('unexpected character')
    at = NUMBER.lastIndex
    return new JsonNumber(number[0])
  }

  function parseObject(depth: number): Map<string, JsonValue> {
    const map = new Map<string, JsonValue>()
    at++
    skipSpace()
    if (text[at] === '}') {
      at++
      return map
    }
    for (;;) {
      skipSpace()
      if (text[at] !== '"') fail('expected a name')
      const name = parseString()
      skipSpace()
      if (text[at] !== ':') fail('expected a colon')
      at++
      map.set(name, parseValue(depth + 1))
      skipSpace()
      const sign = text[at++]
      if (sign === '}') return map
      if (sign !== ',') {
        at--
        fail('expected a comma')
      }
    }
  }

  function parseArray(depth: number): JsonValue[] {
    const items: JsonValue[] = []
    at++
    skipSpace()
    if (text[at] === ']') {
      at++
      return items
    }
    for (;;) {
      items.push(parseValue(depth + 1))
      skipSpace()
      const sign = text[at++]
      if (sign === ']') return items
      if (sign !== ',') {
        at--
        fail('expected a comma')
      }
    }
  }

  function parseString(): string {
    let out = ''
    at++
    for (;;) {
      PLAIN.lastIndex = at
      PLAIN.test(text)
      out += text.slice(at, PLAIN.lastIndex)
      at = PLAIN.lastIndex
      const c = text[at]
      if (c === '"') {
        at++
        return out
      }
      if (c !== '\\') fail('unterminated string')
      const escape = text[at + 1] ?? ''
      if (escape === 'u') {
        const hex = text.slice(at + 2, at + 6)
        if (!/^[0-9a-fA-F]{4}$/.test(hex)) fail('bad escape')
        out += String.fromCharCode(parseInt(hex, 16))
        at += 6
      } else {
        const plain = ESCAPES[escape]
        if (plain === undefined) fail('bad escape')
        out += plain
        at += 2
      }
    }
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

export function javaClass(value: JsonValue): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return 'String'
  if (typeof value === 'boolean') return 'Boolean'
  if (Array.isArray(value)) return 'ArrayList'
  if (value instanceof Map) return 'LinkedHashMap'
  if (/[.eE]/.test(value.text)) return 'Double'
  const n = BigInt(value.text)
  if (BigInt.asIntN(32, n) === n) return 'Integer'
  return BigInt.asIntN(64, n) === n ? 'Long' : 'BigInteger'
}
