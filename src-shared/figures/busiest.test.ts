// The busiest node, and partitions and keys with far more than their part.
import { expect, it } from 'vitest'
import type { GraphStat } from '../contract'
import { busiestOf, keySkewsOf, skewsOf } from './busiest'

const stat = (key: string, more: Partial<GraphStat>): GraphStat => ({
  ...{ key, ratePerSecond: 0, total: 1000, errors: 0 },
  ...more,
})

it('names the node with most of a processor, and none when nothing is busy', () => {
  const busy = [stat('node:a', { busy: 0.3 }), stat('node:b', { busy: 0.6 }), stat('edge:a>b', {})]
  expect(busiestOf(busy)).toEqual({ node: 'b', busy: 0.6 })
  expect(busiestOf([stat('node:a', { busy: 0.04 })])).toBeUndefined()
})

it('names the partition that has far more than its part', () => {
  const skew = { partition: 2, share: 0.7, partitions: 3 }
  const even = { partition: 0, share: 0.34, partitions: 3 }
  expect(skewsOf([stat('edge:orders>parse', { skew })])).toEqual(new Map([['orders', skew]]))
  expect(skewsOf([stat('edge:orders>parse', { skew: even })]).size).toBe(0)
  expect(skewsOf([stat('edge:orders>parse', { skew, total: 20 })]).size).toBe(0)
})

it('names the key that has nearly half of a node’s rows, where there are others', () => {
  const named = (share: number, keys: number) =>
    keySkewsOf([stat('node:totals', { keySkew: { key: 'Rome', share, keys } })]).get('totals')?.key
  expect(named(0.6, 40)).toBe('Rome')
  expect(named(0.1, 900)).toBeUndefined()
  expect(named(1, 1)).toBeUndefined()
  expect(named(0.5, 3)).toBeUndefined()
})
