import { describe, expect, it } from 'vitest'
import { compareTables } from './compare'

const one = (here: object[], there: object[], leftOut: Record<string, string[]> = {}) =>
  compareTables(
    { t: here.map(row => ({ ...row })) },
    { t: there.map(row => ({ ...row })) },
    leftOut,
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
      { here: { k: 'a' }, columns: [] },
      { there: { k: 'c' }, columns: [] },
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
})
