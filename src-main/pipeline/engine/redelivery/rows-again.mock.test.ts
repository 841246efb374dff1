// What is compared of a table that answers late, or fails: nothing that was written again meanwhile.
import { labFileSchema } from '@shared/lab'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Operator, StoredRow } from '../../model/operator'
import { bindLab, checkLab } from '../../plan/check-lab'
import { RowsAgain } from './rows-again'

const LAB = `
sluice: 1
id: twice
title: Twice
connections: { db: { type: sql } }
records: { order: { fields: { id: { sequence: 0 }, n: { value: 1 } } } }
nodes:
  made: { type: fake-data, with: { record: order } }
  order: { type: parse, from: made, with: { fields: { id: long, n: long } } }
  rows: { type: sql, from: order, with: { connection: db, table: rows, key: [id] } }
`
const bound = bindLab(labFileSchema.parse(checkLab(LAB).lab), () => 0)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A sink whose table answers each question as one of these says. */
function sinkOf(...answers: (() => Promise<readonly (StoredRow | undefined)[]>)[]) {
  const asked: number[] = []
  const operator: Operator = {
    batch: () => {},
    flush: async () => {},
    stored: rows => {
      asked.push(rows.length)
      return answers.shift()?.() ?? Promise.resolve(rows)
    },
    storedKey: row => String(row.id),
  }
  return { node: { id: 'rows', operator }, asked }
}
const rowsOf = (...ids: bigint[]) => ({ rows: ids.map(id => ({ id, n: 2n })) })
const before = (n: bigint) => async () => [{ id: 2n, n }]

it('compares what was looked at before its first write alone', async () => {
  const { node } = sinkOf(() => Promise.reject(new Error('gone')), before(1n))
  const again = new RowsAgain(bound)
  again.took(node, 0, rowsOf(1n))
  await again.beforeWrite()
  again.took(node, 0, rowsOf(1n, 2n))
  await again.beforeWrite()
  const [sink] = await again.sinksAgain()
  expect(sink).toMatchObject({ rows: 3, compared: 1, changed: 1 })
  expect(sink?.items).toEqual([{ what: 'changed', before: ['2', '1'], after: ['2', '2'] }])
})

it('does not wait again for a table that did not answer in time', async () => {
  const { node, asked } = sinkOf(() => new Promise(() => {}))
  const again = new RowsAgain(bound)
  again.took(node, 0, rowsOf(1n))
  const waiting = again.beforeWrite()
  await vi.advanceTimersByTimeAsync(2000)
  await waiting
  again.took(node, 0, rowsOf(2n))
  await again.beforeWrite()
  expect(await again.sinksAgain()).toMatchObject([{ compared: 0, changed: 0, items: [] }])
  expect(asked).toEqual([1])
})

it('shows lists with numbers that JSON has not', async () => {
  const { node } = sinkOf(async () => [{ id: 2n, n: [7n] }])
  const again = new RowsAgain(bound)
  again.took(node, 0, rowsOf(2n))
  await again.beforeWrite()
  const [sink] = await again.sinksAgain()
  expect(sink?.items[0]?.before).toEqual(['2', '["7"]'])
})

it('keeps a part of the rows where they are long, and counts all', async () => {
  const long = 'x'.repeat(5000)
  const answer = async () => Array.from({ length: 100 }, (_, i) => ({ id: i, n: long }))
  const { node } = sinkOf(answer, answer)
  const again = new RowsAgain(bound)
  again.took(node, 0, rowsOf(...Array.from({ length: 100 }, (_, i) => BigInt(i))))
  await again.beforeWrite()
  const [sink] = await again.sinksAgain()
  expect(sink).toMatchObject({ compared: 100, changed: 0 })
  expect(sink?.items.length).toBeGreaterThan(5)
  expect(JSON.stringify(sink?.items).length).toBeLessThan(100_000)
})
