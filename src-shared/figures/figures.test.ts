// The ledger is a sum, its verdict is the first thing that is off, and the documentation says what
// the screen says.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Ledger } from '../contract/run'
import { uiWords, type TextKey } from '../text/ui'
import { faultOf, FIGURES, LEDGER_TERMS, sumOf } from '.'

const ledger = (parts: Partial<Ledger>): Ledger => ({
  expected: 100,
  arrived: 100,
  onTheWay: 0,
  late: 0,
  tooLate: 0,
  deadLetters: 0,
  lost: 0,
  doubled: 0,
  sinks: [],
  ...parts,
})

describe('the ledger', () => {
  it('leaves what stands beside the sum out of it', () => {
    const sum = sumOf(ledger({ deadLetters: 5, beside: { tooLate: 0, deadLetters: 5 } }))
    expect(sum.deadLetters).toBe(0)
    const right = LEDGER_TERMS.reduce(
      (total, { part, sign }) => (sign === '−' ? total - sum[part] : total + sum[part]),
      0,
    )
    expect(right).toBe(sum.expected)
  })

  it('never balances with anything on the way after the end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1 }), onTheWay => {
        const moment = { state: 'stopped', eventsPerSecond: 0 } as const
        expect(faultOf(ledger({ onTheWay }), moment)).toEqual({ part: 'onTheWay', count: onTheWay })
      }),
    )
  })
})

describe('the documentation', () => {
  it('defines each figure in the words of the screen', () => {
    const page = readFileSync('docs/figures.md', 'utf8').replaceAll(/\s+/g, ' ')
    const say = (key: string) => uiWords('en', `figures.${key}` as TextKey)
    expect(page).toContain(say('sum'))
    for (const id of FIGURES)
      expect(page).toContain(`## ${say(id)} ${say(`${id}Is`)} ${say(`${id}Where`)}`)
  })
})
