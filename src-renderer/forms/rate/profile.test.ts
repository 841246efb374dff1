// A rate profile as its form has it: each kind is a rate of the lab file, changing the kind keeps about
// as many records, and the picture shows the part that is coming.
import { describe, expect, it } from 'vitest'
import { rateSchema } from '@shared/lab'
import { asRateKind, kindOfRate, pictureOf, RATE_KINDS, rateIn } from './profile'

describe('kinds', () => {
  it.each(RATE_KINDS)('%s is a rate that the lab file takes, from any other kind', kind => {
    for (const from of RATE_KINDS) {
      const rate = asRateKind(kind, asRateKind(from, '20/s'))
      expect(rateSchema.safeParse(rate).success).toBe(true)
      expect(kindOfRate(rate)).toBe(kind)
    }
  })

  it('goes on from the rate that is there', () => {
    expect(asRateKind('sine', '20/s')).toEqual({
      sine: { low: '4/s', high: '36/s', period: '1 min' },
    })
    expect(asRateKind('steady', asRateKind('sine', '20/s'))).toBe(20)
    expect(asRateKind('burst', 'max')).toMatchObject({ burst: { base: '1/s' } })
  })
})

describe('the picture', () => {
  const burst = { burst: { rate: '200/s', for: '10 s', every: '1 min', base: '20/s' } }

  it('shows two rounds of a burst, with their mean and sum', () => {
    const picture = pictureOf(burst)
    expect(picture).toMatchObject({ fromMs: 0, spanMs: 120_000, events: 6000, mean: 50 })
    expect(picture?.most).toBeCloseTo(200)
  })

  it('turns like a page: now is in its first half', () => {
    for (const now of [0, 59_999, 60_000, 3_000_000]) {
      const { fromMs = 0, spanMs = 0 } = pictureOf(burst, now) ?? {}
      expect(now - fromMs).toBeGreaterThanOrEqual(0)
      expect(now - fromMs).toBeLessThan(spanMs / 2)
    }
  })

  it('needs a curve: a steady rate and half-written settings have none', () => {
    expect(pictureOf('20/s')).toBeUndefined()
    expect(pictureOf({ sine: { low: 'x', high: '9/s', period: '1 min' } })).toBeUndefined()
  })

  it('shows events of one moment', () => {
    const most = pictureOf({ recorded: { csv: '0\n5\n5\n5\n10' } })?.most ?? 0
    expect(most).toBeGreaterThan(10)
  })
})

it('reads a rate with a number as it is written', () => {
  const texts = ['20/s', ' 5 ', '0,5', '0,5/min', 'max', 'fast']
  expect(texts.map(rateIn)).toEqual(['20/s', 5, 0.5, '0.5/min', undefined, undefined])
})
