import { describe, expect, it } from 'vitest'
import { compareTables } from './compare'

const one = (here: object[], there: object[], leftOut: Record<string, string[]> = {}) =>
  compareTables(
    { t: here.map(row => ({ ...row })) },
    { t: there.map(row => ({ ...row })) },
    { leftOut },
  )[0]

describe('two tables', () => {
  it('are equal in any order of rows and columns', () => {
    const here = [
      { k: 'a', n: 1 },
      { k: 'b', n: 2 },
    ]
    const there = [
      { n: 2, k: 'b' },
      { n: 1, k: 'a' },
    ]
    expect(one(here, there)).toMatchObject({ compared: 2, equal: 2, differences: [] })
  })

  it('differ to the last digit, with both sides of a row and the columns beside each other', () => {
    expect(one([{ k: 'a', n: '1.50' }], [{ k: 'a', n: '1.5' }])).toMatchObject({
      equal: 0,
      differences: [{ here: { k: 'a', n: '1.50' }, there: { k: 'a', n: '1.5' }, columns: ['n'] }],
    })
  })

  it('differ by rows that only one side has, each as often as it is there', () => {
    const differences = one([{ k: 'a' }, { k: 'a' }], [{ k: 'a' }, { k: 'c' }])?.differences
    expect(differences).toEqual([
      { here: { k: 'a' }, columns: [], reason: 'only-here' },
      { there: { k: 'c' }, columns: [], reason: 'only-there' },
    ])
  })

  it('differ where a whole table is missing', () => {
    expect(compareTables({ t: [{ k: 1 }] }, {}, {})).toMatchObject([
      { table: 't', compared: 1, equal: 0, differences: [{ here: { k: 1 } }] },
    ])
  })

  it('are compared without what a rule leaves out', () => {
    expect(one([{ k: 'a', b: 1 }], [{ k: 'a', b: 7 }], { t: ['b'] })).toMatchObject({
      equal: 1,
      leftOut: ['b'],
    })
  })

  it.each([
    ['digits', '1.50', '1.5'],
    ['digits', 100, '100.00'],
    ['number', '1.50', '1.51'],
    ['number', 1, 2],
    ['empty', null, '2'],
    ['zone', '2026-01-01T10:00:00.000Z', '2026-01-01T07:00:00.000Z'],
    ['value', '2026-01-01T10:00:00.000Z', '2026-01-01T10:00:01.000Z'],
    ['value', 'a', 'b'],
  ])('give the reason %s for %s and %s', (reason, here, there) => {
    const found = one([{ k: 'a', v: here }], [{ k: 'a', v: there }])?.differences
    expect(found?.map(each => each.reason)).toEqual([reason])
  })

  it('are left out whole by a rule, which is named', () => {
    const tables = (v: string) => ({ t: [{ k: 'a', v }] })
    const notCompared = new Map([['t', 2]])
    expect(compareTables(tables('7'), tables('8'), { notCompared })).toMatchObject([
      { table: 't', compared: 0, different: 0, rule: 2 },
    ])
  })

  it('are compared however many rows have one value in the first column', () => {
    const rows = (more: number) =>
      Array.from({ length: 30_000 }, (_, n) => ({ country: 'BR', total: `${n}.${more}` }))
    const table = one(rows(1), rows(2))
    expect(table).toMatchObject({ compared: 30_000, equal: 0, different: 30_000 })
    expect(table?.differences[1]).toMatchObject({
      here: { total: '1.1' },
      there: { total: '1.2' },
    })
  })

  it('keep the first rows that differ, and count all', () => {
    const rows = (from: number) => Array.from({ length: 300 }, (_, k) => ({ k: from + k }))
    const table = one(rows(0), rows(1000))
    expect([table?.different, table?.differences.length]).toEqual([600, 100])
    const [small] = compareTables({ t: rows(0) }, { t: rows(1000) }, { charsMax: 500 })
    expect(small?.different).toBe(600)
    expect(JSON.stringify(small?.differences).length).toBeLessThan(600)
  })
})
