// Windows and totals on the bench: which windows a moment belongs to, what the output modes give
// out and when, what comes late, and that a restart in the middle changes nothing.
import { describe, expect, it } from 'vitest'
import { bench, type Bench } from '../../../testing/node-bench'
import { pairsOf } from '../../../model/operator'
import { windowsOf } from '../../../model/windows'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const iso = (ms: number) => new Date(ms).toISOString()
const spans = (config: Parameters<typeof windowsOf>[0], ms: number, zone = 'UTC') =>
  windowsOf(config, zone)?.(ms).map(({ start, end }) => [iso(start), iso(end)])

describe('windows', () => {
  it('tumble: each moment in one, borders belong to the later', () => {
    expect(spans({ tumbling: '10 minutes' }, Date.parse('2025-01-01T10:09:59.999Z'))).toEqual([
      ['2025-01-01T10:00:00.000Z', '2025-01-01T10:10:00.000Z'],
    ])
    expect(spans({ tumbling: '10 minutes' }, Date.parse('2025-01-01T10:10:00Z'))?.[0]?.[0]).toBe(
      '2025-01-01T10:10:00.000Z',
    )
    expect(spans({ tumbling: '1 hour' }, -1)?.[0]).toEqual([
      '1969-12-31T23:00:00.000Z',
      '1970-01-01T00:00:00.000Z',
    ])
  })

  it('hop: each moment in size / step windows, oldest first', () => {
    const at = Date.parse('2025-01-01T10:07:00Z')
    expect(spans({ hopping: '10 minutes', every: '5 minutes' }, at)).toEqual([
      ['2025-01-01T10:00:00.000Z', '2025-01-01T10:10:00.000Z'],
      ['2025-01-01T10:05:00.000Z', '2025-01-01T10:15:00.000Z'],
    ])
    // A step longer than the window leaves gaps: such a moment is in none.
    expect(spans({ hopping: '1 minute', every: '5 minutes' }, at)).toEqual([])
    expect(spans({ hopping: '10 minutes', every: '3 minutes' }, at)).toHaveLength(3)
  })

  it('follow the calendar of a zone, days of 23 and 25 hours included', () => {
    expect(
      spans({ calendar: 'day' }, Date.parse('2025-05-12T02:00:00Z'), 'America/Sao_Paulo'),
    ).toEqual([['2025-05-11T03:00:00.000Z', '2025-05-12T03:00:00.000Z']])
    const length = (at: string, zone: string) => {
      const [span] = windowsOf({ calendar: 'day' }, zone)?.(Date.parse(at)) ?? []
      return ((span?.end ?? 0) - (span?.start ?? 0)) / HOUR
    }
    expect(length('2025-03-09T12:00:00Z', 'America/New_York')).toBe(23)
    expect(length('2025-11-02T12:00:00Z', 'America/New_York')).toBe(25)
    expect(spans({ calendar: 'week' }, Date.parse('2025-05-14T10:00:00Z'))).toEqual([
      ['2025-05-12T00:00:00.000Z', '2025-05-19T00:00:00.000Z'],
    ])
    expect(spans({ calendar: 'month' }, Date.parse('2024-02-29T10:00:00Z'))).toEqual([
      ['2024-02-01T00:00:00.000Z', '2024-03-01T00:00:00.000Z'],
    ])
    expect(spans({ calendar: 'hour' }, Date.parse('2025-05-12T10:59:59Z'), 'Asia/Kolkata')).toEqual(
      [['2025-05-12T10:30:00.000Z', '2025-05-12T11:30:00.000Z']],
    )
  })

  it('remembers nothing wrong between moments that jump about', () => {
    const windows = windowsOf({ calendar: 'day' }, 'America/New_York')
    for (let i = 0; i < 400; i++) {
      const at = Date.UTC(2025, 0, 1) + ((i * 7919) % 400) * 23 * HOUR
      const [span] = windows?.(at) ?? []
      expect(span && span.start <= at && at < span.end, iso(at)).toBe(true)
    }
  })
})

const events = { inputs: [{ k: 'string', v: 'int', at: 'timestamp' }] }
const event = (k: string, v: number, minutes: number) => ({ k, v, at: iso(minutes * MINUTE) })
const tumbling = {
  by: { k: 'k' },
  compute: { n: 'count(*)', sum: 'sum(v)' },
  window: { tumbling: '10 minutes' },
  time: 'at',
}

