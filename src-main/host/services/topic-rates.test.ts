import { expect, it } from 'vitest'
import type { TopicSummary } from '@shared/contract'
import { TopicRates } from './topic-rates'

type RecordsAt = (ms: number) => number

/** Looks every 2 s at a topic that has so many records at that time. */
const looksAt = (recordsAt: RecordsAt, count: number) =>
  looksWhen(
    recordsAt,
    Array.from({ length: count }, (_, look) => look * 2000),
  )

function looksWhen(recordsAt: RecordsAt, times: readonly number[]): (number | undefined)[] {
  const rates = new TopicRates()
  return times.map(at => {
    const topic: TopicSummary = {
      name: 't',
      partitions: 1,
      records: recordsAt(at),
    } as TopicSummary
    return rates.add('c', [topic], at)[0]?.ratePerSecond
  })
}

it('knows no rate at the first look, and the mean of the window later', () => {
  expect(looksAt(ms => ms / 100, 4)).toEqual([undefined, 10, 10, 10])
})

it('reads a slow topic by its news, and not by the looks between them', () => {
  const rates = looksAt(ms => Math.floor(ms / 5000), 30).slice(10)
  for (const rate of rates) expect(rate).toBeCloseTo(0.2, 1)
})

it('forgets the first look, which fell between two records, when there are better ones', () => {
  // Records at 0, 5, 10 and 15 s; the first look is right before one.
  const rates = looksWhen(ms => Math.floor(ms / 5000), [4900, 6900, 8900, 10_900, 12_900, 15_900])
  expect(rates.at(-1)).toBeCloseTo(0.2, 1)
})

it('says no more digits than it knows', () => {
  const rates = looksWhen(ms => Math.floor(ms / 300), [0, 2050, 4010, 6100, 8020]).slice(1)
  for (const rate of rates) expect(String(rate)).toMatch(/^3(\.\d)?$|^2\.\d$/)
})

it('falls to nothing when nothing comes any more', () => {
  const rates = looksAt(ms => Math.min(ms, 20_000) / 100, 14)
  expect(rates.slice(10)).toEqual([10, 10, 0, 0])
  const slow = looksAt(ms => Math.floor(Math.min(ms, 20_000) / 5000), 30)
  expect(slow.at(-1)).toBe(0)
})

it('knows only after some seconds that nothing comes', () => {
  const unknown = Array.from({ length: 5 }, () => undefined)
  expect(looksAt(() => 7, 7)).toEqual([...unknown, 0, 0])
})

it('begins anew with a topic that was emptied', () => {
  expect(looksAt(ms => (ms < 4000 ? 100 : ms / 1000), 5)).toEqual([undefined, undefined, 0, 1, 1])
})

it('forgets what was before a long time in which nobody looked', () => {
  const grown: RecordsAt = ms => (ms < 3_600_000 ? 0 : (ms - 3_600_000) / 100)
  const rates = looksWhen(grown, [0, 2000, 3_600_000, 3_602_000, 3_604_000])
  expect(rates).toEqual([undefined, undefined, 0, 10, 10])
})
