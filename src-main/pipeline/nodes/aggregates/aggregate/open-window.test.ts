import { expect, it } from 'vitest'
import type { LaneStat } from '@shared/contract'
import { EventTimes, laneOf } from '../../../model/event-times'
import { openWindow } from './open-window'

const window = { start: 0, end: 60 }
const lane = (partition: number, watermark?: number): LaneStat => ({
  from: 'orders',
  partition,
  ...(watermark === undefined ? {} : { watermark }),
})

it.each([
  ['by the lab’s clock', { by: 'stream' as const, lanes: [] }, true, { because: 'clock' }],
  [
    'because no newer event came',
    { by: 'stream' as const, watermark: 50, lanes: [lane(0, 50), lane(1, 20)] },
    false,
    { because: 'events' },
  ],
  [
    'because one partition holds the watermark back',
    { by: 'partition' as const, watermark: 20, lanes: [lane(0, 90), lane(1, 20)] },
    false,
    { because: 'partition', lane: { from: 'orders', partition: 1 } },
  ],
  [
    'because nothing has come from a partition',
    { by: 'partition' as const, lanes: [lane(0, 90), lane(1)] },
    false,
    { because: 'partition', lane: { from: 'orders', partition: 1 } },
  ],
  [
    'because no partition is so far',
    { by: 'partition' as const, watermark: 20, lanes: [lane(0, 55), lane(1, 20)] },
    false,
    { because: 'events' },
  ],
  [
    'because late rows still count',
    { by: 'stream' as const, watermark: 61, lanes: [lane(0, 61)] },
    false,
    { because: 'lateness' },
  ],
])('a window is open %s', (_what, stat, isByClock, why) => {
  expect(openWindow(window, stat, isByClock)).toEqual({ ...window, ...why })
})

it('lanes: the newest event of each partition, the one that counts, and since when one is idle', () => {
  let now = 1000
  let current = laneOf('orders>order', 0)
  const all = [0, 1, 2].map(partition => laneOf('orders>order', partition))
  const times = new EventTimes(
    { lane: () => current, lanes: () => all },
    { byPartition: true, idleMs: 500, now: () => now },
  )
  times.expect()
  times.see(90)
  now = 1400
  current = laneOf('orders>order', 2)
  times.see(70)
  const orders = (partition: number) => ({ from: 'orders', partition })
  expect(times.stats(10)).toEqual([
    { ...orders(0), newest: 90, watermark: 80 },
    { ...orders(1), counts: true },
    { ...orders(2), newest: 70, watermark: 60 },
  ])
  expect(times.idleAt).toBe(1500)
  now = 1500
  expect(times.stats(10)).toEqual([
    { ...orders(0), newest: 90, watermark: 80, idleSince: 1000 },
    { ...orders(1), idleSince: 1000 },
    { ...orders(2), newest: 70, watermark: 60, counts: true },
  ])
})

it('a partition that is there no longer does not hold the watermark back', () => {
  const rule = { byPartition: true, idleMs: undefined, now: () => 0 }
  const lane = laneOf('orders>large', 0)
  const times = new EventTimes({ lane: () => lane, lanes: () => [lane] }, rule)
  times.restore([
    [laneOf('orders>order', 0), 10, 0],
    [laneOf('orders>order', 1), null, 0],
  ])
  times.see(90)
  times.expect()
  expect(times.time).toBe(90)
})
