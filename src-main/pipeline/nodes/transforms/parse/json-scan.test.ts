// The quick reader against the careful one: whatever the bytes, it gives the same row or leaves the
// matter to the other.
import { compileReader, parseType, type StructType } from '@shared/expr'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonScanner } from './json-scan'

const type = parseType(
  'struct<id: string, n: int, big: long, x: double, price: decimal(9,2), ok: boolean, day: date, at: timestamp, tags: array<string>, items: array<struct<name: string, count: string, inner: struct<v: int>>>, more: map<string, int>>',
) as StructType
const scan = jsonScanner(type, undefined)
const quick = (text: string) => {
  const bytes = Buffer.from(text)
  // Lying in the middle of other bytes, as records do.
  const around = Buffer.concat([Buffer.from('9"{'), bytes, Buffer.from('}"9')])
  return scan(around, 3, 3 + bytes.length)
}

/** Undefined where the careful reader refuses. */
function careful(text: string) {
  let wrong = false
  const read = compileReader(type, { onMismatch: () => void (wrong = true) })
  try {
    const row = read(JSON.parse(text))
    return wrong || row === null ? undefined : row
  } catch {
    return undefined
  }
}

describe('jsonScanner', () => {
  it('reads everyday records by itself', () => {
    const everyday = [
      '{"id":"a","n":-5,"big":123456789012,"x":1.25,"price":12.5,"ok":true,"tags":["x","y"],"items":[{"name":"ação","count":3,"inner":{"v":1}}]}',
      ' { "n" : 1 , "unknown" : [ { "deep" : [ 1 , "two" , null , false ] } , {} , [] ] , "id" : null } ',
      '{"items":[],"price":7,"day":"2024-05-12","at":"2024-05-12T10:00:00Z","more":{"a":1}}',
      '{}',
      '{"n":1,"n":2}',
    ]
    for (const text of [...everyday, ...everyday]) {
      expect(quick(text)).toBeDefined()
      expect(quick(text)).toEqual(careful(text))
    }
  })

  it('never says other than the careful reader, whatever is done to a record', () => {
    let seed = 7
    const below = (n: number) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % n
    const start = [
      '{"id":"order \u00e9 7","n":42,"big":900719925474099,"x":-0.5,"price":1999.99,"ok":false,"day":"2024-02-29","tags":["a",1,true,null]}',
      '{"items":[{"name":"Laptop","count":1,"inner":{"v":3}},{"inner":null,"name":"x y","count":"2"}],"at":1715508000,"more":{"k":5}}',
    ]
    const pieces = [
      '"',
      '\\',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '-',
      '0',
      '1e3',
      '.',
      '00',
      'null',
      'tru',
      ' ',
      '\u0001',
      '\u00e9',
      '-0',
      '1.10',
    ]
    let understood = 0
    for (let i = 0; i < 30_000; i++) {
      let text = start[i % 2] ?? ''
      for (let edits = below(4); edits > 0; edits--) {
        const at = below(text.length)
        const piece = pieces[below(pieces.length)] ?? ''
        text = text.slice(0, at) + piece + text.slice(at + below(3))
      }
      const made = quick(text)
      if (made === undefined) continue
      understood++
      expect(made, text).toEqual(careful(text))
    }
    expect(understood).toBeGreaterThan(5000)
  })

  it('reads any record as the careful reader does, whatever the last one was like', () => {
    const blanks = fc.constantFrom('', '', '', ' ', '\n  ')
    const texts = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.string({ unit: 'binary', maxLength: 9 }),
      fc.constantFrom('a"b', 'abc\\', 'abcd\n', 'x'.repeat(33), 'Norte', '\u00e7\u00e3o'),
    )
    const numbers = fc.oneof(
      fc.integer(),
      fc.maxSafeInteger(),
      fc.double(),
      fc.constantFrom(12.5, 1999.99, 0.1, 1e21, -0),
    )
    const anything = fc.oneof(texts, numbers, fc.boolean(), fc.constant(null))
    const inner = fc.array(
      fc.record(
        { name: anything, count: anything, inner: fc.record({ v: anything }) },
        { requiredKeys: [] },
      ),
      { maxLength: 3 },
    )
    const names = fc.oneof(
      fc.constantFrom('id', 'n', 'big', 'x', 'price', 'ok', 'day', 'at', 'tags', 'more', 'no'),
      fc.string({ maxLength: 5 }),
      fc.constant('long '.repeat(60)),
    )
    const members = fc.array(
      fc.oneof(
        fc.tuple(names, anything),
        fc.tuple(fc.constant('items'), inner),
        fc.tuple(fc.constant('tags'), fc.array(anything, { maxLength: 3 })),
      ),
      { maxLength: 8 },
    )
    let understood = 0
    fc.assert(
      fc.property(members, blanks, blanks, (found, before, after) => {
        const text = `${before}{${found
          .map(
            ([name, value]) =>
              `${before}${JSON.stringify(name)}${after}:${before}${JSON.stringify(value)}${after}`,
          )
          .join(',')}}${after}`
        const made = quick(text)
        if (made === undefined) return
        understood += 1
        expect(made, text).toEqual(careful(text))
      }),
      { numRuns: 5000 },
    )
    expect(understood).toBeGreaterThan(500)
  })

  it('keeps a field named __proto__ as data', () => {
    const odd = jsonScanner(parseType('struct<__proto__: string, a: int>') as StructType, undefined)
    const bytes = Buffer.from('{"__proto__":"x","a":1}')
    expect(Object.entries(odd(bytes, 0, bytes.length) ?? {})).toEqual([
      ['__proto__', 'x'],
      ['a', 1],
    ])
  })
})
