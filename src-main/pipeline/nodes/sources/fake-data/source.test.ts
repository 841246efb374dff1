// The door to the generator: the same records whatever happens in the middle, history before the
// present, and the rate that holds after a stop. The clock is the test's own.
import { describe, expect, it } from 'vitest'
import { parseLab, type LabFile } from '@shared/lab'
import { NO_LANES } from '../../../model/event-times'
import { TimeWatch } from '../../../model/time-watch'
import type { Json, NodeEnv } from '../../../model/operator'
import type { Source, SourceOptions, StreamPromise } from '../../../model/source'
import { SourceStreams } from '../../../model/source-streams'
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
const open = (
  settings: object,
  more: Partial<SourceOptions> = {},
  of: { readonly lab: LabFile | undefined; readonly node: string } = { lab, node: 'made' },
): Promise<Source> => {
  if (!of.lab) throw new Error('not a lab')
  const env: NodeEnv = {
    lab: of.lab,
    node: of.node,
    runId: 'run',
    dataDir: '',
    filesDir: '',
    runDir: '',
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
  source.setRate?.('50/s')
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

describe('a source whose records refer to those of another one', () => {
  const { lab: shop } = parseLab(`
sluice: 1
id: shop
title: Shop
timezone: UTC
records:
  order: { fields: { id: { sequence: 0 }, at: { time: epochMs } } }
  payment:
    fields:
      order: { ref: order, field: id, after: [5 s, 20 s], row: o }
      placed: { ref: order, field: at, after: [5 s, 20 s], row: o }
      at: { time: epochMs }
nodes:
  orders: { type: fake-data, with: { record: order, rate: 2/s } }
  payments: { type: fake-data, with: { record: payment, rate: 3/s } }
`)
  const start = (streams: SourceStreams, node: string, more: Partial<SourceOptions> = {}) =>
    open(
      { record: node.slice(0, -1), rate: node === 'orders' ? '2/s' : '3/s' },
      { streams, speed: () => 1e9, ...more },
      {
        lab: shop,
        node,
      },
    )
  const rows = async (source: Source, from: number, count: number) =>
    (await textOf(source, from, count)).map(
      text => JSON.parse(text) as Record<'order' | 'placed' | 'at', number>,
    )

  it('names what exists by then, waits for the other one, and goes on the same after a stop', async () => {
    nowMs = T0
    const streams = () => new SourceStreams(new Set(['orders', 'payments']))
    const first = streams()
    const payments = await start(first, 'payments')
    nowMs = T0 + 60_000
    expect(payments.due()).toBe(0)
    const orders = await start(first, 'orders', { startMs: T0 })
    expect(payments.due()).toBe(181)
    orders.due()
    const all = await rows(payments, 0, 181)
    expect(all.slice(0, 15).every(({ order }) => order === null)).toBe(true)
    for (const { order, placed, at } of all.slice(61)) {
      expect(placed).toBe(T0 + order * 500)
      expect(at - placed).toBeGreaterThanOrEqual(5000)
      expect(at - placed).toBeLessThan(20_500)
    }
    const saved = [orders, payments].map(
      source => JSON.parse(JSON.stringify(source.save())) as Json,
    )
    // Ten minutes later, and payments open first this time.
    nowMs = T0 + 660_000
    const again = streams()
    const [savedOrders = null, savedPayments = null] = saved
    const second = await start(again, 'payments', { from: 100, saved: savedPayments })
    expect(second.due()).toBe(100)
    // What is made again waits, too.
    const redone = rows(second, 50, 50)
    await start(again, 'orders', { from: 121, saved: savedOrders })
    expect(await redone).toEqual(all.slice(50, 100))
    nowMs += 10_000
    expect(second.due()).toBe(130)
    // Nothing was made while they were stopped.
    for (const { placed, at } of await rows(second, 100, 30)) {
      expect(placed <= T0 + 60_000 || placed > T0 + 660_000).toBe(true)
      expect(at - placed).toBeGreaterThanOrEqual(5000)
    }
  })

  it('names the same records again after a crash, however old the saved positions are', async () => {
    nowMs = T0
    const streams = () => new SourceStreams(new Set(['orders', 'payments']))
    let disk: StreamPromise['saved']
    const promise = (): StreamPromise => ({
      saved: disk,
      keep: async state => {
        disk = JSON.parse(JSON.stringify(state))
      },
    })
    const copy = (source: Source) => JSON.parse(JSON.stringify(source.save())) as Json
    const first = streams()
    const orders = await start(first, 'orders', { startMs: T0, promise: promise() })
    const payments = await start(first, 'payments')
    let saved: readonly [Json, Json] = [null, null]
    const made = { orders: 0, payments: 0 }
    const live = async (ms: number) => {
      nowMs += ms
      for (const source of [orders, payments]) source.due()
      await new Promise(resolve => setImmediate(resolve))
      made.orders = orders.due()
      await orders.records(0, made.orders)
      made.payments = payments.due()
    }
    for (let i = 0; i < 40; i++) {
      await live(500)
      if (i === 20) orders.setRate?.('7/s')
      if (i === 30) orders.pause()
      if (i === 33) orders.resume()
      // Then it crashes: what is saved is from long before.
      if (i === 15) saved = [copy(orders), copy(payments)]
    }
    const [savedOrders, savedPayments] = saved
    const before = await rows(payments, 0, made.payments)
    const ordersBefore = await textOf(orders, 0, made.orders)
    expect(made.payments).toBeGreaterThan(50)
    nowMs += 90_000
    const again = streams()
    const second = await start(again, 'orders', {
      from: 12,
      saved: savedOrders,
      promise: promise(),
    })
    // A job does its plans again, and asks for what they had.
    const redone = await start(again, 'payments', {
      from: made.payments,
      saved: savedPayments,
    })
    expect(await textOf(second, 0, made.orders)).toEqual(ordersBefore)
    expect(await rows(redone, 0, made.payments)).toEqual(before)
    nowMs += 5000
    second.due()
    await new Promise(resolve => setImmediate(resolve))
    expect(second.due()).toBeGreaterThan(made.orders)
  })

  it('fails with the other one when that can promise nothing any more', async () => {
    nowMs = T0
    const streams = new SourceStreams(new Set(['orders', 'payments']))
    const full = new Error('no room')
    const promise = { saved: undefined, keep: () => Promise.reject(full) }
    const orders = await start(streams, 'orders', { startMs: T0, promise })
    const payments = await start(streams, 'payments')
    nowMs = T0 + 60_000
    expect([orders.due(), payments.due()]).toEqual([0, 0])
    await new Promise(resolve => setImmediate(resolve))
    // It is due, so that whoever takes its records hears of it.
    for (const source of [orders, payments]) {
      expect(source.due()).toBeGreaterThan(100)
      await expect(async () => source.records(0, 1)).rejects.toBe(full)
    }
  })

  it('fails when the other one ends before it has opened', async () => {
    nowMs = T0
    const streams = new SourceStreams(new Set(['orders', 'payments']))
    const payments = await start(streams, 'payments')
    const waiting = rows(payments, 0, 1)
    streams.closed('orders')
    const error = { code: 'run-other-stream', params: { node: 'orders' } }
    await expect(waiting).rejects.toMatchObject(error)
    // It is due, so that whoever takes its records hears of it.
    nowMs = T0 + 60_000
    expect(payments.due()).toBe(181)
    await expect(rows(payments, 0, 1)).rejects.toMatchObject(error)
    const stop = new AbortController()
    const stopped = new SourceStreams(new Set(['orders', 'payments']), stop.signal)
    const held = rows(await start(stopped, 'payments'), 0, 1)
    stop.abort()
    await expect(held).rejects.toMatchObject({ kind: 'cancelled' })
  })
})

describe('a source of lives', () => {
  const { lab: shop } = parseLab(`
sluice: 1
id: shop
title: Shop
timezone: UTC
records:
  row:
    fields: { id: uuid, status: { state: name }, at: { time: epochMs } }
    states: { cart: { paid: { share: 0.8, after: [2 s, 9 s] } }, paid: { sent: { after: 20 s } } }
    faults: { dropped: 0.1, outOfOrder: 0.1, duplicate: 0.05 }
nodes:
  made: { type: fake-data, with: { record: row, rate: 4/s } }
`)
  const start = (more: Partial<SourceOptions> = {}) =>
    open({ rate: '4/s' }, { speed: () => 1e9, ...more }, { lab: shop, node: 'made' })

  it('begins them at its rate, and each step when its time has come', async () => {
    nowMs = T0
    const source = await start({ events: 900 })
    expect(source.due()).toBeLessThanOrEqual(1)
    nowMs = T0 + 60_000
    const due = source.due()
    // 241 have begun; of those most have been paid and sent.
    expect(due).toBeGreaterThan(400)
    const times = (await textOf(source, 0, due)).map(text => Number(/"at":(\d+)/.exec(text)?.[1]))
    expect(Math.max(...times)).toBeLessThanOrEqual(nowMs)
    expect(source.nextInMs()).toBeLessThanOrEqual(250)
    source.pause()
    nowMs += 1000
    const whilePaused = source.due()
    nowMs += 600_000
    // Nobody begins, but whoever is under way goes on.
    expect(source.due()).toBeGreaterThan(whilePaused)
    expect(source.due()).toBeLessThan(241 * 3)
    source.resume()
    nowMs += 600_000
    expect(source.due()).toBeLessThanOrEqual(900)
    await source.records(due, source.due() - due)
    expect(source.finished(source.due())).toBe(true)
  })

  it('makes again what no checkpoint has, and refuses what is safe', async () => {
    nowMs = T0
    const source = await start()
    const sent: string[] = []
    // They wait in a queue: only the first thousand are committed.
    for (; sent.length < 3000; nowMs += 120_000) {
      source.due()
      sent.push(...(await textOf(source, sent.length, 1000)))
    }
    source.forget?.(1000)
    const schedule = JSON.stringify(source.schedule?.())
    const saved: Json = JSON.parse(JSON.stringify(source.save()))
    const again = await start({ from: 3000, saved })
    expect(await textOf(again, 1000, 2000)).toEqual(sent.slice(1000, 3000))
    expect(JSON.stringify(source.schedule?.())).toBe(schedule)
    expect(() => again.records(0, 1)).toThrow('forgotten')
  })

  it('goes on the same after a stop, later by as long as it stood still', async () => {
    nowMs = T0
    const whole = await start()
    nowMs = T0 + 120_000
    const all = await textOf(whole, 0, whole.due())
    nowMs = T0
    const first = await start()
    nowMs = T0 + 60_000
    const before = await textOf(first, 0, first.due())
    expect(before).toEqual(all.slice(0, before.length))
    const saved: Json = JSON.parse(JSON.stringify(first.save()))
    // What was not confirmed is made again.
    const again = await start({ from: before.length - 100, saved })
    expect(await textOf(again, before.length - 150, 50)).toEqual(before.slice(-150, -100))
    const withoutTime = (text: string) => text.replace(/"at":\d+/, '')
    const later = await start({ from: before.length, saved })
    nowMs += 65_000
    const rest = await textOf(later, before.length, 100)
    expect(rest.map(withoutTime)).toEqual(
      all.slice(before.length, before.length + 100).map(withoutTime),
    )
  })
})
