// Where a record's way ends and why, which rows belong to the one that is followed, how the path is laid
// out, and how long each step took.
import { describe, expect, it } from 'vitest'
import type { FollowedBranch, FollowedStop, FollowView } from '@shared/contract'
import { MAIN_PORT, type LabEdge } from '@shared/lab'
import { bytesLines } from './bytes-lines'
import { changesOf } from './key-values'
import { cardsAhead, parentsOf, stripOf } from './strip-layout'
import { endOf, endOfBranch, firstChoice, isOnItsWay, rowsTaken } from './way'
import { timesOf } from './way-times'

const edge = (from: string, to: string): LabEdge => ({
  ...{ id: `${from}>${to}`, from, to },
  port: MAIN_PORT,
})
const edges = [
  edge('made', 'orders'),
  edge('orders', 'order'),
  edge('order', 'items'),
  edge('items', 'totals'),
  edge('items', 'seen'),
  edge('totals', 'table'),
  edge('orders', 'big'),
  edge('big', 'alarm'),
]
const stop = (node: string, more: Partial<FollowedStop> = {}): FollowedStop => ({
  ...{ node, input: 0, rowsIn: 1, gave: [], keys: [], dead: [] },
  ...more,
})
const out = (names: readonly string[], ...rows: readonly (readonly string[])[]) => ({
  port: 'out',
  columns: names.map(name => ({ name, type: 'string' })),
  rows,
  count: rows.length,
})
const sink = { columns: [], given: [], stored: [] }
const totals = stop('totals', {
  rowsIn: 2,
  keys: [
    { fields: ['name'], key: ['Lamp'], rows: [0], before: '{"n":1}', after: '{"n":2}' },
    { fields: ['name'], key: ['Desk'], rows: [1], after: '{"n":1}' },
  ],
  gave: [out(['name', 'n'], ['Desk', '1'], ['Lamp', '2'])],
})
const branch: FollowedBranch = {
  ...{ edge: 'orders>order', job: 'order', group: 'totals', isExact: true, readAt: 1500 },
  batches: [{ n: 7, at: 1500, records: 3 }],
  stops: [
    stop('order', { gave: [out(['shop'], ['a'])], at: 1500, tookMs: 2 }),
    stop('items', {
      gave: [out(['shop', 'name'], ['a', 'Lamp'], ['a', 'Desk'])],
      at: 1502,
      tookMs: 1,
    }),
    totals,
    stop('table', { rowsIn: 2, sink, at: 1510, tookMs: 90 }),
  ],
}
const view: FollowView = {
  record: {
    ...{ node: 'orders', topic: 'orders', partition: 0, offset: 4, timeMs: 1000, key: null },
    ...{ value: '{}', hex: '7b7d', sizeBytes: 2, headers: [], made: { node: 'made', seq: 4 } },
  },
  branches: [branch, { ...branch, edge: 'orders>big', stops: [stop('big')] }],
  storedMs: 20,
}
const isEnd = (node: string) => ['table', 'seen', 'alarm'].includes(node)

describe('where the way ends', () => {
  const dead = { code: 'parse-type', kind: 'data' as const, params: {}, retry: false }
  it.each([
    ['stored', { sink }],
    ['dead', { dead: [dead] }],
    ['tooLate', { lateness: 'tooLate' as const }],
    ['tooLate', { lateness: 'tooLate' as const, gave: [{ ...out(['a'], ['1']), port: 'late' }] }],
    ['untimed', { lateness: 'untimed' as const }],
    ['duplicate', { isDuplicate: true as const }],
    ['waits', { waits: true as const }],
    ['kept', { keys: [{ fields: [], key: [], rows: [0], after: '{"n":1}' }] }],
    ['dropped', {}],
    [undefined, { gave: [out(['a'], ['1'])], lateness: 'late' as const }],
  ])('%s', (end, more) => expect(endOf(stop('any', more))).toBe(end))

  it('of a branch what was stored says more than what was left out beside it', () => {
    expect(endOfBranch(branch)).toMatchObject({ end: 'stored', stop: { node: 'table' } })
    expect(endOfBranch({ ...branch, stops: [stop('big')] }).end).toBe('dropped')
    expect(endOfBranch({ ...branch, isUnread: true, stops: [] }).end).toBe('unread')
    expect(isOnItsWay(branch)).toBe(false)
    expect(isOnItsWay({ ...branch, stops: [stop('w', { waits: true })] })).toBe(true)
  })
})

