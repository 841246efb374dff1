// Decimals against bigint arithmetic, JSON both ways, types both ways, completion, date patterns.
import { describe, expect, it } from 'vitest'
import {
  compileReader,
  compileWriter,
  completeExpression,
  datePattern,
  Decimal,
  findZone,
  inferType,
  keyOf,
  parseType,
  printType,
  toSparkSql,
  utc,
} from '.'

describe('decimals', () => {
  it('agree with bigint arithmetic', () => {
    let state = 1
    const next = (n: number) => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) % n
    for (let i = 0; i < 3000; i++) {
      const make = () => {
        const digits = Array.from({ length: 1 + next(24) }, () => next(10)).join('')
        return Decimal.of(BigInt(digits) * (next(2) ? 1n : -1n), next(7))
      }
      const [a, b] = [make(), make()]
      const at = (d: Decimal, scale: number) => d.unscaled * 10n ** BigInt(scale - d.scale)
      expect(at(a.add(b), 12)).toBe(at(a, 12) + at(b, 12))
      expect(at(a.sub(b), 12)).toBe(at(a, 12) - at(b, 12))
      expect(a.mul(b).unscaled).toBe(a.unscaled * b.unscaled)
      expect(Math.sign(a.compare(b))).toBe(
        at(a, 12) < at(b, 12) ? -1 : at(a, 12) > at(b, 12) ? 1 : 0,
      )
      expect(Decimal.parse(a.toString())?.equals(a)).toBe(true)
    }
  })

  it('round half up, away from zero', () => {
    const rounded = (text: string, scale: number) => String(Decimal.parse(text, scale))
    expect([
      rounded('2.345', 2),
      rounded('-2.345', 2),
      rounded('0.005', 2),
      rounded('1e3', 1),
      rounded('99999999999999999999.995', 2),
    ]).toEqual(['2.35', '-2.35', '0.01', '1000.0', '100000000000000000000.00'])
    expect(String(Decimal.fromNumber(1.005, 2))).toBe('1.01')
    expect(String(Decimal.fromNumber(19.99, 2))).toBe('19.99')
    expect(Decimal.parse('abc')).toBeUndefined()
    expect(String(new Decimal(-5, 2))).toBe('-0.05')
  })
})

describe('JSON', () => {
  const type = parseType(
    'struct<id: long, name: string, price: decimal(10,2), tags: array<string>, at: timestamp, day: date, m: map<string, double>, n: int>',
  )

  it('reads leniently and says what did not fit', () => {
    const wrong: string[] = []
    const read = compileReader(type, { onMismatch: path => wrong.push(path) })
    const row = read({
      id: 'x',
      name: 5,
      price: 12.3,
      tags: ['a', 1],
      at: '2025-05-12T10:00:00Z',
      day: '2025-05-12',
      m: { a: 1, b: 'x' },
      n: 1.5,
      extra: 1,
    })
    expect(JSON.parse(JSON.stringify(row))).toEqual({
      id: null,
      name: '5',
      price: '12.30',
      tags: ['a', '1'],
      at: Date.UTC(2025, 4, 12, 10),
      day: 20220,
      m: { a: 1, b: null },
      n: null,
    })
    expect(wrong).toEqual(['id', 'm.b', 'n'])
  })

  it('writes what it reads back', () => {
    const value = {
      id: 2n ** 60n,
      name: 'a',
      price: new Decimal(-5, 2),
      tags: [null, 'x'],
      at: 1_700_000_000_123,
      day: -1,
      m: { k: 0.1 },
      n: null,
    }
    expect(compileReader(type)(JSON.parse(JSON.stringify(compileWriter(type)(value))))).toEqual(
      value,
    )
  })

  it('infers types of samples', () => {
    expect(
      printType(inferType({ a: 1, b: 'x', c: [1.5, 2], d: { e: true }, f: 1e12, g: 0.1234567 })),
    ).toBe(
      'struct<a: int, b: string, c: array<decimal(18,2)>, d: struct<e: boolean>, f: long, g: double>',
    )
  })

  it('keys of equal values are equal', () => {
    const key = keyOf(parseType('struct<a: string, b: decimal(5,1)>'))
    expect(key({ a: 'x', b: new Decimal(10, 1) })).toBe(key({ b: new Decimal(10, 1), a: 'x' }))
    expect(key({ a: 'x,1', b: null })).not.toBe(key({ a: 'x', b: new Decimal(1, 0) }))
  })
})

