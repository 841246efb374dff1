// An edge shows the records that passed without keeping them alive: a record lies in the memory of
// its whole fetch.
import { expect, it } from 'vitest'
import { recordRow } from '@shared/lab'
import { EdgeStats } from './stats'

it('keeps copies of what it shows, as much as it shows of them', () => {
  const edge = new EdgeStats('a>b', recordRow)
  const fetched = Buffer.alloc(8 * 1024 * 1024, 'x')
  const record = (offset: number) => ({
    partition: 0,
    offset,
    timeMs: 0,
    key: fetched.subarray(0, 3),
    value: offset === 0 ? null : fetched.subarray(0, 1024 * 1024),
    headers: {},
  })
  edge.pass({ rows: [], records: [record(0), record(1)] })
  const kept = edge.last.since(undefined).items
  expect(kept.map(item => edge.peek(item))).toMatchObject([
    { offset: '0', key: 'xxx', value: '' },
    { offset: '1', key: 'xxx', value: 'x'.repeat(4000) },
  ])
  for (const { record: shown } of kept)
    for (const bytes of [shown?.key, shown?.value])
      expect(bytes?.buffer.byteLength ?? 0).toBeLessThan(64 * 1024)
})

it('says which partition has most records, of all that there are', () => {
  const edge = new EdgeStats('a>b', recordRow)
  expect(edge.skew).toBeUndefined()
  edge.read(1, 30, 3)
  edge.read(0, 10, 3)
  expect(edge.skew).toEqual({ partition: 1, share: 0.75, partitions: 3 })
})
