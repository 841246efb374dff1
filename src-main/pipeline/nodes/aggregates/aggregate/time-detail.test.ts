// What a person sees of a window's event time: each figure is compared with what the operator does.
import { expect, it } from 'vitest'
import fc from 'fast-check'
import { droppedBy, delayForAll } from '@shared/figures'
import { laneOf } from '../../../model/event-times'
import { bench, type Bench } from '../../../testing/node-bench'

const SETTINGS = {
  by: { product: 'product' },
  compute: { n: 'count(*)' },
  window: { tumbling: '1 min' },
  time: 'at',
  mode: 'append',
}
const INPUTS = [{ product: 'string', at: 'timestamp' }]
const row = (seconds: number, product = 'a') => ({
  product,
  at: new Date(Date.UTC(2026, 0, 1, 12) + seconds * 1000).toISOString(),
})
const begin = (settings: object = {}): Bench =>
  bench('aggregate', { ...SETTINGS, watermark: '30 s', ...settings }, { inputs: INPUTS })

it('says exactly what each delay would have dropped', () => {
  const batches = fc.array(fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 6 }), {
    maxLength: 12,
  })
  const delays = [0, 5, 30, 60, 90, 240]
  fc.assert(
    fc.property(batches, all => {
      const drops = delays.map(delay => {
        const one = begin({ watermark: `${delay} s` })
        for (const rows of all) one.push(rows.map(seconds => row(seconds)))
        return one
      })
      for (const { watch } of drops) {
        const view = watch.drops.view()
        expect(delays.map(delay => droppedBy(view, delay * 1000))).toEqual(
          drops.map(({ late }) => late.left),
        )
        expect(droppedBy(view, delayForAll(view))).toBe(0)
      }
    }),
    { numRuns: 60 },
  )
})

it('follows each window from open to closed, with its records and keys', () => {
  const one = begin()
  one.push([row(5), row(6, 'b'), row(7)])
  const windows = () => one.operator.timeDetail?.().windows
  expect(windows()).toMatchObject([{ records: 3, keys: 2, state: 'open' }])
  one.push([row(70)])
  expect(windows()).toMatchObject([{ state: 'closing' }, { records: 1, state: 'open' }])
  one.microBatch(5000, [row(100)], false)
  one.microBatch(6000, [], false)
  expect(windows()).toMatchObject([
    { records: 3, keys: 2, state: 'closed', closedAt: 6000 },
    { records: 2, keys: 1, state: 'open' },
  ])
  expect(one.again().operator.timeDetail?.().windows).toEqual(windows())
})

it('names a window that one partition holds back', () => {
  let now = 0
  const lanes = {
    lane: () => laneOf('orders>it', now),
    lanes: () => [0, 1].map(p => laneOf('orders>it', p)),
  }
  const one = bench(
    'aggregate',
    { ...SETTINGS, watermark: '0 s', watermarkBy: 'partition' },
    { inputs: INPUTS, lanes },
  )
  one.push([row(5)])
  now = 1
  one.push([row(200)])
  expect(one.operator.timeDetail?.().windows?.map(({ state }) => state)).toEqual(['held', 'open'])
})

it('gives the same batch in three modes, whichever is in use', () => {
  const views = ['append', 'update', 'complete'].map(mode => {
    const one = begin({ mode, watermark: '0 s' })
    one.push([row(5), row(6, 'b')])
    one.push([row(7), row(70)])
    one.push([row(80)])
    return one.operator.timeDetail?.().modes
  })
  for (const view of views) {
    expect(view?.batch).toBe(3)
    expect(view?.modes.map(({ mode, sent }) => [mode, sent])).toEqual([
      ['append', [0, 0, 2]],
      ['update', [2, 2, 1]],
      ['complete', [2, 3, 3]],
    ])
    expect(view?.modes.map(({ inTable }) => inTable)).toEqual([2, 3, 3])
    expect(view?.modes.map(({ inState }) => inState)).toEqual([1, 1, 3])
    expect(view?.columns).toEqual(['window_start', 'window_end', 'product', 'n'])
  }
})

it('takes few dots of many records, and counts all', () => {
  const one = begin()
  for (let batch = 0; batch < 50; batch++)
    one.microBatch(
      batch,
      Array.from({ length: 200 }, (_, i) => row(batch + i / 200)),
      false,
    )
  const lane = one.watch.lane('')
  expect(lane?.onTimeDots.last(10_000).length).toBeLessThanOrEqual(30)
  const records = one.operator.timeDetail?.().windows?.reduce((sum, w) => sum + w.records, 0)
  expect(records).toBe(10_000)
})
