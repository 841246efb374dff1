// The promises of the generator: the same seed gives the same bytes, any event can be made alone,
// shapes and shares are as said, mistakes name their field.
import { describe, expect, it } from 'vitest'
import { recordSchema, type RecordSchema } from '@shared/lab'
import {
  createGenerator,
  fakerFunctions,
  Fingerprint,
  inferRecordSchema,
  type GeneratorOptions,
} from '.'
import { isCnpj, isCpf } from './documents'
import { sampleArgs } from './faker'

const START = Date.UTC(2025, 4, 12, 15, 0, 0)
const record = (fields: Record<string, unknown>, more: Partial<RecordSchema> = {}): RecordSchema =>
  recordSchema.parse({ fields, ...more })
const open = (schema: RecordSchema, more: Partial<GeneratorOptions> = {}) =>
  createGenerator({
    record: 'r',
    records: { r: schema },
    seed: 42,
    timeOf: seq => START + seq * 1000,
    ...more,
  })
const parsedEvents = async (
  schema: RecordSchema,
  count: number,
  more: Partial<GeneratorOptions> = {},
) => {
  const generator = await open(schema, more)
  return Array.from({ length: count }, (_, i) => JSON.parse(generator.next(i).value))
}
const catalogs = {
  products: [
    { id: 1, name: 'A', price: 10 },
    { id: 2, name: 'B', price: 2.5 },
    { id: 3, name: 'C', price: 1 },
  ],
}

const everything = record(
  {
    id: 'uuid',
    n: 'sequence',
    code: { sequence: 100, step: 5, prefix: 'ORD-', pad: 6 },
    who: 'person.fullName',
    cpf: 'cpf',
    cnpj: { cnpj: 'digits' },
    ssn: 'ssn',
    flag: { boolean: 0.3 },
    items: {
      list: {
        object: {
          p: { pick: 'products', field: 'name', row: 'x' },
          price: { pick: 'products', field: 'price', row: 'x' },
          q: { int: [1, 4] },
          total: '= q * price',
        },
      },
      length: [0, 4],
    },
    total: '= array_sum(items.total)',
    mean: { normal: [50, 5], decimals: 1 },
    size: { lognormal: [10, 1], decimals: 0, min: 1 },
    wait: { exponential: 3 },
    rank: { zipf: [1, 20], exponent: 1.2 },
    plate: { pattern: '??-#*\\#' },
    maybe: { value: { a: [1, null] }, nulls: 0.5 },
    sometimes: { int: 5, optional: 0.5 },
    secret: { int: [1, 9], hidden: true },
    shown: '= secret * 2',
    when: { time: '%d/%m/%Y %H:%M:%S', shift: ['-1 h', '0 s'] },
    ms: { time: 'epochMs' },
    born: { between: ['1990-01-01', '2000-12-31'], format: 'yyyy-MM-dd' },
    amount: { faker: 'finance.amount', args: [{ min: 1, max: 2 }] },
    ok: true,
    seven: 7,
  },
  { key: 'id', headers: { source: 'sluice', n: '=event_seq' } },
)

