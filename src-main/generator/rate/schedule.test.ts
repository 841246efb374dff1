// The schedule under a controlled clock: nothing here sleeps.
import { describe, expect, it } from 'vitest'
import { parseDuration, parseRate, printRate, rateSchema, type Rate } from '@shared/lab'
import { RateSchedule } from './schedule'

const T0 = 1_700_000_000_000

describe('rates as written', () => {
  it.each([
    ['max', Infinity],
    ['10', 10],
    ['2/s', 2],
    ['1 / 5 s', 0.2],
    ['30/min', 0.5],
    ['1 per 2 seconds', 0.5],
    ['5k/s', 5000],
    [0.5, 0.5],
    ['0/s', 0],
  ])('%s', (text, perSecond) => {
    expect(parseRate(text)).toBeCloseTo(perSecond)
    expect(parseRate(printRate(parseRate(text) ?? 0))).toBeCloseTo(perSecond)
  })

  it('refuses what is none', () => {
    for (const text of ['', 'fast', '-1', '1/', '1/0 s', '1 / x', NaN, -2])
      expect(parseRate(text)).toBeUndefined()
    expect(rateSchema.safeParse({ steps: [{ rate: 'max', for: '1 s' }] }).success).toBe(false)
    expect([
      parseDuration('500 ms'),
      parseDuration('2 min'),
      parseDuration('1h'),
      parseDuration(3),
      parseDuration('1 year'),
    ]).toEqual([500, 120_000, 3_600_000, 3000, undefined])
  })
})

const shapes: readonly Rate[] = [
  '7/s',
  '1 / 5 s',
  {
    steps: [
      { rate: '2/s', for: '10 s' },
      { rate: 0, for: '5 s' },
      { rate: '9/s', for: '3 s' },
    ],
    repeat: true,
  },
  {
    steps: [
      { rate: '2/s', for: '10 s' },
      { rate: '5/s', for: '1 s' },
    ],
  },
  {
    steps: [
      { rate: 0, for: '4 s' },
      { rate: '5/s', for: '1 s' },
    ],
  },
  { burst: { rate: '20/s', for: '2 s', every: '10 s', base: '1/s' } },
  { burst: { rate: '20/s', for: '2 s', every: '10 s' } },
  { sine: { low: '1/s', high: '9/s', period: '20 s' } },
  { sine: { low: 0, high: '9/s', period: '20 s' } },
  { day: { low: '1/s', high: '5/s', length: '1 min', peak: 18, start: 6 } },
  { recorded: { csv: 'seconds,rate\n0,2\n10,0\n15,9\n20,1', repeat: true } },
  { recorded: { csv: '12:00:00\n12:00:03\n12:00:03\n12:00:05.5\n12:00:07', repeat: true } },
]

describe('every shape', () => {
  it.each(shapes)('%j: due grows with time and agrees with the events’ own times', rate => {
    const schedule = RateSchedule.start(rate, T0)
    let before = 0
    for (let ms = 0; ms <= 120_000; ms += 97) {
      const due = schedule.due(T0 + ms)
      expect(due).toBeGreaterThanOrEqual(before)
      if (due > 0) expect(schedule.timeOf(due - 1)).toBeLessThanOrEqual(T0 + ms + 1)
      expect(schedule.timeOf(due)).toBeGreaterThanOrEqual(T0 + ms - 1)
      before = due
    }
    const mean = schedule.due(T0 + 120_000) / 120
    expect(mean).toBeGreaterThan(0.1)
  })

  it('a sine starts low and swings', () => {
    const schedule = RateSchedule.start({ sine: { low: '1/s', high: '9/s', period: '20 s' } }, T0)
    expect([0, 5, 10, 15, 20].map(s => Math.round(schedule.rateAt(T0 + s * 1000)))).toEqual([
      1, 5, 9, 5, 1,
    ])
    const day = RateSchedule.start(
      { day: { low: 0, high: '10/s', peak: 12, start: 0, length: '24 s' } },
      T0,
    )
    expect(Math.round(day.rateAt(T0 + 12_000))).toBe(10)
    expect(Math.round(day.rateAt(T0))).toBe(0)
  })
})

