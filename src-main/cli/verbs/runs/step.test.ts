// `sluice runs step` and `sluice runs break`: what is asked of the run, and what is printed.
import { expect, it } from 'vitest'
import type { BreakStop, Breakpoint, RunSummary, StepTrace } from '@shared/contract'
import { runFake } from '../../testing'

const record = { seq: 0, at: 0, value: '{"n":7}' }
const step: StepTrace = {
  ...{ at: 0, by: 'record', records: 1 },
  nodes: [
    { node: 'order', came: [{ edge: 'orders>order', count: 1, shown: [record] }], out: 2, dead: 0 },
    {
      ...{ node: 'totals', came: [{ edge: 'order>totals', count: 2, shown: [record] }] },
      ...{ out: 0, dead: 0, keys: [1, 2], owes: true },
    },
  ],
}
const stop: BreakStop = {
  ...{ node: 'totals', where: 'n = 7', edge: 'order>totals', record },
  ...{ partition: 2, offset: '41' },
}
const asked: object[] = []
const ledger = { expected: 0, arrived: 0, late: 0, tooLate: 0, deadLetters: 0, lost: 0, doubled: 0 }
const paused: RunSummary = {
  ...{ lab: 'shop', state: 'paused', seed: 1, fingerprint: '', eventsPerSecond: 0 },
  ledger: { ...ledger, onTheWay: 0, sinks: [] },
}
const parts = { lockOf: async () => ({ pid: 1, startedAt: '', ui: 'http://127.0.0.1:1/#t=x' }) }
const run = (args: readonly string[], breaks?: readonly Breakpoint[]) => {
  const summary: RunSummary = { ...paused, ...(breaks ? { breaks, stop } : {}) }
  return runFake([...args, '--lang', 'en'], {
    client: {
      runs: {
        list: async () => [summary],
        step: async input => {
          asked.push(input)
          return summary
        },
        lastStep: async () => ({ step }),
        setBreaks: async input => {
          asked.push(input)
          return { breaks: input.breaks }
        },
      },
    },
    parts,
  })
}

it('takes so much, and prints what each node made of it', async () => {
  const { out } = await run(['runs', 'step', 'shop', '--by', 'record'])
  expect(asked.at(-1)).toEqual({ lab: 'shop', by: 'record' })
  expect(out).toContain('1 record read')
  expect(out).toMatch(/order\s+1\s+\{"n":7\}\s+2/)
  expect(out).toMatch(/totals\s+2\s+\{"n":7\}\s+0\s+keys 1 → 2, keeps it until its trigger/)
  await run(['runs', 'step', 'shop'])
  expect(asked.at(-1)).toEqual({ lab: 'shop', by: 'event' })
  expect((await run(['runs', 'step', 'shop', '--by', 'mile'])).code).toBe(2)
})

it('sets, lists and removes breakpoints, and names the record that stopped the run', async () => {
  await run(['runs', 'break', 'shop', 'totals', '--where', 'n = 7'])
  const set = { node: 'totals', where: 'n = 7' }
  expect(asked.at(-1)).toEqual({ lab: 'shop', breaks: [set] })
  const { out, err } = await run(['runs', 'break', 'shop'], [set])
  expect(out).toMatch(/totals\s+n = 7/)
  expect(err).toContain('Stopped at totals: n = 7 (partition 2, offset 41): {"n":7}')
  const other = { node: 'order', where: 'n = 1' }
  await run(['runs', 'break', 'shop', 'totals', '--clear'], [set, other])
  expect(asked.at(-1)).toEqual({ lab: 'shop', breaks: [other] })
  await run(['runs', 'break', 'shop', '--clear'], [set, other])
  expect(asked.at(-1)).toEqual({ lab: 'shop', breaks: [] })
  expect((await run(['runs', 'break', 'shop', 'totals'])).code).toBe(2)
})