describe('determinism', () => {
  it('the same seed gives the same bytes; another seed or stream gives others', async () => {
    const make = async (more: Partial<GeneratorOptions>) => {
      const generator = await open(everything, { catalogs, ...more })
      return Array.from({ length: 300 }, (_, i) => JSON.stringify(generator.next(i)))
    }
    const [a, b, c, d] = await Promise.all([
      make({}),
      make({}),
      make({ seed: 43 }),
      make({ stream: 'other' }),
    ])
    expect(a).toEqual(b)
    expect(a.filter((v, i) => v === c[i] || v === d[i])).toEqual([])
  })

  it('any event can be made alone, in any order, by any desk', async () => {
    const generator = await open(everything, { catalogs })
    const straight = Array.from({ length: 200 }, (_, i) => generator.next(i))
    const other = await open(everything, { catalogs })
    for (const i of [199, 3, 77, 3, 150, 0]) expect(other.next(i)).toEqual(straight[i])
    const far = 5_000_000_000
    expect(generator.next(far)).toEqual(other.next(far))
    expect(generator.next(far).value).not.toBe(generator.next(far % 2 ** 32).value)
  })

  it('does not change between versions: these bytes are what a class compares', async () => {
    const generator = await open(
      record({
        id: 'uuid',
        ssn: 'ssn',
        n: { int: [1, 100] },
        x: { number: [0, 1], decimals: 4 },
        name: { pick: 'products', field: 'name' },
      }),
      { catalogs },
    )
    const print = new Fingerprint()
    const printed = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => ({
        key: null,
        value: generator.next(from + i).value,
      }))
    print.add(printed(0, 1000))
    expect(generator.next(0).value).toMatchInlineSnapshot(
      `"{"id":"643ccc83-558e-4e59-ad7b-c14329cc9ec0","ssn":"631-80-5379","n":95,"x":0.6725,"name":"C"}"`,
    )
    expect(print.toString()).toMatchInlineSnapshot(`"3d3475d8eece07dd"`)
    const half = new Fingerprint()
    half.add(printed(0, 123))
    half.add(printed(123, 500))
    const rest = Fingerprint.restore(half.snapshot())
    rest.add(printed(500, 1000))
    expect(rest.snapshot()).toEqual(print.snapshot())
  })

  it('looking at a field does not change the others', async () => {
    const plain = record({ a: { int: [1, 1000] }, b: 'uuid', c: { number: [0, 9], decimals: 2 } })
    const looked = record(
      { a: { int: [1, 1000] }, b: 'uuid', c: { number: [0, 9], decimals: 2 }, d: '= a || b || c' },
      { key: 'b' },
    )
    const [x, y] = [await parsedEvents(plain, 50), await parsedEvents(looked, 50)]
    expect(y.map(({ d: _d, ...rest }) => rest)).toEqual(x)
  })
})

