import { expect, it } from 'vitest'
import { struct } from '@shared/expr'
import { Side, type Waiting } from './side'

const MANY = 30_000

it('gives up all rows of a key at once, however many it has', () => {
  const side = new Side('l', struct({}))
  const rows = Array.from({ length: MANY }, (_, id): Waiting => ({
    id,
    row: {},
    time: id,
    matched: id % 2 === 0,
  }))
  for (const row of rows) side.add('busy', row)
  side.add(undefined, { id: MANY, row: {}, time: 0, matched: false })
  expect(side.giveUp(MANY - 2).map(({ id }) => id)).toEqual([
    ...rows.slice(0, -2).map(({ id }) => id),
    MANY,
  ])
  expect(side.of('busy')).toEqual(rows.slice(-2))
  expect([side.size, side.unmatched]).toEqual([2, 1])
  expect(side.giveUp(Infinity)).toHaveLength(2)
  expect([side.size, side.unmatched, side.snapshot(false).deleted.length]).toEqual([
    ...[0, 0, MANY + 1],
  ])
})
