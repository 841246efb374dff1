import { describe, expect, it } from 'vitest'
import { LagHistory, trendOf } from './lag-history'

const points = (lags: number[]) => lags.map((lag, at) => ({ at, lag }))

describe('lag', () => {
  it('stays bounded and forgets a group', () => {
    const history = new LagHistory()
    for (let i = 0; i < 400; i++) history.add('g/t/0', i, i)
    history.add('h/t/0', 1, 1)
    expect(history.of('g/t/0')).toHaveLength(150)
    expect(history.of('g/t/0').at(-1)).toEqual({ at: 399, lag: 399 })
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
})