describe('a recording', () => {
  const times = (csv: string, ms: readonly number[], repeat = false) => {
    const schedule = RateSchedule.start({ recorded: { csv, repeat } }, T0)
    return ms.map(at => schedule.due(T0 + at))
  }

  it('of moments makes its events at these moments, then no more', () => {
    const csv =
      'at\n2026-03-01 10:00:00\n2026-03-01 10:00:02\n2026-03-01 10:00:02\n2026-03-01 10:00:06'
    expect(times(csv, [0, 1999, 2000, 5999, 6000, 60_000])).toEqual([1, 1, 3, 3, 4, 4])
    const schedule = RateSchedule.start({ recorded: { csv } }, T0)
    expect([0, 1, 2, 3].map(seq => schedule.timeOf(seq) - T0)).toEqual([0, 2000, 2000, 6000])
    // A round ends so long after its last event as events lie apart in the mean.
    expect(times(csv, [7999, 8000, 10_000], true)).toEqual([4, 5, 7])
  })

  it('of rates keeps each one until the next line', () => {
    const csv = '0;10\n2;0\n4;1/s'
    expect(times(csv, [0, 1000, 3999, 4000, 5000, 6000, 60_000])).toEqual([
      1, 11, 20, 21, 22, 22, 22,
    ])
  })

  it.each([
    ['one line', '0,5'],
    ['no length', '3\n3\n3'],
    ['backwards', '0,5\n10,5\n9,5'],
    ['no rate', '0,5\n10,fast'],
    ['max', '0,5\n10,max'],
    ['three columns', '0,5,1\n10,5,1'],
    ['another count of columns', '0,5\n10'],
    ['words', 'a\nb\nc'],
  ])('is refused with %s', (_, csv) => {
    expect(rateSchema.safeParse({ recorded: { csv } }).success).toBe(false)
  })
})

describe('limits', () => {
  it('by events, and by active time', () => {
    const events = RateSchedule.start('max', T0, { events: 10 })
    expect(events.due(T0)).toBe(10)
    expect([events.finished(9, T0), events.finished(10, T0)]).toEqual([false, true])
    const timed = RateSchedule.start('1/s', T0, { duration: '10 s' })
    expect([
      timed.due(T0),
      timed.due(T0 + 9999),
      timed.due(T0 + 10_000),
      timed.due(T0 + 60_000),
    ]).toEqual([1, 10, 10, 10])
    expect([
      timed.finished(9, T0 + 10_000),
      timed.finished(10, T0 + 9999),
      timed.finished(10, T0 + 10_000),
    ]).toEqual([false, false, true])
    timed.pause(T0 + 4000, 5)
    timed.resume(T0 + 100_000, 5)
    expect(timed.due(T0 + 105_999)).toBe(10)
    expect(timed.finished(10, T0 + 106_000)).toBe(true)
    const max = RateSchedule.start('max', T0, { duration: '1 s' })
    expect(max.finished(12345, T0 + 1000)).toBe(true)
  })
})

