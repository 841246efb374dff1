import { expect, it } from 'vitest'
import { TopicCuts } from './topic-cuts'

const batch = (query: string, n: number, ends: Record<string, Record<string, number>>) => ({
  ...{ query, batch: n, counts: {}, ends },
})

it('the cut of a topic is told where all queries made the same', () => {
  const cuts = new TopicCuts()
  for (const query of ['a', 'b']) {
    cuts.take(batch(query, 1, { orders: { 1: 9, 0: 8 } }))
    cuts.take(batch(query, 0, { orders: { 0: 4, 1: 4 } }))
  }
  cuts.take(batch('a', 2, { clicks: { 0: 5 } }))
  cuts.take(batch('b', 2, { clicks: { 0: 6 } }))
  expect(cuts.of(['orders', 'clicks', 'nobody'])).toEqual({
    orders: [
      { 0: 4, 1: 4 },
      { 0: 8, 1: 9 },
    ],
  })
})
