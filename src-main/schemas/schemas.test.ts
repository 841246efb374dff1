// Schemas: JSON → bytes → JSON, and what one version makes of another's records.
import { describe, expect, it } from 'vitest'
import type { StructType } from '@shared/expr'
import { derivedSchema, framed, parseSchema, textOfDescriptor, unframed, type SchemaType } from '.'

const avro = (schema: unknown) => parseSchema({ type: 'AVRO', text: JSON.stringify(schema) })
const proto = (text: string) =>
  parseSchema({ type: 'PROTOBUF', text: `syntax = "proto3";\n${text}` })
const record = (...fields: unknown[]) => ({ type: 'record', name: 'shop.Order', fields })
const field = (name: string, type: unknown, ...defaults: unknown[]) => ({
  name,
  type,
  ...(defaults.length > 0 ? { default: defaults[0] } : {}),
})

const ROW: StructType = {
  kind: 'struct',
  fields: [
    { name: 'id', type: { kind: 'long' } },
    { name: 'price', type: { kind: 'decimal', precision: 12, scale: 2 } },
    { name: 'at', type: { kind: 'timestamp' } },
    { name: 'day', type: { kind: 'date' } },
    { name: 'ok', type: { kind: 'boolean' } },
    {
      name: 'lines',
      type: {
        kind: 'array',
        element: {
          kind: 'struct',
          fields: [
            { name: 'product', type: { kind: 'string' } },
            { name: 'n', type: { kind: 'int' } },
          ],
        },
      },
    },
    { name: 'tags', type: { kind: 'map', value: { kind: 'double' } } },
  ],
}
const VALUE = {
  id: '9007199254740993',
  price: '-12.50',
  at: '2024-05-12T10:00:00.250Z',
  day: '2024-05-12',
  ok: true,
  lines: [{ product: 'Lamp', n: 2 }],
  tags: { a: 0.5 },
}

describe('rows of a lab', () => {
  it.each<SchemaType>(['AVRO', 'PROTOBUF', 'JSON'])('come back from %s as they went', type => {
    const text = derivedSchema(type, ROW, 'order-events')
    expect(text).toContain('OrderEvents')
    const schema = parseSchema({ type, text: text ?? '' })
    // Protobuf has no decimals, and JSON keeps the text that it was given.
    const price = type === 'AVRO' ? -12.5 : '-12.50'
    expect(schema.decode(schema.encode(VALUE))).toEqual({ ...VALUE, price })
    const { id: _, ...rest } = VALUE
    expect(schema.decode(schema.encode({ ...rest, price: 3 }))).toMatchObject({
      ...(type === 'JSON' ? {} : { id: null }),
      price: type === 'PROTOBUF' ? '3' : 3,
    })
  })

  it('has no schema while a type is not known', () => {
    const unknown: StructType = { kind: 'struct', fields: [{ name: 'a', type: { kind: 'null' } }] }
    expect(derivedSchema('AVRO', unknown, 'a')).toBeUndefined()
  })
})

