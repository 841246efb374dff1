// What people see of a join: who waits and until when, who found a partner, who gave up and why. The
// counts are the ledger's.
import { expect, it, vi } from 'vitest'
import type { JoinOutcome, JoinRow } from '@shared/contract'
import { struct } from '@shared/expr'
import { bench, type Bench, type BenchOptions } from '../../../testing/node-bench'
import { SeenRows } from './seen-rows'
import { Side } from './side'

const inputs: BenchOptions['inputs'] = [
  { id: 'int', k: 'string', at: 'timestamp' },
  { id2: 'int', k: 'string', at2: 'timestamp' },
]
const timed = {
  on: { k: 'k' },
  left: { time: 'at', watermark: '1 minute' },
  right: { time: 'at2', watermark: '1 minute' },
  within: { before: '1 minute', after: '5 minutes' },
}
const at = (minutes: number) => Date.parse('2025-01-01T10:00:00Z') + minutes * 60_000
const left = (id: number, k: string | null, minutes: number) => ({
  ...{ id, k, at: new Date(at(minutes)).toISOString() },
})
const right = (id2: number, k: string | null, minutes: number) => ({
  ...{ id2, k, at2: new Date(at(minutes)).toISOString() },
})
function rowsOf({ operator }: Bench, outcome: JoinOutcome, key?: string): JoinRow[] {
  const rows = [...(operator.joinRows?.({ outcome, key }) ?? [])]
  return rows.flatMap(tell => tell?.() ?? [])
}
const ids = (rows: readonly JoinRow[]) =>
  rows.map(({ value }) => {
    const { id, id2 } = JSON.parse(value)
    return id ?? id2
  })

it('says until when a row waits, and what it found', () => {
  const node = bench('join', timed, { inputs })
  node.push([left(1, 'a', 0), left(2, 'b', 0)], 0)
  node.push([right(11, 'a', 2), right(12, 'a', 3), right(13, 'c', 2)], 1)
  node.end()
  const waiting = rowsOf(node, 'waiting')
  expect(waiting).toMatchObject([
    { input: 0, key: 'b', at: at(0), reason: 'until', until: at(5) },
    { input: 1, key: 'c', at: at(2), reason: 'until', until: at(3) },
  ])
  const found = rowsOf(node, 'found')
  expect(ids(found)).toEqual([1, 11, 12])
  expect(found[0]).toMatchObject({ key: 'a', partners: 2, partner: { at: at(3) } })
  expect(JSON.parse(found[0]?.partner?.value ?? '')).toMatchObject({ id2: 12 })
  const { sides = [], ...detail } = node.operator.joinDetail?.() ?? {}
  expect(detail).toMatchObject({
    ...{ how: 'inner', isTable: false, within: { beforeMs: 60_000, afterMs: 300_000 } },
    pairs: [
      [at(0), at(3)],
      [at(0), at(2)],
    ],
  })
  expect(sides).toMatchObject([
    { read: 2, matched: 1, waiting: 1, kept: 2, dots: { waiting: [at(0)], found: [at(0)] } },
    { read: 3, matched: 2, waiting: 1, kept: 3 },
  ])
  expect(rowsOf(node, 'found', 'a')).toEqual(found)
  expect(rowsOf(node, 'found', 'A')).toEqual([])
})

it('says who gave up, and how near the nearest row was', () => {
  const node = bench('join', { ...timed, how: 'left' }, { inputs })
  node.push([left(1, 'a', 0), left(2, null, 0)], 0)
  node.push([right(11, 'a', 7), right(12, null, 1)], 1)
  node.end()
  expect(rowsOf(node, 'waiting')[1]).toMatchObject({ key: 'a', missedMs: 7 * 60_000 })
  expect(rowsOf(node, 'waiting').find(({ key }) => key === null)).toMatchObject({
    reason: 'null-key',
  })
  node.push([left(3, 'z', 20)], 0)
  node.push([right(13, 'y', 20)], 1)
  node.end()
  node.end()
  const over = rowsOf(node, 'gave-up')
  expect(over.find(({ key, input }) => key === 'a' && input === 0)).toMatchObject({
    ...{ reason: 'alone', missedMs: 7 * 60_000, at: at(0) },
  })
  expect(over.find(({ key, input }) => key === 'a' && input === 1)).toMatchObject({
    reason: 'dropped',
  })
  expect(over.filter(({ key }) => key === null)).toMatchObject([
    { input: 0, reason: 'alone' },
    { input: 1, reason: 'null-key' },
  ])
  const counts = node.operator
    .joinDetail?.()
    .sides.map(({ unmatched, givenUp, waiting, read }) => ({
      ...{ unmatched, givenUp, waiting, read },
    }))
  expect(counts).toEqual([
    { unmatched: 2, givenUp: 0, waiting: 1, read: 3 },
    { unmatched: 0, givenUp: 2, waiting: 1, read: 3 },
  ])
})

it('says that a row waits for ever, and why', () => {
  const plain = bench('join', { on: { k: 'k' } }, { inputs })
  plain.push([left(1, 'a', 0)], 0)
  expect(rowsOf(plain, 'waiting')).toMatchObject([{ reason: 'no-bound' }])
  const oneMark = bench('join', { ...timed, right: { time: 'at2' } }, { inputs })
  oneMark.push([left(1, 'a', 0)], 0)
  expect(rowsOf(oneMark, 'waiting')).toMatchObject([{ reason: 'no-mark' }])
})

it('with a table says which rows found their key there', () => {
  const node = bench('join', { on: { k: 'k' }, table: true, how: 'left' }, { inputs })
  node.push([right(11, 'a', 0)], 1)
  node.push([left(1, 'a', 0), left(2, 'b', 0), left(3, null, 0)], 0)
  node.end()
  expect(rowsOf(node, 'waiting')).toEqual([])
  expect(ids(rowsOf(node, 'found'))).toEqual([1])
  expect(rowsOf(node, 'gave-up')).toMatchObject([
    { key: null, reason: 'null-key' },
    { key: 'b', reason: 'not-in-table' },
  ])
  expect(node.operator.joinDetail?.()).toMatchObject({
    ...{ isTable: true, how: 'left' },
    sides: [{ read: 3, matched: 1, unmatched: 2, kept: 1 }],
  })
})

it('reads the partners of a key once for all its rows on a page', () => {
  const type = struct({})
  const stores = [new Side('l', type), new Side('r', type)] as const
  for (let id = 0; id < 50; id++)
    for (const side of stores) side.add('busy', { id, row: {}, time: id, matched: true })
  const seen = new SeenRows({
    stores,
    keyOf: () => 'busy',
    endOf: () => -Infinity,
    waitsMs: () => undefined,
    forEver: 'no-bound',
    isPair: () => true,
  })
  const reads = stores.map(store => vi.spyOn(store, 'peek'))
  const rows = [...seen.rows({ outcome: 'found' })].flatMap(tell => tell?.() ?? [])
  expect(rows).toHaveLength(100)
  expect(rows.every(({ partners }) => partners === 50)).toBe(true)
  expect(reads.map(({ mock }) => mock.calls.length)).toEqual([1, 1])
})