describe('the rest', () => {
  it('types print as they parse', () => {
    for (const text of [
      'array<struct<nome: string, quantidade: int, preco_unitario: decimal(10,2)>>',
      'map<string, array<long>>',
      'struct<`a b`: date, `select`: timestamp>',
      'struct<>',
    ]) {
      expect(printType(parseType(printType(parseType(text))))).toBe(printType(parseType(text)))
    }
  })

  it('prints Spark SQL', () => {
    expect(toSparkSql('a + (b - c) * -d')).toBe('a + (b - c) * -d')
    expect(toSparkSql('(a + b) + c')).toBe('a + b + c')
    expect(toSparkSql('a - (b - c)')).toBe('a - (b - c)')
    expect(toSparkSql("not (a and b) or nome = 'x''y'")).toBe("NOT (a AND b) OR nome = 'x\\'y'")
    expect(toSparkSql('cast(preço as decimal(10,2))')).toBe('CAST(`preço` AS DECIMAL(10,2))')
    expect(toSparkSql('sum(produto.quantidade * produto.preco_unitario)')).toBe(
      'sum(produto.quantidade * produto.preco_unitario)',
    )
    expect(() => toSparkSql('top_k(a, 3)')).toThrow('expr-no-spark')
  })

  it('completes columns, nested fields and functions', () => {
    const type = parseType(
      'struct<produto: struct<nome: string, preco: double>, itens: array<struct<qtd: int>>>',
    )
    if (type.kind !== 'struct') throw new Error('struct')
    const labels = (text: string, aggregate = false) =>
      completeExpression(text, text.length, type, { aggregate }).items.map(i => i.label)
    expect(labels('produto.')).toEqual(['nome', 'preco'])
    expect(labels('sum(itens[0].q')).toEqual(['qtd'])
    expect(labels('pro')).toEqual(['produto'])
    expect(labels('su', true)).toContain('sum')
    expect(labels('su')).toEqual(['substring'])
    expect(labels("'pro")).toEqual([])
  })

  it('reads moments of far years back as they were written: checkpoints rely on it', () => {
    const type = parseType('struct<t: timestamp, d: date>')
    const [write, read] = [compileWriter(type), compileReader(type)]
    // Milliseconds taken for seconds lead to the year 55840.
    for (const t of [1_700_000_000_000_000, -62_200_000_000_000, 0, 8.64e15, -8.64e15])
      expect(read(JSON.parse(JSON.stringify(write({ t, d: Math.floor(t / 86_400_000) }))))).toEqual(
        {
          t,
          d: Math.floor(t / 86_400_000),
        },
      )
  })

  it('takes no inherited name for a field, no digits beyond 64 bits for a long, and no fraction of a millisecond', () => {
    const read = compileReader(
      parseType('struct<constructor: string, toString: string, n: long, t: timestamp>'),
    )
    expect(read({ n: '9223372036854775808', t: 1.0014 })).toEqual({
      constructor: null,
      toString: null,
      n: null,
      t: 1001,
    })
    expect(read({ n: '-9223372036854775808' })).toMatchObject({ n: -(2n ** 63n) })
  })

  it('reads and writes dates in both dialects', () => {
    const ms = Date.UTC(2019, 11, 9, 5, 4, 3, 21)
    const round = (text: string) => datePattern(text)?.format(ms, utc)
    expect(
      [
        'M/d/yyyy',
        '%d/%m/%Y %H:%M:%S',
        "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
        '%-m/%-d/%y %I:%M %p',
        'EEE, d MMM yyyy',
        '%A %B %j %f',
      ].map(round),
    ).toEqual([
      '12/9/2019',
      '09/12/2019 05:04:03',
      '2019-12-09T05:04:03.021Z',
      '12/9/19 05:04 AM',
      'Mon, 9 Dec 2019',
      'Monday December 343 021000',
    ])
    expect(datePattern('M/d/yyyy')?.parse?.('12/9/2019', utc)).toBe(Date.UTC(2019, 11, 9))
    expect(datePattern('yyyyMMdd')?.parse?.('20191209', utc)).toBe(Date.UTC(2019, 11, 9))
    expect(datePattern('dd MMM yyyy HH:mm XXX')?.parse?.('09 Dec 2019 10:00 -03:00', utc)).toBe(
      Date.UTC(2019, 11, 9, 13),
    )
    expect(datePattern('M/d/yyyy')?.parse?.('2/30/2019', utc)).toBeUndefined()
    // Spark's quarters can be written, not read; the letter A it refuses.
    expect(datePattern('Q')?.parse).toBeUndefined()
    expect(datePattern('A')).toBeUndefined()
    expect(findZone('Mars/Base')).toBeUndefined()
  })
})
