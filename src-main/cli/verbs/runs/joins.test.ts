// `sluice runs joins`: the counts of all joins, the rows of one with the reason, and three languages.
import { expect, it } from 'vitest'
import type { JoinView, RunSummary } from '@shared/contract'
import { runFake } from '../../testing'

const at = Date.UTC(2026, 0, 1, 14)
const counts = { read: 9, matched: 5, unmatched: 1, waiting: 2, givenUp: 1 }
const dots = { waiting: [], found: [], 'gave-up': [] }
const view: JoinView = {
  ...{ node: 'pair', nowMs: at, how: 'left', isTable: false, tooLate: 3, pairs: [] },
  within: { beforeMs: 1500, afterMs: 90_000 },
  watermark: at,
  sides: [
    { ...counts, input: 0, from: 'order', kept: 7, dots },
    { ...counts, input: 1, from: 'payment', kept: 7, dots },
  ],
  items: [
    {
      ...{ input: 0, key: 'o-7', value: '{"id":7}', at, outcome: 'waiting', reason: 'until' },
      ...{ until: at + 90_000, missedMs: 120_000 },
    },
    { input: 1, key: null, value: '{}', outcome: 'waiting', reason: 'null-key' },
  ],
  next: 2,
}
const asked: unknown[] = []
const parts = { lockOf: async () => ({ pid: 1, startedAt: '', ui: 'http://127.0.0.1:1/#t=x' }) }
const joins = [0, 1].map(input => ({ ...counts, node: 'pair', input }))
const sum = {
  expected: 0,
  arrived: 0,
  onTheWay: 0,
  tooLate: 0,
  deadLetters: 0,
  lost: 0,
  doubled: 0,
}
const list: RunSummary[] = [
  {
    ...{ lab: 'shop', state: 'running', seed: 0, fingerprint: '', eventsPerSecond: 0 },
    ledger: { ...sum, late: 0, sinks: [], joins },
  },
]
const run = (...more: string[]) =>
  runFake(['runs', 'joins', 'shop', ...more], {
    client: {
      runs: {
        list: async () => list,
        joins: async (input: unknown) => {
          asked.push(input)
          return view
        },
      },
    },
    parts,
  })

it('lists the counts of all joins', async () => {
  const { out } = await run('--lang', 'en')
  expect(out).toMatch(/pair, input 1\s+9\s+5\s+1\s+2\s+1/)
})

it('says why rows wait, within the bound, and passes on what is asked for', async () => {
  const { out, err } = await run('pair', '--show', 'gave-up', '--key', 'o-7', '--lang', 'en')
  expect(asked.at(-1)).toMatchObject({ node: 'pair', outcome: 'gave-up', key: 'o-7' })
  expect(out).toContain('The second may come 1500 ms before to 90 s after the first')
  expect(out).toContain('3 rows came too late')
  expect(out).toMatch(/1 order\s+9\s+5\s+1\s+2\s+1\s+7/)
  expect(out).toContain(
    'Waits until the watermark is past 2026-01-01 14:01:30; the nearest of its key is 120 s later',
  )
  expect(out).toMatch(/2 payment\s+NULL\s+A part of its key is NULL/)
  expect(err).toContain('The first 2.')
})

it('gives the same as JSON, and speaks three languages', async () => {
  expect(JSON.parse((await run('pair', '--json')).out)).toEqual(view)
  expect((await run('pair', '--lang', 'pt-BR')).out).toContain(
    'Espera até a marca d’água passar de',
  )
  expect((await run('pair', '--lang', 'es')).out).toContain(
    'Espera hasta que la marca de agua pase de',
  )
})
