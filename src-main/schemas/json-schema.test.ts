// JSON Schema: what is written is checked, in bounded time, and one version against another.
import { describe, expect, it } from 'vitest'
import { JsonSchema } from './json-schema'
import type { ParsedSchema } from './schema'
import { parseSchema } from '.'

const schema = (given: unknown, references?: { name: string; text: string }[]): ParsedSchema =>
  parseSchema({ type: 'JSON', text: JSON.stringify(given), ...(references ? { references } : {}) })
const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more })
const closed = (properties: object, more: object = {}) =>
  object(properties, { additionalProperties: false, ...more })

describe('what is written', () => {
  const order = schema(
    object(
      { id: { type: 'integer', minimum: 1 }, lines: { type: 'array', items: { type: 'string' } } },
      { required: ['id'], additionalProperties: false },
    ),
  )

  it('is JSON, as it was given', () => {
    expect(order.encode({ id: 1, lines: ['a'] }).toString()).toBe('{"id":1,"lines":["a"]}')
    expect(order.decode(Buffer.from('{"id":"x"}'))).toEqual({ id: 'x' })
  })

  it.each([
    [{ id: 'x' }, 'id: integer expected, found "x"'],
    [{ id: 0 }, 'id: >= 1 expected, found 0'],
    [{ id: 1, lines: ['a', 2] }, 'lines[1]: string expected, found 2'],
    [{}, "value: required property 'id' expected, found {}"],
    [{ id: 1, more: 1 }, 'value: no additional properties expected, found {"id":1,"more":1}'],
  ])('says what does not fit: %j', (value, message) => {
    expect(() => order.encode(value)).toThrow(message)
  })

  it('knows the drafts by their names, and other schemas by theirs', () => {
    const newest = schema({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      ...object({ a: { type: 'array', prefixItems: [{ type: 'integer' }] } }),
    })
    expect(() => newest.encode({ a: ['x'] })).toThrow('a[0]: integer expected')
    const text = JSON.stringify(object({ city: { type: 'string' } }))
    const customer = schema(object({ home: { $ref: 'address.json' } }), [
      { name: 'address.json', text },
    ])
    expect(() => customer.encode({ home: { city: 1 } })).toThrow('home.city: string expected')
    const older = schema({
      $schema: 'http://json-schema.org/draft-06/schema#',
      ...object({ a: { type: 'number', exclusiveMinimum: 0 } }),
    })
    expect(() => older.encode({ a: 0 })).toThrow('a: > 0 expected')
  })

  it('reads a file once that it refers to again and again', () => {
    const text = JSON.stringify({ definitions: { city: { type: 'string' } } })
    const made = new JsonSchema({}, [{ name: 'address.json', text }])
    const city = () => made.refersTo('address.json#/definitions/city', {})?.schema
    expect(city()).toEqual({ type: 'string' })
    expect(city()).toBe(city())
  })

  it.each([
    ['{', 'JSON'],
    ['3', 'not an object'],
    ['{"type":"integr"}', 'must be equal to one of the allowed values'],
    ['{"$ref":"#/definitions/none"}', 'leads nowhere'],
    ['{"$async":true,"type":"string"}', 'not JSON Schema'],
    ['{"$schema":"http://json-schema.org/draft-04/schema#"}', 'not a draft'],
  ])('is not written by what is not a schema: %s', (text, message) => {
    const error = expect.objectContaining({
      code: 'schema-invalid',
      params: expect.objectContaining({ message: expect.stringContaining(message) }),
    })
    expect(() => parseSchema({ type: 'JSON', text })).toThrow(error)
  })

  it('ends in bounded time, whatever the schema', () => {
    // Each level is looked at twice: 2^60 steps without a bound.
    const tree = { $ref: '#/definitions/tree' }
    const twice = schema({
      definitions: {
        tree: { allOf: [object({ a: tree }), object({ a: tree })] },
      },
      ...tree,
    })
    const deep = Array.from({ length: 60 }).reduce<unknown>(a => ({ a }), {})
    expect(() => twice.encode(deep)).toThrow('fewer references expected')
    const itself = schema({
      definitions: { a: { $ref: '#/definitions/a' } },
      $ref: '#/definitions/a',
    })
    expect(() => itself.encode(1)).toThrow(/less depth|fewer references/)
    const slow = schema({ type: 'string', pattern: '^(a+)+$' })
    expect(() => slow.encode(`${'a'.repeat(5000)}b`)).toThrow('pattern')
    const back = schema({ type: 'string', pattern: '(?=a)b' })
    expect(() => back.encode('b')).toThrow(expect.objectContaining({ code: 'schema-invalid' }))
    const unique = schema({ type: 'array', uniqueItems: true })
    const many = Array.from({ length: 20_000 }, (_, n) => ({ n, m: 1 }))
    expect(unique.encode(many).length).toBeGreaterThan(100_000)
    expect(() =>
      unique.encode([
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ]),
    ).toThrow('uniqueItems')
  })
})

