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

  it('sees a fall that follows a rise, and the other way round', () => {
    const up = Array.from({ length: 15 }, (_, n) => n * 200)
    const down = Array.from({ length: 8 }, (_, n) => 2800 - n * 250)
    expect(trendOf(points([...up, ...down]))).toBe('catching-up')
    expect(trendOf(points([...down, ...up.map(lag => lag + 1000)]))).toBe('falling-behind')
    expect(trendOf(points([0, 0, 0, 0, 0, 5000, 4000, 3000, 2000, 1000]))).toBe('catching-up')
  })

  it('sees a fall that grows slower, and a long one of a large lag', () => {
    expect(trendOf(points([8000, 4000, 2000, 1000, 500, 250, 125, 60]))).toBe('catching-up')
    const slow = Array.from({ length: 30 }, (_, n) => 1_400_000 - n * 2000)
    expect(trendOf(points(slow))).toBe('catching-up')
  })

  it('is steady once a rise or a fall is over', () => {
    const rest = (lag: number) => Array.from({ length: 8 }, () => lag)
    expect(trendOf(points([0, 500, 1000, 1500, 2000, ...rest(2000)]))).toBe('steady')
    expect(trendOf(points([900, 600, 300, 0, ...rest(0)]))).toBe('steady')
    expect(trendOf(points([...rest(0), ...rest(5000)]))).toBe('steady')
  })

  it('takes the second tooth of a slow trigger for steady until it is the higher one', () => {
    const tooth = (n: number) => Array.from({ length: n }, (_, at) => at * 20)
    expect(trendOf(points([...tooth(15), ...tooth(12)]))).toBe('steady')
    expect(trendOf(points([...tooth(10), ...tooth(20)]))).toBe('falling-behind')
  })

  it('tells how long ago the log ended where the group stands', () => {
    const log = [100, 110, 120, 130].map((latest, n) => ({ at: n * 1000, lag: 0, latest }))
    expect(behindMs([...log, { at: 4000, lag: 25, latest: 140 }])).toBe(2500)
    expect(behindMs([...log, { at: 4000, lag: 0, latest: 140 }])).toBe(0)
    expect(behindMs([...log, { at: 4000, lag: 60, latest: 140 }])).toBeUndefined()
  })
})
