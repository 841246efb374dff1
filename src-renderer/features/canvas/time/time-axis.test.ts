import { expect, it } from 'vitest'
import type { TimeView } from '@shared/contract'
import { axisOf, dotsPath, placeOn, windowsIn } from './time-axis'

const MINUTE = 60_000
const view = (given: Partial<TimeView>): TimeView => ({
  node: 'it',
  nowMs: 20 * MINUTE,
  by: 'partition',
  lanes: [
    { from: 'orders', partition: 0, newest: 10.5 * MINUTE, onTime: [], late: [], tooLate: [] },
    { from: 'orders', partition: 1, onTime: [], late: [], tooLate: [] },
  ],
  lanesMore: 0,
  counts: { read: 0, late: 0, tooLate: 0, untimed: 0 },
  lateRecords: [],
  ...given,
})
const windows = Array.from({ length: 11 }, (_, n) => ({
  ...{ start: n * MINUTE, end: (n + 1) * MINUTE, records: 1, keys: 1 },
  state: 'open' as const,
}))

it('shows the newest windows, and goes back to the one that is held', () => {
  const plain = axisOf(view({ windows, watermark: 10 * MINUTE }), 'event')
  expect(plain).toMatchObject({ from: 6 * MINUTE, to: 11 * MINUTE })
  const open = { start: 2 * MINUTE, end: 3 * MINUTE, because: 'partition' as const }
  const held = axisOf(view({ windows, watermark: 2.5 * MINUTE, open }), 'event')
  expect(held?.from).toBe(2 * MINUTE)
  expect(held && windowsIn(view({ windows }), held)).toHaveLength(9)
})

it('never shows more than a dozen, and needs a record', () => {
  const far = axisOf(view({ windows, watermark: -1000 * MINUTE }), 'event')
  expect(far?.from).toBe(-1 * MINUTE)
  expect(axisOf(view({ lanes: [] }), 'event')).toBeUndefined()
})

it('places records by their own time or by when they came', () => {
  const axis = axisOf(view({}), 'arrival')
  expect(axis).toMatchObject({ from: 19 * MINUTE, to: 20 * MINUTE })
  expect(axis && placeOn(axis, 19.5 * MINUTE, 400)).toBe(200)
  expect(axis && dotsPath(axis, [0, 19.5 * MINUTE, 19.5 * MINUTE], 400, 22)).toBe('M200 22h0')
})
