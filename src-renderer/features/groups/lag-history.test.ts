import { describe, expect, it } from 'vitest'
import { behindMs, LagHistory, trendOf } from './lag-history'

/** One point every two seconds, as the page polls. */
const points = (lags: number[]) => lags.map((lag, n) => ({ at: n * 2000, lag, latest: 1000 + lag }))

describe('lag', () => {
  it('stays bounded and forgets a group', () => {
    const history = new LagHistory()
    for (let i = 0; i < 400; i++) history.add('g/t/0', { at: i, lag: i, latest: i })
    history.add('h/t/0', { at: 1, lag: 1, latest: 1 })
    expect(history.of('g/t/0')).toHaveLength(150)
    expect(history.of('g/t/0').at(-1)).toEqual({ at: 399, lag: 399, latest: 399 })
    history.forget('g/')
    expect(history.of('g/t/0')).toEqual([])
    expect(history.of('h/t/0')).toHaveLength(1)
  })

  it('has a trend only when it is one', () => {
    expect(trendOf(points([0, 3, 0, 4, 0, 2, 3, 0, 1]))).toBe('steady')
    expect(trendOf(points([0, 10, 20, 30, 40, 50]))).toBe('falling-behind')
    expect(trendOf(points([500, 400, 300, 200, 100, 0]))).toBe('catching-up')
    expect(trendOf(points([100]))).toBe('steady')
  })

  it('sees a small lag double', () => {
    expect(trendOf(points([2, 2, 3, 2, 3, 3, 3, 3, 4, 3, 4, 4]))).toBe('falling-behind')
  })

  it('sees a rise that follows a long rest', () => {
    const rest = Array.from({ length: 120 }, () => 100)
    const rise = Array.from({ length: 12 }, (_, n) => 100 + n * 2)
    expect(trendOf(points([...rest, ...rise]))).toBe('falling-behind')
  })

  it('takes the sawtooth of a trigger for steady', () => {
    const saw = Array.from({ length: 30 }, (_, n) => (n % 5) * 20)
    expect(trendOf(points(saw))).toBe('steady')
  })

  it('tells how long ago the log ended where the group stands', () => {
    const log = [100, 110, 120, 130].map((latest, n) => ({ at: n * 1000, lag: 0, latest }))
    expect(behindMs([...log, { at: 4000, lag: 25, latest: 140 }])).toBe(2500)
    expect(behindMs([...log, { at: 4000, lag: 0, latest: 140 }])).toBe(0)
    expect(behindMs([...log, { at: 4000, lag: 60, latest: 140 }])).toBeUndefined()
  })
})