describe('shape', () => {
  it('keeps the order of fields, formulas agree, hidden fields stay hidden', async () => {
    const generator = await open(everything, { catalogs })
    for (let i = 0; i < 300; i++) {
      const { value, key, headers } = generator.next(i)
      const e = JSON.parse(value)
      expect(
        Object.keys(everything.fields).filter(
          n => n !== 'secret' && (n !== 'sometimes' || 'sometimes' in e),
        ),
      ).toEqual(Object.keys(e))
      expect(key).toBe(e.id)
      expect(headers).toEqual({ source: 'sluice', n: String(i) })
      expect(isCpf(e.cpf) && isCnpj(e.cnpj)).toBe(true)
      expect(e.ssn).toMatch(/^(?!000|666|9)\d{3}-(?!00)\d\d-(?!0000)\d{4}$/)
      expect(e.n).toBe(i + 1)
      expect(e.code).toBe(`ORD-${String(100 + 5 * i).padStart(6, '0')}`)
      const sum = e.items.reduce(
        (total: number, item: { total: number; q: number; price: number }) => {
          expect(item.total).toBeCloseTo(item.q * item.price, 6)
          return total + Math.round(item.total * 100)
        },
        0,
      )
      expect(e.items.length === 0 ? e.total : Math.round(e.total * 100)).toBe(
        e.items.length === 0 ? null : sum,
      )
      for (const item of e.items)
        expect(catalogs.products.find(p => p.name === item.p)?.price).toBe(item.price)
      expect(e.plate).toMatch(/^[A-Z]{2}-\d[A-Z0-9]#$/)
      expect(e.shown % 2).toBe(0)
      expect(e.ms).toBe(START + i * 1000)
      expect(e.born >= '1990-01-01' && e.born <= '2000-12-31').toBe(true)
    }
  })

  it('shares and moments are as said', async () => {
    const n = 6000
    const events = await parsedEvents(everything, n, { catalogs })
    const share = (test: (e: Record<string, number>) => boolean) => events.filter(test).length / n
    const mean = (name: string) => events.reduce((sum, e) => sum + e[name], 0) / n
    expect(share(e => Boolean(e.flag))).toBeCloseTo(0.3, 1)
    expect(share(e => e.maybe === null)).toBeCloseTo(0.5, 1)
    expect(share(e => 'sometimes' in e)).toBeCloseTo(0.5, 1)
    expect(Math.abs(mean('mean') - 50)).toBeLessThan(0.3)
    expect(Math.abs(mean('wait') - 3)).toBeLessThan(0.15)
    const ranks = Array.from({ length: 20 }, (_, r) => share(e => e.rank === r + 1))
    expect((ranks[0] ?? 0) / (ranks[1] ?? 1)).toBeCloseTo(2 ** 1.2, 0)
    expect(new Set(events.map(e => e.id)).size).toBe(n)
    const digits = Array.from(
      { length: 10 },
      (_, d) => events.filter(e => e.cpf.startsWith(String(d))).length / n,
    )
    for (const d of digits) expect(Math.abs(d - 0.1)).toBeLessThan(0.025)
  })

  it('weights, whole entries, choices', async () => {
    const schema = record({
      w: { choice: { a: 3, b: 1, c: 0 } },
      l: { choice: [1, 'two', null] },
      p: { pick: 'products' },
      z: { pick: 'products', field: 'name', zipf: 2 },
      by: { pick: 'products', field: 'name', weight: 'id' },
    })
    const events = await parsedEvents(schema, 6000, { catalogs })
    const count = (name: string, value: unknown) =>
      events.filter(e => e[name] === value).length / events.length
    expect(count('w', 'a')).toBeCloseTo(0.75, 1)
    expect(count('w', 'c')).toBe(0)
    expect(new Set(events.map(e => e.l))).toEqual(new Set([1, 'two', null]))
    expect(catalogs.products).toContainEqual(events[0].p)
    expect(count('z', 'A')).toBeGreaterThan(0.68)
    expect(count('by', 'C')).toBeCloseTo(0.5, 1)
  })

  it('Zipf and hot keys, on lists, weights, catalogs and references', async () => {
    const letters = ['a', 'b', 'c', 'd']
    const schema = record({
      z: { choice: letters, zipf: 1 },
      h: { choice: letters, hot: 0.5 },
      two: { choice: letters, hot: { share: 0.8, keys: 2 } },
      w: { choice: { a: 1, b: 3, c: 1 }, hot: 0.6 },
      p: { pick: 'products', field: 'name', weight: 'id', hot: 0.4 },
      all: { choice: ['a', 'b'], hot: { share: 0.9, keys: 2 } },
      ref: { ref: 'others', field: 'n', of: 100, hot: 0.3 },
    })
    const others = record({ n: { sequence: 0 } })
    const events = await parsedEvents(schema, 6000, { catalogs, records: { r: schema, others } })
    const far = (name: string, value: unknown, share: number) =>
      Math.abs(events.filter(e => e[name] === value).length / events.length - share)
    const sum = 1 + 1 / 2 + 1 / 3 + 1 / 4
    for (const [name, value, share] of [
      ...[['z', 'a', 1 / sum] as const, ['z', 'd', 1 / 4 / sum] as const],
      ...[['h', 'a', 0.5] as const, ['h', 'b', 0.5 / 3] as const],
      ...[['two', 'a', 0.4] as const, ['two', 'b', 0.4] as const, ['two', 'c', 0.1] as const],
      ...[['w', 'a', 0.6] as const, ['w', 'b', 0.3] as const],
      // Of the others, B has 2 and C has 3.
      ...[['p', 'A', 0.4] as const, ['p', 'C', 0.36] as const],
      ...[['all', 'a', 0.5] as const, ['ref', 0, 0.3] as const],
    ])
      expect(far(name, value, share), `${name} ${value}`).toBeLessThan(0.03)
  })

  it("Python's hand: json.dumps bytes", async () => {
    const generator = await open(
      record(
        {
          a: { value: 'ação 😀 "q" \u007f' },
          b: { value: 1 },
          c: { number: [2, 2], decimals: 2 },
          d: { value: [true, null] },
          e: '= 1.50',
        },
        { ascii: true },
      ),
    )
    expect(generator.next(0).value).toBe(
      '{"a": "a\\u00e7\\u00e3o \\ud83d\\ude00 \\"q\\" \\u007f", "b": 1, "c": 2.0, "d": [true, null], "e": 1.5}',
    )
  })

  it('references are the records of the other stream', async () => {
    const customers = record({
      id: { sequence: 1000 },
      name: 'person.fullName',
      city: 'location.city',
    })
    const orders = record({
      customer: { ref: 'customers', field: 'id', of: 50, row: 'c' },
      name: { ref: 'customers', field: 'name', of: 50, row: 'c' },
      line: { ref: 'customers', field: 'id', at: 'event_seq div 3' },
    })
    const made = await parsedEvents(customers, 50, { record: 'customers', records: { customers } })
    const placed = await parsedEvents(orders, 400, {
      record: 'orders',
      records: { customers, orders },
    })
    for (const [i, o] of placed.entries()) {
      expect(made[o.customer - 1000].name).toBe(o.name)
      expect(o.line).toBe(1000 + Math.floor(i / 3))
    }
    expect(new Set(placed.map(o => o.customer)).size).toBeGreaterThan(40)
  })

  it('references to what exists by then, after a delay, with misses', async () => {
    const orders = record({ id: { sequence: 0 }, at: { time: 'epochMs' } })
    const ref = { ref: 'orders', after: ['5 s', '20 s'], row: 'o' }
    const payments = record({
      order: { ...ref, field: 'id' },
      placed: { ...ref, field: 'at' },
      any: { ref: 'orders', field: 'id', which: 'any', zipf: 1 },
      hot: { ref: 'orders', field: 'id', which: 'any', hot: { share: 0.5, keys: 2 } },
      lost: { ref: 'orders', field: 'id', which: 'any', miss: 0.1 },
      at: { time: 'epochMs' },
    })
    // Two orders a second, and a payment every half of one.
    const made = await parsedEvents(payments, 2000, {
      record: 'payments',
      records: { orders, payments },
      timeOf: seq => START + seq * 500,
      clockOf: () => ({
        countAt: ms => Math.max(0, Math.floor((ms - START) / 500) + 1),
        timeOf: seq => START + seq * 500,
      }),
    })
    expect(made.slice(0, 10).every(p => p.order === null && p.placed === null)).toBe(true)
    expect(made[0].any).toBe(0)
    for (const { order, placed, any, at } of made.slice(41)) {
      expect(placed).toBe(START + order * 500)
      expect(at - placed).toBeGreaterThanOrEqual(5000)
      expect(at - placed).toBeLessThanOrEqual(20_500)
      expect(any).toBeLessThanOrEqual((at - START) / 500)
    }
    const share = (test: (p: (typeof made)[number]) => boolean) =>
      made.filter(test).length / made.length
    expect(share(p => p.lost >= 2_000_000_000)).toBeCloseTo(0.1, 1)
    expect(share(p => p.hot < 2)).toBeCloseTo(0.5, 1)
    expect(share(p => p.any === 0)).toBeGreaterThan(0.08)
  })
})

describe('faults', () => {
  const fields = { id: 'uuid', n: 'sequence', when: { time: 'epochMs' } }
  it('come as often as said and leave the other events alone', async () => {
    const clean = await open(record(fields))
    const dirty = await open(
      record(fields, {
        faults: {
          late: { share: 0.1, by: ['1 min', '2 min'] },
          duplicate: 0.1,
          missing: 0.1,
          wrongType: 0.1,
          corrupt: 0.1,
        },
      }),
    )
    const seen = new Map<string, number>()
    for (let i = 0; i < 5000; i++) {
      const [good, event] = [clean.next(i), dirty.next(i)]
      const fault = event.fault ?? 'none'
      seen.set(fault, (seen.get(fault) ?? 0) + 1)
      if (fault === 'none') expect(event.value).toBe(good.value)
      if (fault === 'duplicate') expect(event.value).toBe(dirty.next(i - 1).value)
      if (fault === 'late') expect(good.timeMs - event.timeMs).toBeGreaterThanOrEqual(60_000)
      if (fault === 'missing') expect(Object.keys(JSON.parse(event.value))).toHaveLength(2)
      if (fault === 'wrongType')
        expect(Object.values(JSON.parse(event.value)).map(v => typeof v)).not.toEqual([
          'string',
          'number',
          'number',
        ])
      if (fault === 'corrupt') expect(() => JSON.parse(event.value)).toThrow()
    }
    for (const name of ['late', 'duplicate', 'missing', 'wrongType', 'corrupt'])
      expect((seen.get(name) ?? 0) / 5000).toBeCloseTo(0.1, 1)
  })
})

describe('faker', () => {
  it('every listed function can be called, and twice the same', async () => {
    const names = await fakerFunctions()
    expect(names.length).toBeGreaterThan(180)
    const failed: string[] = []
    for (const name of names) {
      try {
        const schema = record({ v: { faker: name, args: sampleArgs[name] ?? [] } })
        const [a, b] = await Promise.all([open(schema), open(schema)])
        expect(b.next(5).value).toBe(a.next(5).value)
        JSON.parse(a.next(6).value)
      } catch (error) {
        failed.push(`${name}: ${String(error).slice(0, 120)}`)
      }
    }
    expect(failed).toEqual([])
  })

  it('speaks the locale', async () => {
    const names = async (locale: string) =>
      (await parsedEvents(record({ v: 'person.firstName' }, { locale }), 300))
        .map(e => e.v)
        .join(' ')
    expect(await names('pt_BR')).toMatch(/João|Júlia|Antônio|Heloísa/)
    expect(await names('es')).toMatch(/José|María|Óscar|Jesús/)
    expect(await names('pt-BR')).toBe(await names('pt_BR'))
  })
})

describe('mistakes name their field', () => {
  const cases: readonly (readonly [
    fields: Record<string, unknown>,
    code: string,
    field: string,
  ])[] = [
    [{ a: { pick: 'nope' } }, 'generator-no-catalog', 'a'],
    [{ a: { pick: 'products', field: 'nope' } }, 'generator-no-catalog-field', 'a'],
    [{ a: { list: { object: { b: { int: [3, 1] } } }, length: 2 } }, 'generator-range', 'a[].b'],
    [{ a: 'person.fullNam' }, 'generator-no-faker', 'a'],
    [{ a: 'helpers.arrayElement' }, 'generator-no-faker', 'a'],
    [{ a: '= b + 1' }, 'expr-unknown-column', 'a'],
    [{ b: '= a', a: { int: 1 } }, 'expr-unknown-column', 'b'],
    [{ a: { ref: 'other' } }, 'generator-no-record', 'a'],
    [{ a: { ref: 'r' } }, 'generator-ref-cycle', ''],
    [{ a: { time: '%Q' } }, 'generator-date-format', 'a'],
    [{ a: { between: ['x', '2020-01-01'] } }, 'generator-date', 'a'],
    [{ a: { choice: { x: 0 } } }, 'generator-weights', 'a'],
    [{ a: { faker: 'string.fromCharacters', args: [''] } }, 'generator-faker-failed', 'a'],
  ]
  it.each(cases)('%j', async (fields, code, field) => {
    await expect(open(record(fields), { catalogs })).rejects.toMatchObject({
      code,
      params: { field },
    })
  })

  it('the shape itself says which keys there are', () => {
    expect(
      recordSchema.safeParse({ fields: { a: { nubmer: [1, 2] } } }).error?.issues[0],
    ).toMatchObject({
      path: ['fields', 'a'],
      message: expect.stringContaining('number'),
    })
    expect(
      recordSchema
        .safeParse({ fields: { a: { list: { int: ['x', 2] }, length: 2 } } })
        .error?.issues[0]?.path.slice(0, 4),
    ).toEqual(['fields', 'a', 'list', 'int'])
    expect(recordSchema.safeParse({ fields: { a: 'banana' } }).success).toBe(false)
  })
})

describe('a schema from a sample', () => {
  it('keeps names and order and makes events of the same shape', async () => {
    const sample =
      '{"order_id": "b253f149-3f22-413c-9427-a79c38d65a2c", "customer_document": "431-61-5633", "email": "a@b.c", "products": [{"name": "Laptop", "quantity": 3, "price": 14.01}], "sale_date": "12/05/2025 15:33:35", "vip": true, "code": "AB-123", "none": null}'
    const schema = recordSchema.parse(inferRecordSchema(sample))
    expect(schema.ascii).toBe(true)
    expect(schema.fields).toMatchObject({
      order_id: 'uuid',
      customer_document: 'ssn',
      email: 'internet.email',
      sale_date: { time: '%d/%m/%Y %H:%M:%S' },
      code: { pattern: '??-###' },
    })
    const [made] = await parsedEvents(schema, 1)
    expect(Object.keys(made)).toEqual(Object.keys(JSON.parse(sample)))
    expect(Object.keys(made.products[0])).toEqual(['name', 'quantity', 'price'])
    expect(() => inferRecordSchema('[1]')).toThrow('generator-sample')
    expect(() => inferRecordSchema('{"a":')).toThrow('generator-sample')
  })
})