describe('update mode', () => {
  it('gives out what changed, late rows of open windows too, and leaves out what is too late', () => {
    const node = bench('aggregate', { ...tumbling, mode: 'update', watermark: '5 minutes' }, events)
    expect(node.push([event('a', 1, 1), event('a', 2, 12)])).toMatchObject([
      { k: 'a', n: 1, sum: 1 },
      { k: 'a', n: 1, sum: 2 },
    ])
    // The newest was minute 12, so the watermark stands at 7: minute 6 is late, its window is open.
    expect(node.push([event('a', 10, 6)])).toMatchObject([{ window_start: iso(0), n: 2, sum: 11 }])
    expect(node.late).toEqual({ counted: 1, left: 0, untimed: 0 })
    node.push([event('b', 1, 16)])
    // The watermark stands at 11: the next batch closes the window up to 10.
    node.end()
    expect(node.operator.stateKeys?.()).toBe(2)
    expect(node.push([event('a', 100, 9)])).toEqual([])
    expect(node.late).toEqual({ counted: 1, left: 1, untimed: 0 })
  })

  it('goes on after a restart as if there had been none', () => {
    const whole = bench(
      'aggregate',
      { ...tumbling, mode: 'update', watermark: '5 minutes' },
      events,
    )
    const cut = bench('aggregate', { ...tumbling, mode: 'update', watermark: '5 minutes' }, events)
    const steps = [
      [event('a', 1, 1)],
      [event('b', 2, 12), event('a', 3, 4)],
      [event('a', 5, 20)],
      [event('a', 7, 11), event('c', 1, 2)],
    ]
    let now = cut
    for (const step of steps) {
      expect(now.push(step)).toEqual(whole.push(step))
      now = now.again()
    }
    expect(now.operator.stateKeys?.()).toBe(whole.operator.stateKeys?.())
  })
})

describe('append mode', () => {
  it('gives each window out once, when nothing can change it any more', () => {
    const node = bench('aggregate', { ...tumbling, mode: 'append', watermark: '5 minutes' }, events)
    expect(node.push([event('a', 1, 1), event('a', 2, 9)])).toEqual([])
    expect(node.push([event('a', 4, 14)])).toEqual([])
    expect(node.push([event('a', 8, 15)])).toEqual([])
    // The watermark has reached 10, so a batch follows although there is no row.
    expect(node.end()).toMatchObject([
      { window_start: iso(0), window_end: iso(10 * MINUTE), n: 2, sum: 3 },
    ])
    expect(node.push([event('a', 16, 16)])).toEqual([])
    const again = node.again()
    expect(again.push([event('a', 1, 40)])).toEqual([])
    expect(again.end()).toMatchObject([{ window_start: iso(10 * MINUTE), n: 3, sum: 28 }])
  })

  it('gives nothing out twice when a new life takes the lateness away', () => {
    const settings = { ...tumbling, mode: 'append', watermark: '0 s' }
    const before = bench('aggregate', { ...settings, lateness: '1 hour' }, events)
    before.push([event('a', 1, 1), event('b', 1, 12)])
    expect(before.end()).toMatchObject([{ window_start: iso(0), n: 1 }])
    const state = before.operator.snapshot?.(true) ?? {}
    const saved = { keys: new Map(pairsOf(state)), facts: state.facts }
    const after = bench('aggregate', settings, events, saved)
    expect(after.push([event('b', 1, 13)])).toEqual([])
    after.push([event('b', 1, 40)])
    expect(after.end()).toMatchObject([{ window_start: iso(10 * MINUTE), n: 2 }])
    expect(after.operator.stateKeys?.()).toBe(1)
  })

  it('closes windows of the clock by the clock alone', () => {
    const daily = {
      by: {},
      compute: { n: 'count(*)' },
      window: { calendar: 'day' },
      time: 'processing',
      mode: 'append',
    }
    const node = bench('aggregate', daily, { ...events, zone: 'America/Sao_Paulo' })
    const evening = Date.parse('2025-05-12T02:59:50Z')
    node.at(evening)
    expect(node.push([event('a', 1, 0), event('b', 1, 0)])).toEqual([])
    expect(node.operator.wakeAt?.()).toBe(evening + 10_000)
    expect(node.again().at(evening + 10_000)).toEqual([
      { window_start: '2025-05-11T03:00:00.000Z', window_end: '2025-05-12T03:00:00.000Z', n: 2 },
    ])
  })
})

