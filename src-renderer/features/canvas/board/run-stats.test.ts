import { describe, expect, it } from 'vitest'
import type { GraphStat } from '@shared/contract'
import { atRest } from './run-stats'

const stat: GraphStat = {
  key: 'edge:a>b',
  ratePerSecond: 20,
  total: 90,
  errors: 1,
  lag: 3,
  queueFill: 0.5,
}
const rows = new Map([[stat.key, stat]])

describe('the figures of a run', () => {
  it('go on while it runs', () => expect(atRest(rows, 'running')).toBe(rows))
  it('have no rate while it is paused, and what waits still waits', () =>
    expect(atRest(rows, 'paused').get(stat.key)).toEqual({ ...stat, ratePerSecond: 0 }))
  it('are totals alone when it has stopped', () =>
    expect(atRest(rows, 'stopped').get(stat.key)).toMatchObject({
      ratePerSecond: 0,
      total: 90,
      errors: 1,
      lag: undefined,
    }))
})
