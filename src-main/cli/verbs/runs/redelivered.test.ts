// `sluice runs redelivered`: why records were read twice, their offsets, and what became of the rows.
import type { Redelivery } from '@shared/contract'
import { expect, it } from 'vitest'
import { runFake } from '../../testing'

const columns = ['city', 'n'].map(name => ({ name, type: 'string' }))
const crash: Redelivery = {
  ...{ job: 'order', at: Date.UTC(2026, 0, 1, 14), cause: 'crash', from: 41 },
  ...{ batches: 2, records: 30 },
  ranges: [
    { from: 'orders', topic: 'orders', group: 'readers', partition: 1, first: 500, end: 530 },
  ],
  sinks: [
    {
      ...{ node: 'totals', how: 'same', rows: 4, compared: 2, changed: 1, doubled: 0, columns },
      items: [
        { what: 'changed', before: ['Rome', '7'], after: ['Rome', '9'] },
        { what: 'same', before: ['Oslo', null], after: ['Oslo', null] },
      ],
    },
    { node: 'log', how: 'twice', rows: 30, doubled: 12, columns, items: [] },
  ],
}
const run = (list: Redelivery[], ...more: string[]) =>
  runFake(['runs', 'redelivered', 'shop', ...more], {
    client: { runs: { redelivered: async () => list } },
  })

it('says why, which offsets, and what became of the rows', async () => {
  const { out } = await run([crash], '--lang', 'en')
  expect(out).toContain(
    'ended in the middle of its work and went on from batch 41. 30 records in 2',
  )
  expect(out).toMatch(/orders\s+1\s+500\s+529\s+30\s+readers/)
  expect(out).toContain('totals: Written again under their keys: 1 of 2 rows')
  expect(out).toMatch(/Changed\s+Rome\s+7 → 9\nSame value\s+Oslo\s+NULL/)
  expect(out).toContain('log: It can only append: 12 rows are there twice now.')
})

it('gives the same as JSON, says that there is none, and speaks three languages', async () => {
  expect(JSON.parse((await run([crash], '--json')).out)).toEqual([crash])
  expect((await run([], '--lang', 'en')).out).toContain('read no record twice')
  const back = { ...crash, cause: 'checkpoint' } as const
  expect((await run([back], '--lang', 'pt-BR')).out).toContain('voltou ao checkpoint 41')
  expect((await run([back], '--lang', 'es')).out).toContain('volvió al checkpoint 41')
})
