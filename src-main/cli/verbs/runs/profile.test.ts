// `sluice runs profile`: the busiest node and the fullest partition, a node's output, three languages.
import { expect, it } from 'vitest'
import type { FeedPage, GraphStat, OutputProfile } from '@shared/contract'
import { runFake } from '../../testing'

const stat = (key: string, more: Partial<GraphStat>): GraphStat => ({
  ...{ key, ratePerSecond: 0, total: 1000, errors: 0 },
  ...more,
})
const graph: FeedPage<GraphStat> = {
  ...{ cursor: '1', reset: true, removed: [], dropped: 0 },
  items: [
    stat('node:orders', {}),
    stat('node:parse', { busy: 0.62 }),
    stat('node:totals', { keySkew: { key: 'Rome', share: 0.58, keys: 40 } }),
    stat('edge:orders>parse', { skew: { partition: 2, share: 0.71, partitions: 3 } }),
  ],
}
const profile: OutputProfile = {
  ...{ at: 'edge:parse>totals', rows: 2000, seen: 90_000, since: 0, fieldsMore: 0 },
  fields: [
    {
      ...{ name: 'city', type: 'string', rows: 2000, nulls: 100, distinct: 40 },
      ...{ distinctAbout: 66, min: 'Lima', max: 'Rome', top: [{ value: 'Rome', rows: 900 }] },
    },
  ],
}
const asked: unknown[] = []
const parts = { lockOf: async () => ({ pid: 1, startedAt: '', ui: 'http://127.0.0.1:1/#t=x' }) }
const run = (...more: string[]) =>
  runFake(['runs', 'profile', 'shop', ...more], {
    client: {
      runs: {
        graph: async () => graph,
        profile: async (input: unknown) => {
          asked.push(input)
          return profile
        },
      },
    },
    parts,
  })

it('names the busiest node and the partition with most records', async () => {
  const { out } = await run('--lang', 'en')
  expect(out).toMatch(/parse ←\s+62 %/)
  expect(out).toMatch(/orders .*Partition 2 has 71 % of the records, of 3 partitions/)
  expect(out).toMatch(/totals .*Key Rome has 58 % of the last rows, of 40 keys/)
})

it('shows what a node gives out, and says what is an estimate', async () => {
  const { out } = await run('--node', 'parse', '--lang', 'en')
  expect(asked.at(-1)).toEqual({ lab: 'shop', at: 'node:parse' })
  expect(out).toContain('A sample of 2,000 of the 90,000 rows that passed since 00:00:00')
  expect(out).toMatch(/city\s+string\s+100\s+≈ 66\s+Lima\s+Rome\s+Rome \(900\)/)
})

it('gives the same as JSON, and speaks three languages', async () => {
  expect(JSON.parse((await run('--node', 'parse', '--json')).out)).toEqual(profile)
  expect((await run('--node', 'parse', '--lang', 'pt-BR')).out).toContain('Uma amostra de')
  expect((await run('--node', 'parse', '--lang', 'es')).out).toContain('Una muestra de')
})