describe('Avro', () => {
  it('writes the bytes of its specification', () => {
    const schema = avro(record(field('a', 'long'), field('b', 'string')))
    expect(schema.encode({ a: 27, b: 'foo' }).toString('hex')).toBe('3606666f6f')
  })

  it('takes the branch of a union that fits, and defaults for what is missing', () => {
    const schema = avro(
      record(
        field('a', ['null', 'string', 'long']),
        field('b', 'int', 7),
        field('c', ['null', 'string'], null),
      ),
    )
    expect(schema.decode(schema.encode({ a: 5 }))).toEqual({ a: 5, b: 7, c: null })
    expect(schema.decode(schema.encode({ a: 'x', b: 1, c: 'y' }))).toEqual({ a: 'x', b: 1, c: 'y' })
  })

  it('knows moments to the microsecond, fixed decimals and names within names', () => {
    const schema = avro(
      record(
        field('t', { type: 'long', logicalType: 'timestamp-micros' }),
        field('d', {
          type: 'fixed',
          name: 'D',
          size: 8,
          logicalType: 'decimal',
          precision: 10,
          scale: 3,
        }),
        field('next', ['null', 'Order'], null),
        field('colour', { type: 'enum', name: 'Colour', symbols: ['RED', 'BLUE'] }),
      ),
    )
    const value = { t: '2024-05-12T10:00:00.250Z', d: '-0.005', next: null, colour: 'RED' }
    const read = { ...value, d: -0.005 }
    expect(schema.decode(schema.encode({ ...value, next: value }))).toEqual({ ...read, next: read })
    const long = { ...value, d: '1234567890123456.789' }
    expect(schema.decode(schema.encode(long))).toEqual(long)
  })

  it('says which field does not fit', () => {
    const schema = avro(record(field('a', { type: 'array', items: 'int' })))
    expect(() => schema.encode({ a: [1, 'x'] })).toThrow('a[1]: int expected, found "x"')
    expect(() => schema.encode('x')).toThrow('object expected')
  })

  it.each([
    ['a field with a default is new', [field('b', 'int', 1)], true],
    ['a field without one is new', [field('b', 'int')], false],
    ['an int became a long', [], true, 'long'],
    ['an int became a text', [], false, 'string'],
  ])('reads old records: %s', (_, more, reads, type = 'int') => {
    const [old, now] = [avro(record(field('a', 'int'))), avro(record(field('a', type), ...more))]
    expect(now.readingProblems(old)).toHaveLength(reads ? 0 : 1)
  })

  it('does not compare two long unions branch by branch', () => {
    const union = (count: number) =>
      avro(Array.from({ length: count }, (_, n) => ({ type: 'fixed', name: `F${n}`, size: n + 1 })))
    const many = union(400)
    expect(many.readingProblems(many)).toEqual(['The schemas take too many steps to compare'])
    // A topic of many events, with many fields that may be empty.
    const events = Array.from({ length: 50 }, (_, n) => ({
      ...record(...Array.from({ length: 20 }, (_, i) => field(`f${i}`, ['null', 'int']))),
      name: `Event${n}`,
    }))
    const topic = avro(events)
    expect(topic.readingProblems(topic)).toEqual([])
  })

  it('is the same schema whatever its spaces', () => {
    const text = JSON.stringify(record(field('a', 'int')), null, 2)
    expect(parseSchema({ type: 'AVRO', text }).identity).toBe(
      avro(record(field('a', 'int'))).identity,
    )
  })

  it.each([
    '{',
    '"nothing"',
    '{"type":"record","name":"A"}',
    '{"type":"record","name":"A","fields":[{"name":"b","type":"C"}]}',
  ])('refuses %s', text => {
    expect(() => parseSchema({ type: 'AVRO', text })).toThrow('schema-invalid')
  })

  it('refuses an array whose items take no bytes: reading one could go on for ever', () => {
    const empty = { type: 'record', name: 'Nothing', fields: [field('a', 'null')] }
    for (const items of ['null', empty])
      expect(() => avro({ type: 'array', items })).toThrow('schema-invalid')
    expect(avro({ type: 'array', items: ['null', 'int'] }).decode(Buffer.from([2, 0, 0]))).toEqual([
      null,
    ])
  })

  it('uses types of other schemas', () => {
    const text = JSON.stringify(record(field('by', 'shop.Customer')))
    const customer = JSON.stringify({
      type: 'record',
      name: 'shop.Customer',
      fields: [field('id', 'int')],
    })
    const schema = parseSchema({
      type: 'AVRO',
      text,
      references: [{ name: 'shop.Customer', text: customer }],
    })
    expect(schema.decode(schema.encode({ by: { id: 3 } }))).toEqual({ by: { id: 3 } })
  })
})

