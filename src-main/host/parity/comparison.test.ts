// A comparison of a made-up lab: two runs a seed, one of them on Spark, and the sheet of what they
// gave. The places that it runs in are pretended.
import { describe, expect, it } from 'vitest'
import type {
  OutsideFacts,
  ParityEngine,
  ParityProgress,
  RunResult,
  RunSummary,
} from '@shared/contract'
import { labFileSchema } from '@shared/lab'
import { WarmProgram } from '@main/spark'
import { compareEngines } from './comparison'
import type { Place } from './temporary-place'

const lab = labFileSchema.parse({
  sluice: 1,
  id: 'small',
  title: 'Small <lab>',
  seed: 3,
  connections: { shop: { type: 'sql' } },
  nodes: {
    made: { type: 'fake-data', with: { record: 'order' } },
    out: { type: 'sql', from: 'made', with: { table: 'totals', batchColumn: 'batch' } },
  },
})
/** Its table stands behind a watermark. */
const timed = labFileSchema.parse({
  ...lab,
  connections: { broker: { type: 'kafka' }, shop: { type: 'sql' } },
  records: { order: { fields: { at: { time: 'epochMs' } } } },
  nodes: {
    made: { type: 'fake-data', with: { record: 'order', rate: 1 } },
    orders: { type: 'topic', from: 'made', with: { connection: 'broker', topic: 'orders' } },
    order: { type: 'parse', from: 'orders', with: { fields: { at: 'long' } } },
    minute: {
      type: 'aggregate',
      from: 'order',
      with: {
        time: 'timestamp_millis(at)',
        watermark: '1 minute',
        window: '1 minute',
        by: {},
        compute: { n: 'count(*)' },
        mode: 'append',
      },
    },
    out: {
      type: 'sql',
      from: 'minute',
      with: { connection: 'shop', table: 'totals', batchColumn: 'batch' },
    },
  },
})
const LEDGER = {
  ...{ expected: 0, arrived: 0, onTheWay: 0, tooLate: 0, deadLetters: 0, lost: 0, doubled: 0 },
  ...{ late: 0, sinks: [] },
}
const SPARK: OutsideFacts = { engine: 'spark', version: '3.5.5', master: 'local[*]' }

interface Pretended {
  /** What each side ends with: here, and on Spark. */
  readonly rows: readonly [object, object]
  readonly lab?: typeof lab
  readonly engine?: ParityEngine
  readonly more?: Partial<RunResult>
  readonly seeds?: readonly number[]
  readonly profiles?: Readonly<Record<string, string>>
  readonly settings?: Readonly<Record<string, string>>
  readonly state?: RunSummary['state']
  /** Cancels once a run has begun. */
  readonly cancels?: boolean
}

type Runs = Place['client']['runs']
type Start = Parameters<Runs['start']>[0]

async function compared({ rows, more = {}, seeds = [3], profiles = {}, ...wish }: Pretended) {
  const started: Start[] = []
  /** Starts and resets in the order of time. */
  const acts: string[] = []
  const places: { opened: object; closed: boolean }[] = []
  const warm: unknown[] = []
  const emptied: string[] = []
  const stopped: string[] = []
  const news: Partial<ParityProgress>[] = []
  const cancel = new AbortController()
  const onSpark = () => (started.at(-1)?.spark ?? started.at(-1)?.flink) !== undefined
  const state = () => (stopped.length > 0 ? 'stopped' : (wish.state ?? 'finished'))
  const summary = (): RunSummary => ({
    ...{ lab: 'small', state: state(), seed: 3, fingerprint: 'f', eventsPerSecond: 0 },
    ledger: LEDGER,
    ...(onSpark() ? { outside: SPARK } : {}),
  })
  const result = () => ({
    ...{ state: state(), nodes: {}, before: 0, eventsPerSecond: 0, seconds: 1.25 },
    ...{ ledger: LEDGER, fingerprint: 'f' },
    tables: { totals: [{ ...rows[onSpark() ? 1 : 0], batch: started.length }] },
    ...more,
  })
  const runs = {
    start: async (start: Start) => {
      started.push(start)
      acts.push('start')
      if (wish.cancels) cancel.abort()
    },
    stop: async ({ lab: id }: { lab: string }) => stopped.push(id),
    reset: async ({ lab: id, text, profiles: given }: Parameters<Runs['reset']>[0]) => {
      emptied.push(id)
      acts.push(started.length === 0 ? `reset ${text} ${JSON.stringify(given)}` : 'reset')
    },
    summary: async () => ({
      ...{ cursor: '1', reset: true, removed: [], dropped: 0 },
      items: [summary()],
    }),
    result: async () => {
      const text = JSON.stringify(result())
      return { text, chars: text.length }
    },
  }
  const sheet = await compareEngines(
    {
      ...{
        ref: 'small',
        text: 'text',
        lab: wish.lab ?? lab,
        engine: wish.engine ?? 'spark-3.5',
        master: 'local[*]',
        sparkSettings: wish.settings ?? {},
        events: 5,
      },
      ...{ seeds, profiles, batches: 2, language: 'en', sluice: '9.9' },
    },
    {
      openPlace: async (_, opened, kept) => {
        warm.push(kept)
        const place = { opened, closed: false }
        places.push(place)
        // A pretended client knows only what a comparison asks.
        const client = { runs } as unknown as Place['client']
        return { client, close: async () => void (place.closed = true) }
      },
      tell: each => news.push(each),
      signal: cancel.signal,
      now: () => Date.parse('2026-01-02T03:04:05Z'),
    },
  ).catch((error: unknown) => error)
  return { sheet, started, places, warm, acts, emptied, stopped, news }
}

