// The verb: what it asks of the host, and how it says what came of it. What is compared and how is
// tested in src-main/host/parity.
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import type { ParityProgress, ParitySheet } from '@shared/contract'
import { labFileSchema } from '@shared/lab'
import { page, runFake } from '../testing'

const lab = labFileSchema.parse({
  sluice: 1,
  id: 'small',
  title: 'Small <lab>',
  seed: 3,
  connections: { shop: { type: 'sql' } },
  nodes: { made: { type: 'fake-data', with: { record: 'order' } } },
})
const SHEET: ParitySheet = {
  ...{ lab: 'small', title: 'Small <lab>', engine: 'spark-3.5', at: '2026-01-02', events: 5 },
  ...{ sluice: '9.9', isEqual: true, rules: [] },
  outside: { engine: 'spark', version: '3.5.5', master: 'local[*]' },
  seeds: [
    {
      ...{ seed: 3, fingerprint: 'f', sameEvents: true, secondsHere: 1.3, secondsThere: 22 },
      tables: [
        { table: 'totals', compared: 1, equal: 1, different: 0, differences: [], leftOut: [] },
      ],
    },
  ],
}

interface Answers {
  readonly sheet?: Partial<ParitySheet>
  readonly end?: Partial<ParityProgress>
}

async function parityOf(more: readonly string[] = [], { sheet, end }: Answers = {}) {
  const started: Record<string, unknown>[] = []
  const saved: string[] = []
  const progress: ParityProgress = {
    ...{ lab: 'small', engine: 'spark-3.5', state: 'done', startedAt: 0, events: 5, seeds: [3] },
    ...{ at: 0, side: 'there', made: 5, arrived: 5 },
    ...end,
  }
  const ran = await runFake(['parity', 'small', '--on', 'spark', '--events', '5', ...more], {
    client: {
      labs: {
        open: async () => ({
          ...{ lab, edges: [], text: 'the text', problems: [], origin: 'gallery' as const },
        }),
      },
      parity: {
        start: async wish => {
          started.push({ ...wish })
          return { ...progress, state: 'working' }
        },
        progress: async () => page([progress]),
        sheet: async () => ({ sheet: { ...SHEET, ...sheet } }),
        save: async ({ dir }) => {
          saved.push(dir)
          return { dir }
        },
      },
    },
  })
  return { ...ran, started, saved }
}

it('hands settings for Spark on', async () => {
  const { started } = await parityOf(['--conf', 'spark.executor.memory=2g', '--conf', 'A=b=c'])
  expect(started).toMatchObject([{ sparkSettings: { 'spark.executor.memory': '2g', A: 'b=c' } }])
})

it('has the host compare, and says that the tables are equal', async () => {
  const { code, started, saved, out } = await parityOf(['--seeds', '2', '--out', 'sheets'])
  expect(code).toBe(0)
  expect(started).toMatchObject([
    {
      text: 'the text',
      engine: 'spark-3.5',
      master: 'local[*]',
      events: 5,
      seeds: 2,
      mayEmpty: [],
    },
  ])
  expect(saved).toEqual([resolve('sheets')])
  expect(out).toContain('Every table is equal, row by row.')
})

it('ends with the code of data when rows differ', async () => {
  const { code, out } = await parityOf([], { sheet: { isEqual: false } })
  expect(code).toBe(9)
  expect(out).toContain('Some rows differ.')
})

it('names the rule without which the tables would not be equal', async () => {
  const { code, out } = await parityOf([], { sheet: { rules: [1] } })
  expect(code).toBe(0)
  expect(out).toContain('Every table is equal, row by row, but for rule 1.')
})

it('ends with the reason of a comparison that failed', async () => {
  const params = { table: 'totals' }
  const error = { code: 'parity-too-large', kind: 'limit', retry: false, params } as const
  const { code, err, saved } = await parityOf([], { end: { state: 'failed', error } })
  expect([code, saved]).toEqual([8, []])
  expect(err).toContain('The table totals has more rows than can be compared')
})

it('takes a version of Spark', async () => {
  expect((await parityOf(['--spark', '4'])).started).toMatchObject([{ engine: 'spark-4' }])
})

it('lets a connection that it names be emptied', async () => {
  const { started } = await parityOf(['--connection', 'shop=tests'])
  expect(started).toMatchObject([{ profiles: { shop: 'tests' }, mayEmpty: ['shop'] }])
})