describe('one of several rows', () => {
  const parents = parentsOf(branch, edges)
  const taken = (row: number) => rowsTaken(branch, at => parents[at], { stop: 1, row })

  it('is followed through its key into the table', () => {
    expect(firstChoice(branch)).toEqual({ stop: 1, row: 0 })
    expect(taken(0)).toEqual([undefined, undefined, new Set([0]), new Set([1])])
    expect(taken(1)).toEqual([undefined, undefined, new Set([1]), new Set([0])])
  })
  it('keeps its place where a step gives as many rows as it took', () => {
    const plain = { ...branch, stops: branch.stops.with(2, { ...totals, keys: [] }) }
    expect(rowsTaken(plain, at => parents[at], { stop: 1, row: 1 })[3]).toEqual(new Set([1]))
  })
  it('is not told apart where rows went missing on the way', () => {
    const fewer = stop('totals', { rowsIn: 2, gave: [out(['n'], ['1'])] })
    const cut = { ...branch, stops: branch.stops.with(2, fewer) }
    expect(rowsTaken(cut, at => parents[at], { stop: 1, row: 1 })[3]).toBeUndefined()
  })
})

it('the path: straight on in the first row, the rest and other readers in lanes', () => {
  const strip = stripOf(view, 0, edges, isEnd)
  const place = strip.cards.map(({ id, column, row, stop: at }) => [id, column, row, at])
  expect(place).toEqual([
    ['made', 0, 0, undefined],
    ['orders', 1, 0, undefined],
    ['order', 2, 0, 0],
    ['items', 3, 0, 1],
    ['totals', 4, 0, 2],
    ['table', 5, 0, 3],
    ['seen', 4, 1, undefined],
    ['big', 2, 2, undefined],
  ])
  expect(strip).toMatchObject({ columns: 6, rows: 3 })
  expect(cardsAhead(strip).map(({ id }) => id)).toEqual(['seen'])
})

it('how long each step took, and how much of it was the wait', () => {
  const times = timesOf(view, branch)
  expect(times?.bars.map(({ kind, fromMs, tookMs }) => [kind, fromMs, tookMs])).toEqual([
    ['broker', 0, 20],
    ['wait', 20, 480],
    ['step', 500, 2],
    ['step', 502, 1],
    ['step', 510, 90],
  ])
  expect(times).toMatchObject({ totalMs: 600, betweenMs: 7, waitShare: 0.8 })
  const { readAt: _, ...unseen } = branch
  expect(timesOf(view, unseen)).toBeUndefined()
})

it('a value before and after, field by field, and whether it is a sum', () => {
  const changes = changesOf({
    ...{ fields: ['name'], key: ['Lamp'], rows: [0] },
    ...{
      before: '{"n":1,"max":"9.50"}',
      alone: '{"n":1,"max":"2.00"}',
      after: '{"n":2,"max":"9.50"}',
    },
  })
  expect(changes).toEqual([
    { field: 'n', before: '1', alone: '1', after: '2', isSum: true },
    { field: 'max', before: '9.50', alone: '2.00', after: '9.50', isSum: false },
  ])
})

it('bytes in lines of eight', () => {
  expect(bytesLines('7b2269645f6f726400')).toBe(
    '0000  7b 22 69 64 5f 6f 72 64  {"id_ord\n0008  00                       ·',
  )
})