const ROW = { name: 'a', total: '1.50' }

describe('a comparison', () => {
  it('gives Spark its settings, and keeps them on the sheet', async () => {
    const settings = { 'spark.executor.memory': '2g' }
    const { sheet, started } = await compared({ rows: [ROW, ROW], settings })
    expect(started.map(({ sparkSettings }) => sparkSettings)).toEqual([settings, undefined])
    expect(sheet).toMatchObject({ sparkSettings: settings })
  })

  it('runs the same events on both sides, each in a place of its own', async () => {
    const { sheet, started, places, news } = await compared({ rows: [ROW, ROW], seeds: [3, 4] })
    expect(started.map(({ spark }) => spark)).toEqual([
      'local[*]',
      undefined,
      'local[*]',
      undefined,
    ])
    const { batchRecords, ...made } = started[0]?.overrides ?? {}
    expect(batchRecords).toBe(3)
    expect(started[1]?.overrides).toEqual({ ...made, batches: {} })
    expect(started[2]?.overrides).toMatchObject({ seed: 4, events: 5, rate: 'max' })
    expect(places.map(({ closed }) => closed)).toEqual([true, true, true, true])
    expect(sheet).toMatchObject({
      ...{ isEqual: true, outside: SPARK, sluice: '9.9', at: '2026-01-02T03:04:05.000Z' },
      seeds: [{ seed: 3, secondsHere: 1.3 }, { seed: 4 }],
    })
    expect(news).toContainEqual({ at: 1, side: 'there', made: 0, arrived: 0 })
  })

  it('keeps the other engine warm from seed to seed, and only where there are several', async () => {
    const { warm } = await compared({ rows: [ROW, ROW], seeds: [3, 4] })
    expect(warm[0]).toBeInstanceOf(WarmProgram)
    expect(warm).toEqual([warm[0], undefined, warm[0], undefined])
    const { warm: none } = await compared({ rows: [ROW, ROW] })
    expect(none).toEqual([undefined, undefined])
  })

  it('leaves batch numbers out, and names the rule', async () => {
    const { sheet } = await compared({ rows: [ROW, ROW] })
    expect(sheet).toMatchObject({
      ...{ isEqual: true, rules: [1] },
      seeds: [{ tables: [{ table: 'totals', leftOut: ['batch'] }] }],
    })
  })

  it('leaves out how documents are named and when they were written, and names the rules only where there are any', async () => {
    const figures = labFileSchema.parse({
      ...lab,
      connections: { shop: { type: 'sql' }, search: { type: 'opensearch' } },
      nodes: {
        ...lab.nodes,
        figures: {
          type: 'opensearch',
          from: 'made',
          with: { connection: 'search', index: 'figures', timestamp: 'at' },
        },
      },
    })
    const totals = [{ ...ROW, batch: 1 }]
    const withDocuments = { tables: { totals, figures: [{ _id: 'a1', value: 1, at: '2026' }] } }
    const { sheet } = await compared({ rows: [ROW, ROW], lab: figures, more: withDocuments })
    expect(sheet).toMatchObject({ isEqual: true, rules: [1, 3, 5] })
    expect(sheet).toMatchObject({ seeds: [{ tables: [{ leftOut: ['at', '_id'] }, {}] }] })
    const none = await compared({ rows: [ROW, ROW], lab: figures })
    expect(none.sheet).toMatchObject({ isEqual: true, rules: [1] })
  })

  it('does not compare on Flink what is behind a topic that the lab’s own jobs fill', async () => {
    const connection = 'broker'
    const chained = labFileSchema.parse({
      ...timed,
      nodes: {
        ...timed.nodes,
        again: { type: 'topic', from: 'order', with: { connection, topic: 'again' } },
        read: { type: 'parse', from: 'again', with: { fields: { at: 'long' } } },
        seen: { type: 'console', from: 'read' },
      },
    })
    const totals = [{ ...ROW, batch: 1 }]
    const rows = [ROW, ROW] as const
    const wish = { rows, lab: chained, more: { tables: { totals, seen: [{ at: 1 }] } } }
    const { sheet } = await compared({ ...wish, engine: 'flink' })
    expect(sheet).toMatchObject({
      ...{ isEqual: true, rules: [1, 4] },
      seeds: [
        {
          tables: [
            { table: 'seen', rule: 4 },
            { table: 'totals', equal: 1 },
          ],
        },
      ],
    })
    expect((await compared(wish)).sheet).toMatchObject({ isEqual: true, rules: [1] })
  })

  it('reads here the batches that the other engine told', async () => {
    const batches = { orders: [{ '0': 3 }, { '0': 5 }] }
    const { sheet, started } = await compared({ rows: [ROW, ROW], more: { batches } })
    expect(started[1]?.overrides).toMatchObject({ batches })
    expect(sheet).toMatchObject({ seeds: [{ batches: 2 }] })
  })

  it('dates events ahead where a table is of the last minutes, so that none leaves it', async () => {
    const at = Date.parse('2026-01-02T03:04:05Z')
    const { started: plain } = await compared({ rows: [ROW, ROW], lab: timed })
    expect(plain.map(({ overrides }) => overrides?.clockMs)).toEqual([at, at])
    const { minute } = timed.nodes
    const window = { sliding: ['5 minutes'] }
    const lately = labFileSchema.parse({
      ...timed,
      nodes: { ...timed.nodes, minute: { ...minute, with: { ...minute?.with, window } } },
    })
    const { started } = await compared({ rows: [ROW, ROW], lab: lately })
    const ahead = at + 30 * 60_000
    expect(started.map(({ overrides }) => overrides?.clockMs)).toEqual([ahead, ahead])
  })

  it('does not compare what depends on the cut where records were late, and says so', async () => {
    const ledger = { ...LEDGER, tooLate: 1 }
    const late = { rows: [ROW, { name: 'a', total: '2' }], lab: timed } as const
    const own = await compared({ ...late, more: { ledger } })
    expect(own.sheet).toMatchObject({ isEqual: false, rules: [1, 2] })
    expect(own.sheet).toMatchObject({ seeds: [{ tables: [{ table: 'totals', rule: 2 }] }] })
    const batches = { orders: [{ '0': 5 }] }
    const same = await compared({ ...late, more: { ledger, batches } })
    expect(same.sheet).toMatchObject({ isEqual: false, rules: [1] })
    expect(same.sheet).toMatchObject({ seeds: [{ tables: [{ different: 1 }] }] })
  })

  it('shows a row that differs from both sides, with the reason', async () => {
    const other = { name: 'a', total: '1.51' }
    const { sheet } = await compared({ rows: [ROW, other] })
    const differences = [{ here: ROW, there: other, columns: ['total'], reason: 'number' }]
    expect(sheet).toMatchObject({
      isEqual: false,
      seeds: [{ tables: [{ equal: 0, different: 1, differences }] }],
    })
  })

  it('is not equal where nothing was compared, or the events were other ones', async () => {
    const { sheet } = await compared({ rows: [ROW, ROW], more: { tables: {} } })
    expect(sheet).toMatchObject({ isEqual: false })
  })

  it('says nothing of a table of which not all rows were read', async () => {
    const { sheet, places } = await compared({
      rows: [ROW, ROW],
      more: { cut: { totals: 200_000 } },
    })
    expect(sheet).toMatchObject({ code: 'parity-too-large', params: { table: 'totals' } })
    expect(places).toEqual([{ opened: {}, closed: true }])
  })

  it('empties what both sides fill through a connection that is not built in', async () => {
    const own = await compared({ rows: [ROW, ROW] })
    expect(own.emptied).toEqual([])
    const shared = await compared({ rows: [ROW, ROW], profiles: { shop: 'tests' } })
    expect(shared.started.map(({ profiles }) => profiles)).toEqual([
      { shop: 'tests' },
      { shop: 'tests' },
    ])
    // Before each run as well: an earlier run of the lab may have filled them.
    expect(shared.acts).toEqual([
      ...['reset text {"shop":"tests"}', 'start', 'reset'],
      ...['reset', 'start', 'reset'],
    ])
    expect(new Set(shared.emptied)).toEqual(new Set(['small']))
  })

  it('stops its run and closes its place when it is cancelled', async () => {
    const { sheet, stopped, places, started } = await compared({ rows: [ROW, ROW], cancels: true })
    expect(sheet).toMatchObject({ kind: 'cancelled' })
    expect([stopped, started.length]).toEqual([['small'], 1])
    expect(places).toEqual([{ opened: {}, closed: true }])
  })

  it('ends with the reason of a run that failed', async () => {
    const error = { code: 'spark-memory', kind: 'limit', retry: false, params: {} } as const
    const { sheet } = await compared({ rows: [ROW, ROW], more: { state: 'failed', error } })
    expect(sheet).toMatchObject({ code: 'spark-memory' })
  })
})
