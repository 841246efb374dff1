// Aggregates against a plain computation over the same rows; merge, remove, snapshot and restore
// give what adding gives.
import { describe, expect, it } from 'vitest'
import {
  checkAggregate,
  compileAggregate,
  Decimal,
  parseType,
  printType,
  type StructType,
  type Value,
} from '.'
import { functions } from './functions'
import { aggregates } from './aggregates'

const type = parseType(
  'struct<g: string, n: int, l: long, price: decimal(10,2), x: double, ok: boolean>',
)
const input: StructType = type.kind === 'struct' ? type : { kind: 'struct', fields: [] }
const rows = Array.from({ length: 200 }, (_, i) => ({
  g: ['a', 'b', 'c', null][i % 4] ?? null,
  n: i % 7 === 0 ? null : (i * 37) % 11,
  l: BigInt(2) ** 60n + BigInt(i),
  price: new Decimal((i * 7919) % 100_000, 2),
  x: ((i * 31) % 17) / 10,
  ok: i % 3 !== 0,
}))

const shown = (value: Value) =>
  JSON.stringify(value, (_, v) =>
    typeof v === 'bigint'
      ? `${v}n`
      : typeof v === 'number' && !Number.isInteger(v)
        ? Number(v.toPrecision(12))
        : v,
  )

const texts = [
  'count(*)',
  'count(n)',
  'count(distinct n)',
  'sum(n)',
  'sum(price)',
  'sum(n * price)',
  'sum(x)',
  'sum(distinct n)',
  'avg(n)',
  'avg(price)',
  'avg(x)',
  'min(price)',
  'max(g)',
  'min_by(g, price)',
  'max_by(n, x)',
  'first(g)',
  'last(n)',
  'first(g, true)',
  'last(n, true)',
  'collect_set(n)',
  'collect_list(n)',
  'top_k(g, 2)',
  'top_k(g, 2, price)',
  'stddev(x)',
  'var_pop(x)',
  'percentile(n, 0.9)',
  'median(price)',
  'bool_and(ok)',
  'bool_or(ok)',
  'count_if(ok)',
  'approx_count_distinct(g)',
  'round(sum(price) / count(*), 2)',
  'case when count(*) > 5 then max(n) else 0 end',
]

describe('aggregates', () => {
  it.each(texts)('%s: merged, restored and removed as if added at once', text => {
    const aggregate = compileAggregate(text, input)
    const whole = aggregate.init()
    for (const row of rows) aggregate.add(whole, row)
    const [left, right] = [aggregate.init(), aggregate.init()]
    rows.forEach((row, i) => aggregate.add(i < 77 ? left : right, row))
    const json: unknown = JSON.parse(JSON.stringify(aggregate.snapshot(left)))
    const merged = aggregate.merge(aggregate.restore(json), right)
    expect(shown(aggregate.result(merged))).toBe(shown(aggregate.result(whole)))
    if (aggregate.remove) {
      const part = aggregate.init()
      for (const row of rows.slice(50)) aggregate.add(part, row)
      const removed = aggregate.restore(aggregate.snapshot(whole))
      for (const row of rows.slice(0, 50)) aggregate.remove(removed, row)
      expect(shown(aggregate.result(removed))).toBe(shown(aggregate.result(part)))
    }
  })

  it('nothing sums to NULL and counts to 0', () => {
    for (const text of ['sum(n)', 'avg(price)', 'min(g)', 'stddev(x)', 'median(n)']) {
      const aggregate = compileAggregate(text, input)
      expect(aggregate.result(aggregate.init())).toBeNull()
    }
    const count = compileAggregate('count(*)', input)
    expect(count.result(count.init())).toBe(0)
  })

  it('sums of money and of big integers are exact', () => {
    const money = compileAggregate('sum(price)', input)
    const acc = money.init()
    for (let i = 0; i < 100_000; i++) money.add(acc, { price: new Decimal(10, 2) })
    expect(String(money.result(acc))).toBe('10000.00')
    expect(printType(money.type)).toBe('decimal(20,2)')
    const big = compileAggregate('sum(l)', input)
    const bigAcc = big.init()
    for (const row of rows.slice(0, 4)) big.add(bigAcc, row)
    expect(big.result(bigAcc)).toBe(2n ** 62n + 6n)
    big.add(bigAcc, { l: 2n ** 62n })
    expect(big.result(bigAcc)).toBeNull()
  })

  it('says what does not fit', () => {
    const codes = (text: string) => checkAggregate(text, input).problems.map(p => p.code)
    expect(codes('price')).toEqual(['expr-column-outside-aggregate'])
    expect(codes('1')).toEqual(['expr-aggregate-missing'])
    expect(codes('sum(g)')).toEqual(['expr-arguments'])
    expect(codes('sum(sum(n))')).toEqual(['expr-aggregate-here'])
    expect(codes('sum()')).toEqual(['expr-argument-count'])
    expect(codes('max(distinct n)')).toEqual(['expr-distinct-here'])
    expect(codes('sum(n) + price')).toEqual(['expr-column-outside-aggregate'])
    expect(codes('top_k(g, n)')).toEqual(['expr-arguments'])
    expect(codes('sum(nn)')).toEqual(['expr-unknown-column-near'])
  })

  it('names are used once', () => {
    const names = [
      ...functions.flatMap(f => [f.name, ...(f.aliases ?? [])]),
      ...aggregates.flatMap(a => [a.name, ...(a.aliases ?? [])]),
    ]
    expect(names.filter((n, i) => names.indexOf(n) !== i)).toEqual([])
  })

  it('min_by and max_by leave out rows without the value to compare by, and a spread of what is no number survives a restart', () => {
    const result = (text: string, given: readonly (readonly [string, number | null])[]) => {
      const aggregate = compileAggregate(text, input)
      const state = aggregate.init()
      for (const [g, n] of given) aggregate.add(state, { g, n, x: n })
      return aggregate.result(
        aggregate.restore(JSON.parse(JSON.stringify(aggregate.snapshot(state)))),
      )
    }
    expect(result('min_by(g, n)', [['a', null]])).toBeNull()
    const some = [
      ['a', null],
      ['b', 2],
      ['c', 1],
    ] as const
    expect([result('min_by(g, n)', some), result('max_by(g, n)', some)]).toEqual(['c', 'b'])
    expect(
      result('stddev(x)', [
        ['a', Infinity],
        ['b', 1],
      ]),
    ).toBeNaN()
  })
})
