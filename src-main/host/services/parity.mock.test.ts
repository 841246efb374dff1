// The contract's `parity`: what is on offer, what is refused before anything begins, one comparison at
// a time, and a sheet as files.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ParitySheet } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { OpenPlace } from '../parity/temporary-place'
import { parityService } from './parity'

const LAB = `
sluice: 1
id: small
title: Small
connections: { broker: { type: kafka } }
records: { row: { fields: { n: { value: '1' } } } }
nodes:
  made: { type: fake-data, with: { record: row, rate: 1/s } }
  rows: { type: topic, from: made, with: { connection: broker, topic: rows } }
  row: { type: parse, from: rows, with: { fields: { n: string } } }
  live: { type: live, from: row }
`
const sheets = vi.hoisted(() => ({ made: undefined as unknown, cancelled: false }))
vi.mock('../parity/comparison', () => ({
  compareEngines: async (_: unknown, { signal }: { signal: AbortSignal }) => {
    if (sheets.made !== undefined) return sheets.made
    if (!signal.aborted) await new Promise(resolve => signal.addEventListener('abort', resolve))
    sheets.cancelled = true
    throw new LabError('cancelled', { kind: 'cancelled' })
  },
}))
const here = vi.hoisted(() => ({ version: '3.5.5' as string | undefined }))
vi.mock('@main/spark', async original => ({
  ...(await original<object>()),
  findTools: async () => {
    if (here.version === undefined) throw new LabError('spark-no-python', { kind: 'config' })
    return { version: here.version }
  },
}))
vi.mock('@main/flink', () => ({ findFlink: async () => ({ version: '2.2.0' }) }))

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parity-'))
  here.version = '3.5.5'
  sheets.made = undefined
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const openPlace: OpenPlace = () => Promise.reject(new Error('no place is needed'))
const context = { signal: new AbortController().signal }
const service = () => parityService({ openPlace, exportsDir: dir, version: '9.9' })
const WISH: Parameters<ReturnType<typeof service>['handlers']['start']>[0] = {
  ...{ ref: 'small', text: LAB, master: 'local[*]', events: 5, seeds: 1, batches: 5 },
  ...{ profiles: {}, sparkSettings: {}, mayEmpty: [], language: 'en', engine: 'spark-3.5' },
}
const OWN = LAB.replace('{ type: kafka }', '{ type: kafka, profile: cluster }')

const SHEET: ParitySheet = {
  ...{ lab: 'small', title: 'Small <lab>', engine: 'spark-3.5', at: '2026-01-02', events: 5 },
  ...{ sluice: '9.9', isEqual: false, rules: [] },
  outside: { engine: 'spark', version: '3.5.5', master: 'local[*]' },
  sparkSettings: { 'spark.executor.memory': '2g' },
  seeds: [
    {
      ...{ seed: 3, fingerprint: 'f', sameEvents: true, secondsHere: 1, secondsThere: 2 },
      tables: [
        {
          ...{ table: 'totals', compared: 1, equal: 0, different: 1, leftOut: [] },
          differences: [
            {
              ...{ here: { total: '1.50' }, there: { total: '1.51' }, columns: ['total'] },
              reason: 'number',
            },
          ],
        },
      ],
    },
  ],
}

it('says what is on offer, what is missing, and what would be emptied', async () => {
  const { offers } = service().handlers
  const ask = { text: LAB, profiles: {} }
  expect(await offers(ask, context)).toMatchObject({
    engines: [
      { engine: 'spark-3.5', version: '3.5.5' },
      { engine: 'spark-4' },
      { engine: 'flink', version: '2.2.0' },
    ],
    emptied: [],
  })
  here.version = undefined
  const [none] = (await offers(ask, context)).engines
  expect([none?.version, none?.problem?.code]).toEqual([undefined, 'spark-no-python'])
  expect((await offers({ ...ask, text: OWN }, context)).emptied).toEqual(['broker'])
})

it('empties nothing that a person keeps unless that was said', async () => {
  const { handlers, close } = service()
  const start = async (mayEmpty: string[]) =>
    handlers.start({ ...WISH, text: OWN, mayEmpty }, context)
  await expect(start([])).rejects.toMatchObject({
    ...{ code: 'parity-empties', params: { connections: 'broker' } },
  })
  expect(await start(['broker'])).toMatchObject({ state: 'working' })
  await close()
})

it('makes one comparison at a time, and cancels it', async () => {
  const { handlers } = service()
  const start = async () => handlers.start(WISH, context)
  expect(await start()).toMatchObject({ lab: 'small', state: 'working', seeds: [0] })
  await expect(start()).rejects.toMatchObject({ code: 'parity-active' })
  await handlers.cancel({}, context)
  const [row] = (await handlers.progress({}, context)).items
  expect([row?.state, sheets.cancelled]).toEqual(['cancelled', true])
  expect(await handlers.sheet({ lab: 'small', engine: 'spark-3.5' }, context)).toEqual({})
})

it.each([
  ['spark-3.5', { 'spark.master': 'yarn' }, 'spark-setting-unknown'],
  // Both sides read in the same batches, which the comparison cuts.
  ['spark-4', { MAX_OFFSETS_PER_TRIGGER: '10' }, 'parity-cuts'],
  ['flink', { SHUFFLE_PARTITIONS: '4' }, 'parity-settings'],
] as const)('refuses settings that %s does not take here: %o', async (engine, given, code) => {
  const { handlers } = service()
  const start = async () => handlers.start({ ...WISH, engine, sparkSettings: given }, context)
  await expect(start()).rejects.toMatchObject({ code, params: { name: Object.keys(given)[0] } })
})

it('says what this machine lacks before anything runs', async () => {
  here.version = undefined
  const { handlers } = service()
  await handlers.start(WISH, context)
  await vi.waitFor(async () => {
    const [row] = (await handlers.progress({}, context)).items
    expect([row?.state, row?.error?.code]).toEqual(['failed', 'spark-no-python'])
  })
})

it('keeps the sheet, and writes it as JSON and as a page', async () => {
  sheets.made = SHEET
  const { handlers } = service()
  const of = { lab: 'small', engine: 'spark-3.5' } as const
  const save = async () => handlers.save({ ...of, dir: 'here', language: 'en' }, context)
  await expect(save()).rejects.toMatchObject({ code: 'parity-none' })
  await handlers.start(WISH, context)
  await vi.waitFor(async () =>
    expect(await handlers.sheet(of, context)).toMatchObject({ sheet: SHEET }),
  )
  expect(await save()).toEqual({ dir: join(dir, 'here') })
  const html = await readFile(join(dir, 'here', 'sheet.html'), 'utf8')
  expect(html).toContain('Small &lt;lab>')
  expect(html).toContain('&quot;total&quot;:&quot;1.51&quot;')
  expect(html).toContain('The numbers differ.')
  expect(html).toContain('Settings: spark.executor.memory=2g')
  expect(JSON.parse(await readFile(join(dir, 'here', 'sheet.json'), 'utf8'))).toEqual(SHEET)
})