describe('Protobuf', () => {
  const ORDER = proto(
    'message Order { string id = 1; optional int32 n = 2; message Line { int64 q = 1; } }\nmessage Other { bool b = 1; }',
  )

  it('tells what was not set from what is empty', () => {
    expect(ORDER.decode(ORDER.encode({}))).toEqual({ id: '', n: null })
  })

  it('reads the message that the record names', () => {
    const line = Buffer.from([4, 0, 0, 8, 5])
    expect(ORDER.decode(line)).toEqual({ q: 5 })
    expect(ORDER.decode(Buffer.from([2, 2, 8, 1]))).toEqual({ b: true })
    expect(() => ORDER.decode(Buffer.from([2, 8]))).toThrow('no message at 4')
  })

  it('says which field does not fit', () => {
    expect(() => ORDER.encode({ id: 'a', n: 2 ** 40 })).toThrow('n: int32 expected')
    expect(() => ORDER.encode({ id: true })).toThrow('id: string expected')
  })

  it.each([
    ['a field is gone', 'message A { int32 x = 1; }', []],
    ['a field is new', 'message A { int32 x = 1; string y = 2; string z = 3; }', []],
    ['an int32 became an int64', 'message A { int64 x = 1; string y = 2; }', []],
    [
      'a number became a text',
      'message A { string x = 1; string y = 2; }',
      ['FIELD_SCALAR_KIND_CHANGED: A.x'],
    ],
    [
      'a scalar became a message',
      'message A { B x = 1; string y = 2; message B { int32 z = 1; } }',
      ['FIELD_KIND_CHANGED: A.x'],
    ],
    [
      'one became many',
      'message A { repeated int32 x = 1; string y = 2; }',
      ['FIELD_NUMERIC_LABEL_CHANGED: A.x'],
    ],
    ['the message is gone', 'message B { int32 x = 1; }', ['MESSAGE_REMOVED: A']],
  ])('reads old records: %s', (_, text, problems) => {
    const old = proto('message A { int32 x = 1; string y = 2; }')
    expect(proto(text).readingProblems(old)).toEqual(problems)
  })

  it('uses files that it imports', () => {
    const schema = parseSchema({
      type: 'PROTOBUF',
      text: 'syntax = "proto3"; package shop; import "customer.proto"; import "google/protobuf/timestamp.proto"; message Order { Customer by = 1; google.protobuf.Timestamp at = 2; }',
      references: [
        {
          name: 'customer.proto',
          text: 'syntax = "proto3"; package shop; message Customer { int32 id = 1; }',
        },
      ],
    })
    const value = { by: { id: 3 }, at: '2024-05-12T10:00:00.250Z' }
    expect(schema.decode(schema.encode(value))).toEqual(value)
  })

  it.each(['message {', 'message A { B b = 1; }', 'import "x.proto"; message A {}', ''])(
    'refuses %s',
    text => {
      expect(() => proto(text)).toThrow('schema-invalid')
    },
  )
})

describe('the wire', () => {
  it('has a zero and the id before the value', () => {
    const bytes = framed(258, Buffer.from('ab'))
    expect(bytes.toString('hex')).toBe('00000001026162')
    expect(unframed(bytes)).toEqual({ id: 258, body: Buffer.from('ab') })
    expect([
      unframed(Buffer.from('{"a":1}')),
      unframed(null),
      unframed(bytes.subarray(0, 4)),
    ]).toEqual([undefined, undefined, undefined])
  })
})

describe('a compiled file', () => {
  it('is written as its text again', () => {
    // `message Sale { int64 id = 1; repeated string tags = 2; }` in package shop
    const base64 =
      'CgpzYWxlLnByb3RvEgRzaG9wIiAKBFNhbGUSCgoCaWQYASABKAMSDAoEdGFncxgCIAMoCWIGcHJvdG8z'
    const text = textOfDescriptor(base64) ?? ''
    expect(text).toContain('package shop;')
    const schema = parseSchema({ type: 'PROTOBUF', text })
    const value = { id: 7, tags: ['a', 'b'] }
    expect(schema.decode(schema.encode(value))).toEqual(value)
    expect([textOfDescriptor('message A {}'), textOfDescriptor('abcd')]).toEqual([
      undefined,
      undefined,
    ])
  })
})