describe('complete mode', () => {
  it('keeps every window, however late', () => {
    const node = bench(
      'aggregate',
      { ...tumbling, mode: 'complete', watermark: '1 minute' },
      events,
    )
    node.push([event('a', 1, 100)])
    expect(node.push([event('a', 1, 1)])).toMatchObject([{ window_start: iso(0), n: 1 }])
    expect(node.operator.stateKeys?.()).toBe(2)
  })
})

describe('hopping and sliding totals', () => {
  it('counts a row in every hopping window that holds it', () => {
    const hopping = {
      ...tumbling,
      window: { hopping: '10 minutes', every: '5 minutes' },
      mode: 'update',
    }
    expect(bench('aggregate', hopping, events).push([event('a', 3, 7)])).toMatchObject([
      { window_start: iso(0), sum: 3 },
      { window_start: iso(5 * MINUTE), sum: 3 },
    ])
  })

  const sliding = {
    by: { k: 'k' },
    compute: { n: 'count(*)' },
    window: { sliding: ['5 minutes', '30 minutes'] },
    time: 'at',
    mode: 'update',
  }
  const counts = (rows: unknown[]) => rows.map(row => Object.values(row ?? {}))

  it('shrinks as time passes, also when the clock is moved far at once, and after a restart', () => {
    const node = bench('aggregate', sliding, events)
    node.at(10 * MINUTE)
    expect(counts(node.push([event('a', 1, 6), event('a', 1, 9)]))).toEqual([
      ['5 minutes', 'a', 2],
      ['30 minutes', 'a', 2],
    ])
    expect(counts(node.at(11 * MINUTE + SECOND))).toEqual([
      ['5 minutes', 'a', 1],
      ['30 minutes', 'a', 2],
    ])
    const moved = node.again()
    expect(counts(moved.at(25 * MINUTE))).toEqual([
      ['5 minutes', 'a', 0],
      ['30 minutes', 'a', 2],
    ])
    expect(counts(node.at(25 * MINUTE))).toEqual([
      ['5 minutes', 'a', 0],
      ['30 minutes', 'a', 2],
    ])
    expect(counts(node.at(36 * MINUTE + SECOND))).toEqual([
      ['5 minutes', 'a', 0],
      ['30 minutes', 'a', 1],
    ])
  })

  it('leaves out what is older than the longest window', () => {
    const node = bench('aggregate', sliding, events)
    node.at(100 * MINUTE)
    expect(node.push([event('a', 1, 1)])).toEqual([])
    expect(node.operator.stateKeys?.()).toBe(0)
  })
})

describe('hopping windows with gaps', () => {
  it('are refused, as Spark refuses them, and so are hops without number', () => {
    const hop = (size: string, every: string) =>
      bench('aggregate', { ...tumbling, window: { hopping: size, every }, mode: 'update' }, events)
        .problems
    expect(hop('5 minutes', '10 minutes')).toEqual(['lab-window-hop'])
    expect(hop('1 d', '1 ms')).toEqual(['lab-window-hop'])
    expect(hop('5 minutes', '5 minutes')).toEqual([])
  })
})

describe('a trigger', () => {
  it('gives results out no oftener than it says, and at the end at once', () => {
    const node = bench(
      'aggregate',
      { by: { k: 'k' }, compute: { n: 'count(*)' }, mode: 'update', trigger: '10 s' },
      events,
    )
    node.at(SECOND)
    expect(node.push([event('a', 1, 0)])).toHaveLength(0)
    expect(node.at(9 * SECOND)).toEqual([])
    expect(node.at(10 * SECOND)).toEqual([{ k: 'a', n: 1 }])
    node.push([event('a', 1, 0)])
    expect(node.operator.wakeAt?.()).toBe(20 * SECOND)
    expect(node.end(true)).toEqual([{ k: 'a', n: 2 }])
  })
})