describe('changes', () => {
  it('act at once, without a backlog and without an event too many', () => {
    const schedule = RateSchedule.start('1/s', T0)
    expect(schedule.due(T0 + 2500)).toBe(3)
    schedule.change('100/s', T0 + 2500, 3)
    expect(schedule.due(T0 + 2500)).toBe(3)
    expect(schedule.due(T0 + 2600)).toBe(13)
    // Far behind: 13 were due, 5 were made.
    schedule.change('1/s', T0 + 2600, 5)
    expect([schedule.due(T0 + 2600), schedule.due(T0 + 3600)]).toEqual([5, 6])
  })

  it('a slider moved a thousand times makes no events and no pile of segments', () => {
    const schedule = RateSchedule.start('1 / 5 s', T0)
    for (let i = 0; i < 1000; i++) schedule.change(`${1 + (i % 7)} / 60 s`, T0 + i, 1)
    expect(schedule.due(T0 + 1000)).toBe(1)
    expect(schedule.snapshot().segments.length).toBeLessThanOrEqual(3)
  })

  it('max to fixed and back; pause and resume; a change while paused', () => {
    const schedule = RateSchedule.start('max', T0)
    expect(schedule.due(T0 + 5)).toBe(Infinity)
    schedule.change('10/s', T0 + 1000, 5000)
    expect([schedule.due(T0 + 1000), schedule.due(T0 + 1100), schedule.due(T0 + 2000)]).toEqual([
      5000, 5001, 5010,
    ])
    schedule.pause(T0 + 2000, 5010)
    expect([
      schedule.due(T0 + 99_000),
      schedule.nextDueMs(5010),
      schedule.rateAt(T0 + 3000),
    ]).toEqual([5010, Infinity, 10])
    schedule.change('1/s', T0 + 3000, 5010)
    expect(schedule.paused).toBe(true)
    schedule.resume(T0 + 10_000, 5010)
    expect([schedule.due(T0 + 10_000), schedule.due(T0 + 11_000)]).toEqual([5010, 5011])
    expect(schedule.nextDueMs(5010)).toBe(T0 + 11_000)
  })

  it('a shape goes on where it was after a pause, and begins anew when it is set', () => {
    const steps = {
      steps: [
        { rate: 10, for: '10 s' },
        { rate: 1, for: '10 s' },
      ],
    }
    const schedule = RateSchedule.start(steps, T0)
    schedule.pause(T0 + 9000, 91)
    schedule.resume(T0 + 60_000, 91)
    expect([schedule.rateAt(T0 + 60_500), schedule.rateAt(T0 + 61_500)]).toEqual([10, 1])
    expect(schedule.curveMsAt(T0 + 60_500)).toBe(9500)
    schedule.change(steps, T0 + 62_000, schedule.due(T0 + 62_000))
    expect([schedule.rateAt(T0 + 62_000), schedule.curveMsAt(T0 + 62_000)]).toEqual([10, 0])
  })

  it.each(shapes)('%j: a restart makes the same gaps as if there had been none', rate => {
    const whole = RateSchedule.start(rate, T0)
    for (const made of [1, 8, 14]) {
      const first = RateSchedule.start(rate, T0)
      const later = RateSchedule.restore(JSON.parse(JSON.stringify(first.snapshot())))
      later.restart(T0 + 500_000, made)
      const gaps = (schedule: RateSchedule) =>
        Array.from(
          { length: 8 },
          (_, i) => schedule.timeOf(made + i + 1) - schedule.timeOf(made + i),
        )
      if (whole.timeOf(made + 8) === Infinity) continue
      const moved = gaps(later).map((gap, i) => Math.abs(gap - (gaps(whole)[i] ?? 0)))
      // Times are whole milliseconds.
      expect(Math.max(...moved)).toBeLessThanOrEqual(1)
    }
  })

  it('max keeps the times of its events over a restart', () => {
    const schedule = RateSchedule.start({ max: { clock: '10/s' } }, T0)
    schedule.restart(T0 + 500_000, 30)
    expect([schedule.timeOf(29), schedule.timeOf(31)]).toEqual([T0 + 2900, T0 + 3100])
  })

  it('event times never go back and survive a restart', () => {
    const schedule = RateSchedule.start('3/s', T0)
    let made = 0
    let now = T0
    const acts: readonly (() => void)[] = [
      () => schedule.change('50/s', now, made),
      () => schedule.pause(now, made),
      () => schedule.resume(now, made),
      () => schedule.change('max', now, made),
      () => schedule.change({ sine: { low: '1/s', high: '20/s', period: '4 s' } }, now, made),
      () => schedule.change('2/s', now, made),
    ]
    for (let step = 0; step < 60; step++) {
      now += 700
      made = Math.min(schedule.due(now), made + 200)
      acts[step % acts.length]?.()
    }
    const restored = RateSchedule.restore(JSON.parse(JSON.stringify(schedule.snapshot())))
    let last = 0
    for (let seq = 0; seq < made; seq++) {
      const time = schedule.timeOf(seq)
      expect(time).toBeGreaterThanOrEqual(last)
      expect(restored.timeOf(seq)).toBe(time)
      last = time
    }
    expect(restored.due(now + 5000)).toBe(schedule.due(now + 5000))
  })
})

