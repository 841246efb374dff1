// The verb on a made-up lab: two runs, one of them on Spark, and the sheet of what they gave.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { OutsideFacts, RunResult, RunSummary } from '@shared/contract'
import { labFileSchema } from '@shared/lab'
import { runFake } from '../testing'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parity-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const lab = labFileSchema.parse({
  sluice: 1,
  id: 'small',
  title: 'Small <lab>',
  seed: 3,
  connections: { shop: { type: 'sql' } },
  nodes: { made: { type: 'fake-data', with: { record: 'order' } } },
})
const LEDGER = {
  ...{ expected: 0, arrived: 0, onTheWay: 0, tooLate: 0, deadLetters: 0, lost: 0, doubled: 0 },
  late: 0,
  sinks: [],
}
const NOTHING = {
  ...{ topics: [], groups: [], tables: [], files: 0, hasState: false, seed: 3 },
}
const SPARK: OutsideFacts = { engine: 'spark', version: '3.5.5', master: 'local[*]' }

/** The rows that each side ends with; `[here, Spark]`. */
async function parityOf(
  rows: readonly [object, object],
  more: readonly string[] = [],
  cut: Pick<RunResult, 'cut'> = {},
) {
  const started: {
    spark?: string
    sparkVersion?: string
    profiles?: object
    overrides?: object
  }[] = []
  const emptied: string[] = []
  const onSpark = () => started.at(-1)?.spark !== undefined
  const summary = (): RunSummary => ({
    ...{ lab: 'small', state: 'finished', seed: 3, fingerprint: 'f', eventsPerSecond: 0 },
    ledger: LEDGER,
    ...(onSpark() ? { outside: SPARK } : {}),
  })
  const result = (): RunResult => ({
    ...{ state: 'finished', nodes: {}, before: 0, eventsPerSecond: 0, seconds: 1.25 },
    ...{ ledger: LEDGER, fingerprint: 'f' },
    tables: { totals: [{ ...rows[onSpark() ? 1 : 0] }] },
    ...cut,
  })
  const page = <Item>(items: Item[]) => ({
    ...{ cursor: '1', reset: true, removed: [], dropped: 0 },
    items,
  })
  const words = ['parity', 'small', '--on', 'spark', '--out', dir, '--events', '5', ...more]
  const ran = await runFake(words, {
    client: {
      labs: {
        open: async () => ({ lab, edges: [], text: '', problems: [], origin: 'gallery' as const }),
      },
      app: {
        info: async () => ({
          ...{ version: '9.9', shell: 'cli', platform: 'x', dataDir: dir, startedAt: 0 },
          shell: 'cli' as const,
        }),
      },
      runs: {
        start: async wish => {
          started.push(wish)
          return summary()
        },
        reset: async ({ lab: id }) => {
          emptied.push(id)
          return { ...summary(), went: NOTHING }
        },
        summary: async () => page([summary()]),
        log: async () => page([]),
        result: async () => {
          const text = JSON.stringify(result())
          return { text, chars: text.length }
        },
      },
    },
  })
  const read = (name: string) => readFile(join(dir, name), 'utf8').catch(() => 'null')
  return {
    ...ran,
    started,
    emptied,
    json: JSON.parse(await read('sheet.json')),
    html: await read('sheet.html'),
  }
}

it('runs the same events on both sides, and says that the tables are equal', async () => {
  const row = { name: 'a', total: '1.50' }
  const { code, started, json, html, out } = await parityOf([row, row], ['--seeds', '2'])
  expect(code).toBe(0)
  expect(started.map(({ spark }) => spark)).toEqual([undefined, 'local[*]', undefined, 'local[*]'])
  expect(started[0]?.overrides).toEqual(started[1]?.overrides)
  expect(started[2]?.overrides).toMatchObject({ seed: 4, events: 5, rate: 'max' })
  expect(json).toMatchObject({ isEqual: true, outside: SPARK, sluice: '9.9' })
  expect(html).toContain('Small &lt;lab>')
  expect(out).toContain('Every table is equal, row by row.')
})

it('shows a row that differs from both sides, and ends with the code of data', async () => {
  const { code, json, html, out } = await parityOf([
    { name: 'a', total: '1.50' },
    { name: 'a', total: '1.51' },
  ])
  expect(code).toBe(9)
  expect(json.seeds[0].tables[0].differences[0].columns).toEqual(['total'])
  expect(html).toContain('&quot;total&quot;:&quot;1.51&quot;')
  expect(out).toContain('Some rows differ.')
})

it('says nothing of a table of which not all rows were read', async () => {
  const row = { name: 'a', total: '1.50' }
  const { code, json, err } = await parityOf([row, row], [], { cut: { totals: 200_000 } })
  expect([code, json]).toEqual([8, null])
  expect(err).toContain('The table totals has more rows than can be compared')
})

it('takes a version of Spark, on the side of Spark', async () => {
  const row = { name: 'a', total: '1.50' }
  const { started } = await parityOf([row, row], ['--spark', '4'])
  expect(started.map(({ sparkVersion }) => sparkVersion)).toEqual([undefined, '4'])
})

it('empties what both sides fill through a connection of their own', async () => {
  const row = { name: 'a', total: '1.50' }
  const own = await parityOf([row, row])
  expect(own.emptied).toEqual([])
  const { started, emptied } = await parityOf([row, row], ['--connection', 'shop=tests'])
  expect(started.map(({ profiles }) => profiles)).toEqual([{ shop: 'tests' }, { shop: 'tests' }])
  expect(emptied).toEqual(['small', 'small'])
})
