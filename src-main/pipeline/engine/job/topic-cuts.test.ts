import { expect, it } from 'vitest'
import { filledInTurn, TopicCuts } from './topic-cuts'

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

it('a query that only passes dead letters on does not count beside one that works', () => {
  const cuts = new TopicCuts()
  const letters = (n: number, at: number) => ({
    ...batch('read-dead', n, { again: { 0: at } }),
    counts: { 'read|dead': 0 },
  })
  cuts.take(letters(0, 3))
  expect(cuts.of(['again'])).toEqual({ again: [{ 0: 3 }] })
  cuts.take(batch('read', 0, { again: { 0: 2 } }))
  cuts.take(letters(1, 5))
  cuts.take(batch('read', 1, { again: { 0: 5 } }))
  expect(cuts.of(['again'])).toEqual({ again: [{ 0: 2 }, { 0: 5 }] })
  // By its name alone a query may be anything.
  cuts.take(batch('un-dead', 0, { again: { 0: 5 } }))
  expect(cuts.of(['again'])).toEqual({})
})

it('a topic that a job fills is full in its turn, unless it is behind itself', () => {
  const job = (from: readonly string[], topics: readonly string[]) => ({
    inputs: from.map(each => ({ id: `${each}-in`, from: each, to: 'step', port: 'out' })),
    topics,
  })
  const chain = [job(['orders'], ['again']), job(['again'], ['last']), job(['last'], [])]
  const filled = new Set(['orders'])
  expect(filledInTurn(filled, chain)).toEqual(['orders', 'again', 'last'])
  expect(filledInTurn(filled, [job(['orders', 'again'], ['again'])])).toEqual(['orders'])
  expect(filledInTurn(filled, [job(['orders', 'last'], ['again']), ...chain.slice(1)])).toEqual([
    'orders',
  ])
  // Others fill it, who knows when.
  expect(filledInTurn(filled, [job(['outer'], ['again']), job(['again'], [])])).toEqual([])
})