describe('history first, then live', () => {
  const day = 86_400_000
  const rate: Rate = { sine: { low: '0.5/min', high: '1.5/min', period: '6 h' } }
  const begin = () => RateSchedule.start(rate, T0 - day, {}, T0)
  const timesOf = (schedule: RateSchedule, count: number) =>
    Array.from({ length: count }, (_, seq) => schedule.timeOf(seq))

  it('owes all of history at once, and each event has the time that it would have had', () => {
    const schedule = begin()
    const due = schedule.due(T0)
    expect(Math.abs(due - 1440)).toBeLessThanOrEqual(1)
    expect([schedule.timeOf(0), schedule.timeOf(due - 1) <= T0]).toEqual([T0 - day, true])
    expect([schedule.isPast(0), schedule.isPast(due + 1)]).toEqual([true, false])
    expect(schedule.due(T0 + 3_600_000)).toBeGreaterThan(due)
  })

  it('leaves nothing out over a restart, a jump of the clock or a pause in the middle', () => {
    const whole = timesOf(begin(), 1400)
    const acts: readonly ((schedule: RateSchedule) => void)[] = [
      schedule => schedule.restart(T0 + 60_000, 500),
      schedule => schedule.skip(T0 + 60_000, 500),
      schedule => {
        schedule.pause(T0 + 5000, 500)
        expect(schedule.due(T0 + 9000)).toBe(500)
        schedule.resume(T0 + 60_000, 500)
      },
    ]
    for (const act of acts) {
      const schedule = begin()
      act(schedule)
      const restored = RateSchedule.restore(JSON.parse(JSON.stringify(schedule.snapshot())))
      const apart = timesOf(restored, 1400).map((time, seq) => Math.abs(time - (whole[seq] ?? 0)))
      expect(Math.max(...apart)).toBeLessThanOrEqual(5)
      expect(restored.due(T0 + 60_000)).toBeGreaterThanOrEqual(1439)
    }
  })

  it('takes another rate from the last event on', () => {
    const schedule = begin()
    schedule.change('1/min', T0, 500)
    const gaps = [600, 601, 602].map(seq => schedule.timeOf(seq + 1) - schedule.timeOf(seq))
    expect(gaps).toEqual([60_000, 60_000, 60_000])
    expect(schedule.timeOf(500)).toBeLessThan(T0)
  })
})

it.each([...shapes, 'max'])('counts the events that exist by a moment: %j', rate => {
  const schedule = RateSchedule.start(rate, T0, { events: 60 })
  schedule.skip(T0 + 3000, Math.min(4, schedule.due(T0 + 3000)))
  for (let seq = 0; seq < 60; seq++) {
    const time = schedule.timeOf(seq)
    // Its own time is a whole millisecond, perhaps one too early.
    expect(schedule.countAt(time + 1)).toBeGreaterThan(seq)
    const there = schedule.countAt(time)
    if (there > 0) expect(schedule.timeOf(there - 1)).toBeLessThanOrEqual(time)
  }
  expect(schedule.countAt(T0 - 1)).toBe(0)
  expect(schedule.countAt(T0 + 1e9)).toBeLessThanOrEqual(60)
})
