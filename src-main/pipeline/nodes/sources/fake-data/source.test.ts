// The door to the generator: the same records whatever happens in the middle, history before the
// present, and the rate that holds after a stop. The clock is the test's own.
import { expect, it } from 'vitest'
import { parseLab } from '@shared/lab'
import { NO_LANES } from '../../../model/event-times'
import { TimeWatch } from '../../../model/time-watch'
import type { Json, NodeEnv } from '../../../model/operator'
import type { Source, SourceOptions } from '../../../model/source'
import { config } from './config'
import { openGenerator } from './source'

const T0 = Date.UTC(2026, 0, 5, 12)
const HOUR_MS = 3_600_000
let nowMs = T0

const { lab } = parseLab(
  JSON.stringify({
    ...{ sluice: 1, id: 'l', title: 'L', timezone: 'UTC', nodes: {} },
    records: { row: { fields: { n: 'sequence', at: { time: 'epochMs' } } } },
  }),
)
const open = (settings: object, more: Partial<SourceOptions> = {}): Promise<Source> => {
  if (!lab) throw new Error('not a lab')
  const env: NodeEnv = {
    lab,
    node: 'made',
    runId: 'run',
    dataDir: '',
    filesDir: '',
    connection: () => {
      throw new Error('there is none')
    },
    dead: () => {},
    late: () => {},
    watch: new TimeWatch(),
    ...NO_LANES,
    signal: new AbortController().signal,
  }
  const options = { seed: 1, from: 0, now: () => nowMs, startMs: T0, ...more }
  return openGenerator(env, config.parse({ record: 'row', ...settings }), options)
}
const textOf = async (source: Source, from: number, count: number) =>
  (await source.records(from, count)).map(({ value }) => String(value))

it('fills up history, is the same after a restart in the middle of it, and then is live', async () => {
  nowMs = T0
  const settings = { rate: '1/min', backfill: '10 h' }
  const whole = await open(settings)
  expect([whole.due(), whole.rate]).toEqual([601, 'max'])
  const all = await textOf(whole, 0, 601)
  expect(all[0]).toBe(`{"n":1,"at":${T0 - 10 * HOUR_MS}}`)
  expect(all[600]).toBe(`{"n":601,"at":${T0}}`)
  expect(whole.rate).toBe(Number((1 / 60).toPrecision(3)))

  const first = await open(settings)
  const before = await textOf(first, 0, 250)
  const saved: Json = JSON.parse(JSON.stringify(first.save()))
  nowMs = T0 + 2 * HOUR_MS
  const second = await open(settings, { from: 250, saved })
  expect([...before, ...(await textOf(second, 250, 351))]).toEqual(all)
  expect(second.due()).toBe(601 + 120)
})

it('begins at a moment, and is live at once where the moment is yet to come', async () => {
  nowMs = T0
  expect((await open({ rate: '1/min', backfill: '2026-01-05T11:00:00Z' })).due()).toBe(61)
  expect((await open({ rate: '1/min', backfill: '2027-01-05T11:00:00Z' })).due()).toBe(1)
  expect(config.safeParse({ record: 'row', backfill: 'yesterday' }).success).toBe(false)
})

it('keeps a rate that was set while it ran, until another one is written', async () => {
  nowMs = T0
  const source = await open({ rate: '1/s' })
  source.setRate('50/s')
  const saved: Json = JSON.parse(JSON.stringify(source.save()))
  expect((await open({ rate: '1/s' }, { saved, from: 1 })).rate).toBe(50)
  expect((await open({ rate: '7/s' }, { saved, from: 1 })).rate).toBe(7)
  expect((await open({ rate: '7/s' }, { saved, from: 1, rate: 'max' })).rate).toBe('max')
})

it('says what a profile wants now, and how far it is', async () => {
  nowMs = T0
  const rate = {
    steps: [
      { rate: '2/s', for: '10 s' },
      { rate: '30/s', for: '10 s' },
    ],
  }
  const source = await open({ rate })
  nowMs = T0 + 1500
  expect([source.rate, source.curveMs]).toEqual([2, 1500])
  nowMs += 1000
  source.pause()
  nowMs += 60_000
  expect([source.rate, source.curveMs]).toEqual([2, 2500])
  source.resume()
  for (let second = 0; second < 9; second++) {
    nowMs += 1000
    source.due()
  }
  expect([source.rate, source.curveMs]).toEqual([30, 11_500])
})

it('follows a fast clock: that is not a clock moved by hand', async () => {
  nowMs = T0
  const source = await open({ rate: '1/s' }, { speed: () => 1000 })
  nowMs += 100_000
  expect(source.due()).toBe(101)
  const moved = await open({ rate: '1/s' }, { speed: () => 1 })
  nowMs += 100_000
  expect(moved.due()).toBeLessThan(3)
})