describe('partitions that are idle', () => {
  const lanes = ['in0>it/0', 'in0>it/1']
  let lane = ''
  const node = (more: object) =>
    bench(
      'aggregate',
      { ...tumbling, mode: 'append', watermark: '0 s', watermarkBy: 'partition', ...more },
      { ...events, lanes: { lane: () => lane, lanes: () => lanes } },
    )
  const feed = (to: Bench, partition: number, minutes: number) => {
    lane = lanes[partition] ?? ''
    to.feed([event('a', 1, minutes)])
  }

  it('move the watermark at the next border of a trigger, though none brings a row any more', () => {
    let it = node({ idle: '10 s', trigger: '1 minute' })
    it.at(SECOND)
    it.at(58 * SECOND)
    feed(it, 1, 1)
    it.at(59 * SECOND)
    feed(it, 0, 20)
    expect(it.at(60 * SECOND)).toEqual([])
    expect(it.operator.wakeAt?.()).toBe(68 * SECOND)
    expect(it.microBatch(68 * SECOND, [], false)).toEqual({ out: [], noted: true })
    expect(it.microBatch(69 * SECOND, [], false)).toEqual({ out: [], noted: false })
    it = it.again()
    expect(it.operator.wakeAt?.()).toBe(120 * SECOND)
    expect(it.at(120 * SECOND)).toEqual([])
    expect(it.operator.wakeAt?.()).toBe(120 * SECOND)
    expect(it.at(120 * SECOND)).toMatchObject([{ window_start: iso(0), n: 1 }])
    expect(it.operator.wakeAt?.()).toBeUndefined()
  })

  it('are waited for anew after a stop, however long it was', () => {
    let it = node({ idle: '10 s' })
    const batch = (ms: number, partition: number, minutes: number) => {
      lane = lanes[partition] ?? ''
      it.microBatch(ms, [event('a', 1, minutes)], false)
    }
    batch(SECOND, 0, 1)
    batch(2 * SECOND, 1, 1)
    it = it.again()
    it.operator.resumed?.(60 * SECOND)
    // What waited in the partitions comes in several batches.
    batch(60 * SECOND, 0, 30)
    batch(61 * SECOND, 0, 31)
    batch(62 * SECOND, 1, 2)
    expect(it.late.left).toBe(0)
    it.at(63 * SECOND)
    // Nothing more of it comes: then it is idle.
    expect(it.operator.wakeAt?.()).toBe(71 * SECOND)
  })
})

describe('aggregates', () => {
  const by = (compute: Record<string, string>) =>
    bench('aggregate', { by: { k: 'k' }, compute, mode: 'complete' }, events)
  const rows = [
    event('a', 5, 3),
    event('a', 1, 1),
    event('a', 5, 2),
    { k: 'a', v: null, at: null },
    event('b', 9, 9),
  ]

  it('count, sum, avg, min, max, count distinct, first, last and the most frequent', () => {
    const node = by({
      n: 'count(*)',
      known: 'count(v)',
      sum: 'sum(v)',
      avg: 'avg(v)',
      low: 'min(v)',
      high: 'max(v)',
      kinds: 'count(distinct v)',
      first: 'first(v)',
      last: 'last(v)',
    })
    expect(node.push(rows)).toEqual([
      {
        k: 'a',
        n: 4,
        known: 3,
        sum: 11,
        avg: 11 / 3,
        low: 1,
        high: 5,
        kinds: 2,
        first: 5,
        last: null,
      },
      { k: 'b', n: 1, known: 1, sum: 9, avg: 9, low: 9, high: 9, kinds: 1, first: 9, last: 9 },
    ])
    const again = node.again()
    expect(again.push([event('a', 7, 1), event('a', 1, 1)])).toMatchObject([
      { n: 6, sum: 19, kinds: 3, low: 1, high: 7, last: 1 },
    ])
  })

  it('top-k keeps its order over a restart', () => {
    const node = by({ top: 'top_k(v, 2)' })
    expect(node.problems).toEqual([])
    const before = node.push([
      event('a', 3, 0),
      event('a', 3, 0),
      event('a', 8, 0),
      event('a', 8, 0),
      event('a', 8, 0),
      event('a', 1, 0),
    ])
    expect(before).toMatchObject([
      {
        top: [
          { value: 8, count: 3 },
          { value: 3, count: 2 },
        ],
      },
    ])
    const after = node.again().push([event('a', 3, 0), event('a', 3, 0)])
    expect(after).toMatchObject([
      {
        top: [
          { value: 3, count: 4 },
          { value: 8, count: 3 },
        ],
      },
    ])
  })

  it('one total over everything', () => {
    const node = bench(
      'aggregate',
      { by: {}, compute: { n: 'count(*)' }, mode: 'complete' },
      events,
    )
    expect(node.push(rows)).toEqual([{ n: 5 }])
  })
})
