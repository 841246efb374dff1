// `sluice runs state`: nodes, keys, one key, and all of them in a file.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { StateKey, StatePage } from '@shared/contract'
import { runFake } from '../../testing'

const at = Date.UTC(2026, 0, 1, 14)
const lamp: StateKey = { key: ['Lamp'], value: '{"n":2}', bytes: 25, since: at, touched: at + 9000 }
const none: StateKey = { key: [null], value: '{"n":1}', bytes: 23 }
const asked: object[] = []
const pages: readonly Pick<StatePage, 'items' | 'next'>[] = [
  { items: [lamp], next: 1 },
  { items: [none] },
]
const parts = { lockOf: async () => ({ pid: 1, startedAt: '', ui: 'http://127.0.0.1:1/#t=x' }) }
const run = (...more: string[]) =>
  runFake(['runs', 'state', 'shop', ...more], {
    client: {
      runs: {
        keyHistory: async input => {
          asked.push(input)
          return [
            { batch: 9, at: at + 5000, clockMs: at, items: [lamp] },
            { batch: 2, at, clockMs: at, items: [] },
          ]
        },
        states: async () => [{ node: 'totals', keys: 2, bytes: 48 }],
        state: async (input: { readonly from?: number }) => {
          asked.push(input)
          const page = pages[input.from ?? 0] ?? { items: [] }
          return { node: 'totals', nowMs: at, keys: 2, fields: ['product'], ...page }
        },
      },
    },
    parts,
  })

it('lists the nodes that keep something', async () => {
  expect((await run('--lang', 'en')).out).toMatch(/totals\s+2\s+≈ 48 B/)
  expect(JSON.parse((await run('--json')).out)).toEqual([{ node: 'totals', keys: 2, bytes: 48 }])
})

it('says what is in a file, where something is', async () => {
  const totals = { node: 'totals', keys: 20, bytes: 480, cold: { keys: 15, bytes: 900 } }
  const client = { runs: { states: async () => [totals] } }
  const { out } = await runFake(['runs', 'state', 'shop', '--lang', 'en'], { client, parts })
  expect(out).toMatch(/In a file\s+On disk/)
  expect(out).toMatch(/totals\s+20\s+≈ 480 B\s+15\s+900 B/)
})

it('shows keys with their age, and asks for one key or a text', async () => {
  const { out } = await run('totals', '--lang', 'en')
  expect(out).toMatch(/Lamp\s+\{"n":2\}\s+25 B\s+2026-01-01 14:00:00\s+2026-01-01 14:00:09/)
  expect(out).toMatch(/NULL\s+\{"n":1\}\s+23 B\s+—\s+—/)
  const first = await run('totals', '--limit', '1', '--lang', 'en')
  expect(first.out).not.toContain('NULL')
  expect(first.err).toContain('The first 1')
  await run('totals', '--key', 'Lamp', '--key', '3')
  expect(asked.at(-1)).toMatchObject({ node: 'totals', key: ['Lamp', '3'] })
  await run('totals', '--search', 'lam')
  expect(asked.at(-1)).toMatchObject({ search: 'lam' })
  expect(JSON.parse((await run('totals', '--json')).out)).toEqual([lamp, none])
})

it('shows one key at the checkpoints that are kept', async () => {
  const { out } = await run('totals', '--key', 'Lamp', '--history', '--lang', 'en')
  expect(asked.at(-1)).toEqual({ lab: 'shop', node: 'totals', key: ['Lamp'] })
  expect(out).toMatch(/9\s+2026-01-01 14:00:05\s+\{"n":2\}/)
  expect(out).toMatch(/2\s+2026-01-01 14:00:00\s+not there yet/)
  expect((await run('totals', '--history')).code).toBe(2)
})

it('writes all of them into a file', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'cli-state-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  const { err } = await run('totals', '--export', join(dir, 'all.csv'), '--lang', 'en')
  expect(err).toContain('2 keys written')
  expect((await readFile(join(dir, 'all.csv'), 'utf8')).split(/\r?\n/).slice(0, 2)).toEqual([
    'product,window_start,window_end,value,since,touched,due',
    'Lamp,,,"{""n"":2}",2026-01-01T14:00:00.000Z,2026-01-01T14:00:09.000Z,',
  ])
  await run('totals', '--export', join(dir, 'all.json'))
  const lines = (await readFile(join(dir, 'all.json'), 'utf8')).trim().split('\n')
  expect(lines.map(line => JSON.parse(line))).toEqual([lamp, none])
  const nowhere = await run('totals', '--export', join(dir, 'no', 'all.csv'), '--lang', 'en')
  expect(nowhere.err).toContain('all.csv')
  expect(nowhere.err).not.toContain('    at ')
})