/** What a reader says of what a writer wrote. */
const problems = (now: unknown, old: unknown) => schema(now).readingProblems(schema(old))
const text = { type: 'string' }
const number = { type: 'number' }

describe('what may follow what', () => {
  it.each<[what: string, now: unknown, old: unknown]>([
    ['the same', object({ a: text }), object({ a: text })],
    ['words alone', { ...text, title: 'x', description: 'y', default: 'z' }, text],
    ['integers become numbers', number, { type: 'integer' }],
    ['a field may be null, too', object({ a: { type: ['string', 'null'] } }), object({ a: text })],
    ['one more choice', { oneOf: [text, number] }, { oneOf: [text] }],
    ['anything', {}, object({ a: text })],
    [
      'limits that allow more',
      { ...text, maxLength: 9, minLength: 1 },
      { ...text, maxLength: 5, minLength: 2 },
    ],
    ['limits that are gone', number, { ...number, maximum: 5, multipleOf: 2 }],
    ['a smaller step', { ...number, multipleOf: 2 }, { ...number, multipleOf: 4 }],
    ['one more value', { enum: ['a', 'b'] }, { enum: ['a'] }],
    ['a field that is gone from an open object', object({}), object({ a: text })],
    ['a new field in a closed one', closed({ a: text, b: text }), closed({ a: text })],
    [
      'a needed one with a default',
      closed({ a: { ...text, default: '' } }, { required: ['a'] }),
      closed({}),
    ],
    [
      'a needed one that need not be there',
      closed({ a: text }),
      closed({ a: text }, { required: ['a'] }),
    ],
    ['an object that opens', object({ a: text }), closed({ a: text })],
    [
      'a field that the others cover',
      object({}, { additionalProperties: text }),
      closed({ a: text }),
    ],
    [
      'the same through a reference',
      { definitions: { t: text }, ...object({ a: { $ref: '#/definitions/t' } }) },
      object({ a: text }),
    ],
    [
      'items that allow more',
      { type: 'array', items: number },
      { type: 'array', items: { type: 'integer' } },
    ],
    [
      'one part less',
      { allOf: [object({ a: text })] },
      { allOf: [object({ a: text }), object({ b: text })] },
    ],
    ['less that is refused', { not: { type: 'integer' } }, { not: number }],
  ])('%s: yes', (_what, now, old) => {
    expect(problems(now, old)).toEqual([])
  })

  it.each<[found: string, now: unknown, old: unknown]>([
    ['TYPE_CHANGED: #/properties/a', object({ a: number }), object({ a: text })],
    ['TYPE_NARROWED: #', { type: 'integer' }, number],
    ['SUM_TYPE_NARROWED: #', { oneOf: [text] }, { oneOf: [text, number] }],
    [
      'SUM_TYPE_NARROWED: #/properties/a',
      object({ a: text }),
      object({ a: { type: ['string', 'null'] } }),
    ],
    ['MAX_LENGTH_DECREASED: #', { ...text, maxLength: 3 }, { ...text, maxLength: 5 }],
    ['MIN_LENGTH_ADDED: #', { ...text, minLength: 3 }, text],
    ['MAXIMUM_ADDED: #', { ...number, maximum: 3 }, number],
    ['MINIMUM_INCREASED: #', { ...number, minimum: 3 }, { ...number, minimum: 1 }],
    ['MULTIPLE_OF_EXPANDED: #', { ...number, multipleOf: 4 }, { ...number, multipleOf: 2 }],
    ['PATTERN_CHANGED: #', { ...text, pattern: 'a' }, { ...text, pattern: 'b' }],
    ['ENUM_ARRAY_NARROWED: #', { enum: ['a'] }, { enum: ['a', 'b'] }],
    ['ENUM_ARRAY_CHANGED: #', { enum: ['a', 'c'] }, { enum: ['a', 'b'] }],
    ['UNIQUE_ITEMS_ADDED: #', { type: 'array', uniqueItems: true }, { type: 'array' }],
    ['PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL: #/properties/b', object({ b: text }), object({})],
    ['PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL: #/properties/a', closed({}), closed({ a: text })],
    [
      'REQUIRED_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL: #/properties/b',
      closed({ b: text }, { required: ['b'] }),
      closed({}),
    ],
    [
      'REQUIRED_ATTRIBUTE_ADDED: #/properties/a',
      object({ a: text }, { required: ['a'] }),
      object({ a: text }),
    ],
    ['ADDITIONAL_PROPERTIES_REMOVED: #', closed({ a: text }), object({ a: text })],
    ['ADDITIONAL_PROPERTIES_NARROWED: #', object({}, { additionalProperties: text }), object({})],
    ['TYPE_CHANGED: #/items', { type: 'array', items: number }, { type: 'array', items: text }],
    [
      'PRODUCT_TYPE_EXTENDED: #',
      { allOf: [object({ a: text }), object({ b: text })] },
      { allOf: [object({ a: text })] },
    ],
    ['NOT_TYPE_EXTENDED: #', { not: number }, { not: { type: 'integer' } }],
    ['TYPE_NARROWED: #', text, {}],
  ])('%s', (found, now, old) => {
    expect(problems(now, old)).toEqual([found])
  })

  it('gives up where a comparison would not end, and says so', () => {
    const tooMuch = ['The schemas take too many steps to compare']
    // 40 levels: each leads to the next one twice.
    const twice = (level: (next: object) => object) => ({
      definitions: Object.fromEntries(
        Array.from({ length: 40 }, (_, n) => [
          `d${n}`,
          n === 39 ? text : level({ $ref: `#/definitions/d${n + 1}` }),
        ]),
      ),
      $ref: '#/definitions/d0',
    })
    const fields = twice(next => object({ a: next, b: next }))
    expect(problems({ ...fields, title: 'now' }, fields)).toEqual(tooMuch)
    const choices = twice(next => ({ oneOf: [next, next] }))
    expect(problems({ ...choices, title: 'now' }, choices)).toEqual(tooMuch)
    const parts = twice(next => ({ allOf: [next, next] }))
    expect(problems({ ...parts, title: 'now' }, parts)).toEqual(tooMuch)
    const patterns = Object.fromEntries(
      Array.from({ length: 2000 }, (_, n) => [`^x${n}$`, text] as const),
    )
    const names = Object.fromEntries(Array.from({ length: 2000 }, (_, n) => [`p${n}`, text]))
    const partly = object({}, { patternProperties: patterns, additionalProperties: false })
    expect(problems(partly, object(names))).toEqual(tooMuch)
    // One reference is as long as a schema may be, and many ways lead to it.
    const name = 'n'.repeat(200_000)
    const ways = (refs: readonly string[]) => ({
      definitions: {
        [name]: text,
        ...Object.fromEntries(
          refs.map((ref, n) => [
            `d${n}`,
            object({ a: { $ref: `#/definitions/${ref}` }, b: { $ref: `#/definitions/${ref}` } }),
          ]),
        ),
      },
      $ref: '#/definitions/d0',
    })
    const ten = Array.from({ length: 10 }, (_, n) => `d${n + 1}`)
    const far = ways([...ten, name])
    expect(problems({ ...far, title: 'now' }, far)).toEqual(tooMuch)
    const [told] = problems(object({ [name]: number }), object({ [name]: text }))
    expect(told?.length).toBeLessThan(2000)
    // What is not looked at is not said to fit.
    const deep = (of: object) => Array.from({ length: 70 }).reduce<object>(a => object({ a }), of)
    expect(problems(deep(number), deep(text))).toEqual(tooMuch)
    // Many, and yet soon done.
    const many = Array.from({ length: 20_000 }, (_, n) => `v${n}`)
    expect(problems({ enum: [...many, 'more'] }, { enum: many })).toEqual([])
  })

  it('ends where schemas lead into themselves', () => {
    const oneOf = { definitions: { a: { oneOf: [{ $ref: '#/definitions/a' }, text] } } }
    const itself = { ...oneOf, $ref: '#/definitions/a' }
    expect(problems(itself, { ...itself, title: 'before' })).toEqual([])
    const list = (item: unknown) => ({
      definitions: { list: object({ item, next: { $ref: '#/definitions/list' } }) },
      $ref: '#/definitions/list',
    })
    expect(problems(list(text), list(text))).toEqual([])
    expect(problems(list(number), list(text))).toEqual(['TYPE_CHANGED: #/properties/item'])
    expect(
      parseSchema({
        type: 'PROTOBUF',
        text: 'message A { optional int32 a = 1; }',
      }).readingProblems(schema(text)),
    ).toEqual(['The schemas are of two types'])
  })
})
