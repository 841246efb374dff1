// `sluice runs follow`: a record by its place, the next one, a test record, and back from a row.
import { expect, it } from 'vitest'
import type { FollowView } from '@shared/contract'
import { runFake } from '../../testing'

const at = Date.UTC(2026, 0, 1, 14)
const view: FollowView = {
  record: {
    ...{ node: 'orders', topic: 'orders', partition: 0, offset: 41, timeMs: at, key: null },
    ...{ value: '{"product":"Lamp"}', hex: '7b', sizeBytes: 18, headers: [] },
    made: { node: 'shop', seq: 42 },
  },
  branches: [
    {
      ...{ edge: 'orders>order', job: 'order', group: 'totals', isExact: true, readAt: at + 80 },
      batches: [
        { n: 7, at, records: 3 },
        { n: 7, at, records: 3, isAgain: true },
      ],
      stops: [
        {
          ...{ node: 'totals', input: 0, rowsIn: 1, gave: [], dead: [], at: at + 81, tookMs: 0.4 },
          keys: [
            {
              fields: ['product'],
              key: ['Lamp'],
              rows: [0],
              before: '{"n":1}',
              alone: '{"n":1}',
              after: '{"n":2}',
            },
          ],
          waits: true,
        },
        {
          ...{ node: 'table', input: 0, rowsIn: 1, gave: [], dead: [], keys: [] },
          sink: {
            columns: [{ name: 'product', type: 'string' }],
            given: [['Lamp']],
            stored: [{ before: ['Lamp'], after: ['Lamp'] }],
            ...{ appends: true, batch: 7 },
          },
        },
      ],
    },
  ],
}
const asked: object[] = []
const noting =
  <T>(answer: T) =>
  async (input: object): Promise<T> => {
    asked.push(input)
    return answer
  }
const parts = { lockOf: async () => ({ pid: 1, startedAt: '', ui: 'http://127.0.0.1:1/#t=x' }) }
const run = (words: readonly string[], answer: FollowView | null = view) =>
  runFake(['runs', 'follow', 'shop', ...words, '--lang', 'en'], {
    client: {
      runs: {
        follow: noting(view),
        followNext: noting(answer),
        followBack: noting(answer),
        sendTest: noting(answer),
      },
    },
    parts,
  })

it('prints the way of a record', async () => {
  const { out } = await run(['orders/0@41'])
  expect(asked.at(-1)).toEqual({ lab: 'shop', from: 'orders', partition: 0, offset: 41 })
  expect(out).toContain('record 42 of shop')
  expect(out).toContain('Stored in orders · partition 0 · offset 41 · 18 bytes · no key')
  expect(out).toContain('batch 7 with 3 records · Batch 7 was done once more')
  expect(out).toMatch(/Lamp\s+\{"n":1\}\s+\{"n":1\}\s+\{"n":2\}/)
  expect(out).toMatch(/Before\s+Lamp\n\s*After\s+Lamp/)
  expect(out).toContain('in the table twice: batch 7 was written again')
  expect(JSON.parse((await run(['orders/0@41', '--json'])).out)).toEqual(view)
})

it('asks for the next record, sends one, and goes back from a row', async () => {
  await run(['--next', 'orders', '--wait', '3s'])
  expect(asked.at(-1)).toEqual({ lab: 'shop', from: 'orders', waitMs: 3000 })
  await run(['--test', 'orders', '--value', '{}'])
  expect(asked.at(-1)).toMatchObject({ from: 'orders', value: '{}' })
  await run(['--sink', 'table', '--row', 'product=Lamp'])
  expect(asked.at(-1)).toEqual({ lab: 'shop', node: 'table', row: { product: 'Lamp' } })
})

it('compares a record with another: what differs, then the way of each', async () => {
  const other = { ...view, record: { ...view.record, offset: 42, value: '{"product":"Desk"}' } }
  const follow = async ({ offset }: { offset: number }) => (offset === 42 ? other : view)
  const words = ['runs', 'follow', 'shop', 'orders/0@41', '--with', 'orders/0@42', '--lang', 'en']
  const { out } = await runFake(words, { client: { runs: { follow } }, parts })
  expect(out).toMatch(/1 difference\nField\s+orders\/0@41\s+orders\/0@42\nproduct\s+Lamp\s+Desk\n/)
  expect(out.indexOf('— orders/0@41')).toBeLessThan(out.indexOf('— orders/0@42'))
  expect(
    JSON.parse((await runFake([...words, '--json'], { client: { runs: { follow } }, parts })).out),
  ).toEqual({
    ...{ one: view, other },
  })
})

it('says that none came, and what a record is called', async () => {
  const none = await run(['--next', 'orders', '--wait', '3s'], null)
  expect(none.err).toContain('No record came within 3 seconds')
  const long = await run(['--next', 'orders', '--wait', '1min'], null)
  expect(long.err).toContain('No record came within 20 seconds')
  const test = await run(['--test', 'orders', '--value', '{}'], null)
  expect(test.err).toContain('No record came within 5 seconds')
  const wrong = await run(['orders'])
  expect(wrong.err).toContain('TOPIC/PARTITION@OFFSET')
})
