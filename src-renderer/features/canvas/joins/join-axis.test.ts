// The stretch of time in the picture of a join, and the band in which a partner may be.
import { expect, it } from 'vitest'
import type { JoinRow, JoinView } from '@shared/contract'
import { bandOf, joinAxis } from './join-axis'

const side = (input: number, waiting: readonly number[]) => ({
  ...{ input, read: 0, matched: 0, unmatched: 0, waiting: 0, givenUp: 0, kept: 0 },
  ...{ from: `n${input}`, dots: { waiting, found: [], 'gave-up': [] } },
})
const view: JoinView = {
  ...{ node: 'pair', nowMs: 0, how: 'inner', isTable: false, tooLate: 0, pairs: [], items: [] },
  within: { beforeMs: 1000, afterMs: 5000 },
  watermark: 96_000,
  sides: [side(0, [100_000, 20_000]), side(1, [99_000])],
}
const row = (input: number, at: number): JoinRow => ({
  ...{ input, at, key: 'k', value: '{}', outcome: 'waiting' },
})

it('a partner of the first may come before it and after, and the other way round', () => {
  expect(bandOf(view, row(0, 50_000))).toEqual({ input: 1, from: 49_000, to: 55_000 })
  expect(bandOf(view, row(1, 50_000))).toEqual({ input: 0, from: 45_000, to: 51_000 })
  expect(bandOf({ ...view, within: undefined }, row(0, 50_000))).toBeUndefined()
})

it('shows a few bounds back, and all of what the chosen row may meet', () => {
  expect(joinAxis(view, undefined)).toMatchObject({ from: 76_000, to: 100_000 })
  expect(joinAxis(view, row(0, 98_000))).toMatchObject({ from: 76_000, to: 103_000 })
  expect(joinAxis(view, row(1, 30_000))).toMatchObject({ from: 25_000, to: 100_000 })
})

it('has no axis without a time', () => {
  expect(joinAxis({ ...view, sides: [side(0, []), side(1, [])] }, undefined)).toBeUndefined()
})
