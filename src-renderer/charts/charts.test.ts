import { describe, expect, it } from 'vitest'
import { AxisMax, niceMax, niceStep } from './axis'
import { barsLieDown, leader, slicesOf } from './model'

const data = (n: number) => ({
  categories: Array.from({ length: n }, (_, i) => `c${i}`),
  series: [{ name: 'v', values: Array.from({ length: n }, (_, i) => i + 1) }],
})

describe('axis', () => {
  it('is never below the value and never more than twice it', () => {
    for (let value = 0.013; value < 1e9; value *= 1.37) {
      const max = niceMax(value)
      expect(max).toBeGreaterThanOrEqual(value)
      expect(max).toBeLessThanOrEqual(value * 1.5)
    }
    expect(niceMax(0)).toBe(1)
    expect(niceMax(Number.NaN)).toBe(1)
  })

  it('steps on 1, 2 and 5', () => {
    expect(niceStep(500_000, 5)).toBe(100_000)
    expect(niceStep(24, 4)).toBe(10)
    expect(niceStep(1, 4)).toBe(0.5)
  })

  it('grows at once and shrinks after ten seconds of lower values', () => {
    const axis = new AxisMax()
    expect(axis.next(90, 0)).toBe(100)
    expect(axis.next(130, 100)).toBe(150)
    expect(axis.next(10, 200)).toBe(150)
    expect(axis.next(10, 10_100)).toBe(150)
    expect(axis.next(10, 10_300)).toBe(10)
  })

  it('starts to count anew when the value comes back in between', () => {
    const axis = new AxisMax()
    axis.next(100, 0)
    axis.next(10, 1000)
    axis.next(95, 9000)
    expect(axis.next(10, 12_000)).toBe(100)
  })
})

describe('model', () => {
  it('folds what is beyond seven slices into one', () => {
    expect(slicesOf(data(8), 'Other')).toHaveLength(8)
    const slices = slicesOf(data(20), 'Other')
    expect(slices).toHaveLength(8)
    expect(slices.at(-1)).toEqual({ name: 'Other', value: (13 * 14) / 2, folded: 13 })
    expect(slices.reduce((sum, slice) => sum + slice.value, 0)).toBe(210)
  })

  it('lays bars down when names do not fit, and finds the leader', () => {
    expect(barsLieDown(data(6), 500)).toBe(false)
    expect(barsLieDown(data(30), 500)).toBe(true)
    expect(leader(data(3))).toEqual({ name: 'c2', value: 3 })
    expect(leader({ categories: [], series: [] })).toBeUndefined()
  })
})
