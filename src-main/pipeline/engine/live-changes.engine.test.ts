// A lab that changes while it runs, or between two runs: what is taken over, what is refused with
// which reason, and that totals stay exact through it. And the controls of a class: one sink held
// back, the clock moved to midnight, only what is available now.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KafkaAdmin, plainKafka } from '@main/connections'
import { startBroker, type Broker } from '@main/kafka'
import type { RunOverrides } from '@shared/contract'
import { labFileSchema, type LabFile } from '@shared/lab'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { changesOf, lastLabOf, startRun, type Run } from '..'
import { countingSource, expectedCents } from '../testing/counting-source'

vi.mock('../nodes/sources/fake-data/source', () => ({
  openGenerator: async (
    _env: unknown,
    _config: unknown,
    options: Parameters<typeof countingSource>[0],
  ) => countingSource(options),
}))

let dir: string
let broker: Broker
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pipeline-live-'))
  broker = await startBroker({
    dataDir: join(dir, 'kafka'),
    port: 0,
    durability: 'fast',
    loneClientIds: ['sluice'],
  })
})
afterAll(async () => {
  await broker.stop()
  await rm(dir, { recursive: true, force: true })
})

let number = 0
beforeEach(() => {
  number += 1
})

type With = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/**
 * Orders → items → totals → those above a threshold → a table and a view; `settings` lays over the
 * nodes' own.
 */
function labOf(settings: With = {}, more: object = {}): LabFile {
  const own = (id: string, basic: object) => ({ ...basic, ...settings[id] })
  return labFileSchema.parse({
    sluice: 1,
    id: `live-${number}`,
    title: 'test',
    timezone: 'UTC',
    connections: { broker: { type: 'kafka' }, tables: { type: 'sql' } },
    records: { plain: { fields: { id: { value: 1 } } } },
    nodes: {
      made: { type: 'fake-data', with: own('made', { record: 'plain', rate: 100 }) },
      orders: {
        type: 'topic',
        from: 'made',
        with: own('orders', { connection: 'broker', topic: `live-${number}` }),
      },
      order: {
        type: 'parse',
        from: 'orders',
        with: own('order', {
          fields: {
            id: 'long',
            itens: 'array<struct<nome: string, quantidade: int, preco: decimal(10,2)>>',
          },
        }),
      },
      items: { type: 'explode', from: 'order', with: { path: 'itens', as: 'item' } },
      total: {
        type: 'aggregate',
        from: 'items',
        with: own('total', {
          by: { nome: 'item.nome' },
          compute: { total: 'sum(item.quantidade * item.preco)' },
          mode: 'complete',
        }),
      },
      big: { type: 'filter', from: 'total', with: own('big', { where: 'total >= 0' }) },
      view: {
        type: 'live',
        from: 'big',
        with: own('view', { chart: 'bar', x: 'nome', y: 'total' }),
      },
      table: {
        type: 'sql',
        from: 'big',
        with: own('table', { connection: 'tables', table: 'totals' }),
      },
      ...more,
    },
  })
}

const begin = (
  lab: LabFile,
  overrides: RunOverrides,
  options: { endWhenDrained?: boolean; fresh?: boolean } = {},
): Run =>
  startRun({
    lab,
    dataDir: dir,
    connections: { broker: plainKafka(`127.0.0.1:${broker.port}`) },
    overrides,
    durability: 'fast',
    endWhenDrained: true,
    ...options,
  })

const until = async (test: () => boolean | Promise<boolean>) => {
  while (!(await test())) await new Promise(resolve => setTimeout(resolve, 10))
}
const arrived = (run: Run, count: number) => until(() => run.summary().ledger.arrived >= count)
const centsOf = (rows: readonly Readonly<Record<string, unknown>>[] = []) =>
  rows
    .map(row => [String(row.nome), Math.round(Number(row.total) * 100)] as const)
    .sort(([a], [b]) => a.localeCompare(b))
const expected = (events: number, above = 0) =>
  [...expectedCents(events)]
    .filter(([, cents]) => cents >= above * 100)
    .sort(([a], [b]) => a.localeCompare(b))
const needs = (before: LabFile, after: LabFile) =>
  changesOf(before, after).map(c => [c.path, c.needs, c.code])

describe('a change of a running lab', () => {
  it('moves a threshold at once: rows that no longer pass leave the table and the view', async () => {
    const run = begin(labOf(), { events: 1000, rate: 400 })
    await arrived(run, 300)
    const above = Math.round(((expected(1000)[4]?.[1] ?? 0) / 100) * 1)
    const changed = labOf({ big: { where: `total >= ${above}` } })
    const { applied, refused, lab } = await run.patch(changed)
    expect(applied.map(c => [c.path, c.needs])).toEqual([['nodes.big.with.where', 'live']])
    expect(refused).toEqual([])
    expect(lab).toEqual(changed)
    const shown = await run.feeds.view('view')
    expect(shown.items.every(row => Number(row.values[1]) >= above)).toBe(true)
    const result = await run.done
    expect(result).toMatchObject({
      state: 'finished',
      ledger: { expected: 1000, arrived: 1000, lost: 0, doubled: 0 },
    })
    expect(centsOf(result.tables.totals)).toEqual(expected(1000, above))
    expect(expected(1000, above).length).toBeLessThan(expected(1000).length)
  })

  it('takes over rate, trigger and view, and refuses the rest with reasons that change nothing', async () => {
    const run = begin(labOf(), { events: 600, rate: 300 })
    await arrived(run, 100)
    const changed = labOf({
      made: { rate: 5000 },
      total: { trigger: '50 ms', by: { nome: 'upper(item.nome)' } },
      view: { chart: 'table' },
      table: { table: 'others' },
    })
    const { applied, refused, lab } = await run.patch(changed)
    expect(applied.map(c => c.path)).toEqual([
      'nodes.made.with.rate',
      'nodes.total.with.trigger',
      'nodes.view.with.chart',
    ])
    expect(refused.map(c => [c.path, c.needs, c.code])).toEqual([
      ['nodes.total.with.by', 'clean', 'change-memory'],
      ['nodes.table.with.table', 'restart', 'change-at-start'],
    ])
    expect(lab.nodes.total?.with).toEqual({ ...labOf().nodes.total?.with, trigger: '50 ms' })
    expect(await lastLabOf(dir, lab.id)).toEqual(lab)
    expect((await run.views()).map(view => view.chart)).toEqual(['table'])
    const result = await run.done
    expect(centsOf(result.tables.totals)).toEqual(expected(600))
  })

  it('keeps what a state machine remembers when its rules change', async () => {
    const machine = (step: number) => ({
      stock: {
        type: 'machine',
        from: 'items',
        with: {
          by: { nome: 'item.nome' },
          state: { seen: { type: 'long', start: '0' } },
          set: { seen: `state.seen + ${step}` },
        },
      },
      stocks: { type: 'sql', from: 'stock', with: { connection: 'tables', table: 'stocks' } },
    })
    const run = begin(labOf({}, machine(1)), { events: 400, rate: 400 })
    await arrived(run, 100)
    // Figures are told every tick, after the batch that they are of.
    const keys = async () =>
      (await run.feeds.graph()).items.find(s => s.key === 'node:stock')?.stateKeys ?? 0
    await vi.waitUntil(async () => (await keys()) > 0, { timeout: 20_000 })
    expect((await run.patch(labOf({}, machine(0)))).refused).toEqual([])
    const seen = run.summary().ledger.arrived
    const result = await run.done
    const counted = (result.tables.stocks ?? []).reduce((sum, row) => sum + Number(row.seen), 0)
    const items = (events: number) =>
      Array.from({ length: events }, (_, n) => (n % 4) + 1).reduce((a, b) => a + b, 0)
    expect(counted).toBeGreaterThanOrEqual(items(100))
    expect(counted).toBeLessThanOrEqual(items(seen))
  })

  it('leaves a partition idle and fills it again; nothing is lost or doubled', async () => {
    const lab = (idlePartitions?: readonly number[]) =>
      labOf({ orders: { partitions: 3, ...(idlePartitions ? { idlePartitions } : {}) } })
    const moved = async () => {
      const { items } = await run.feeds.graph()
      return Number(items.find(s => s.key === 'node:orders')?.figures?.['moved'] ?? 0)
    }
    const run = begin(lab(), { events: 1200, rate: 300 })
    await arrived(run, 100)
    expect((await run.patch(lab([1]))).applied.map(c => [c.path, c.needs])).toEqual([
      ['nodes.orders.with.idlePartitions', 'live'],
    ])
    await until(async () => (await moved()) >= 30)
    expect((await run.patch(lab())).refused).toEqual([])
    const result = await run.done
    expect(result.ledger).toMatchObject({ expected: 1200, arrived: 1200, lost: 0, doubled: 0 })
    const admin = new KafkaAdmin(plainKafka(`127.0.0.1:${broker.port}`))
    const ends = (await admin.endsOf(`live-${number}`)).map(({ latest }) => latest)
    await admin.close()
    // Each gets every third record; of partition 1's, those that were moved are in the others.
    expect(ends[1]).toBe(400 - (await moved()))
    expect(ends.reduce((sum, end) => sum + end, 0)).toBe(1200)
  })

  it('holds a sink back and lets it go on: what is before it waits, nothing is lost', async () => {
    const run = begin(labOf(), { events: 1200, rate: 600 })
    await until(async () =>
      (await run.feeds.graph()).items.some(s => s.key === 'node:table' && s.state === 'running'),
    )
    await run.hold('table', true)
    await until(async () =>
      (await run.feeds.graph()).items.some(s => s.key === 'node:table' && s.state === 'paused'),
    )
    const isHeld = async () =>
      (await run.feeds.graph()).items.find(s => s.key === 'edge:big>table')?.lag !== 0
    await until(isHeld)
    await run.hold('table', false)
    const result = await run.done
    expect(result.ledger).toMatchObject({ arrived: 1200, lost: 0 })
    expect(centsOf(result.tables.totals)).toEqual(expected(1200))
    await expect(run.hold('table', true)).rejects.toMatchObject({ code: 'run-not-running' })
  })

  it('holds a source back, and refuses to hold a step', async () => {
    const run = begin(labOf(), { rate: 200 }, { endWhenDrained: false })
    await arrived(run, 20)
    await run.hold('made', true)
    await until(async () =>
      (await run.feeds.graph()).items.some(s => s.key === 'node:made' && s.state === 'paused'),
    )
    await expect(run.hold('big', true)).rejects.toMatchObject({ code: 'run-cannot-hold' })
    await run.hold('made', false)
    const before = run.summary().ledger.arrived
    await arrived(run, before + 20)
    await run.stop()
  })
})

describe('a lab that changed between two runs', () => {
  it('goes on where only what it reads at the start changed, and writes its tables whole', async () => {
    expect(centsOf((await begin(labOf(), { events: 300 }).done).tables.totals)).toEqual(
      expected(300),
    )
    const changed = labOf({ table: { table: 'others' } })
    expect(needs((await lastLabOf(dir, changed.id)) ?? changed, changed)).toEqual([
      ['nodes.table.with.table', 'restart', 'change-at-start'],
    ])
    const result = await begin(changed, { events: 301 }).done
    expect(result.error).toBeUndefined()
    expect(centsOf(result.tables.others)).toEqual(expected(301))
  })

  it('goes on with new fields in the state: those of before stay, new ones begin empty', async () => {
    const stock = (state: object, set: object) => ({
      stock: { type: 'machine', from: 'items', with: { by: { nome: 'item.nome' }, state, set } },
      stocks: { type: 'sql', from: 'stock', with: { connection: 'tables', table: 'stocks' } },
    })
    const seen = { seen: { type: 'long', start: '0' } }
    const old = labOf({}, stock(seen, { seen: 'state.seen + 1' }))
    await begin(old, { events: 300 }).done
    const state = { level: { type: 'int', start: '7' }, ...seen }
    const steps = { seen: 'state.seen + 1', level: 'state.level' }
    const compute = { n: 'count(*)', total: 'sum(item.quantidade * item.preco)' }
    const table = { table: 'wider' }
    const more = stock(state, steps)
    more.stocks.with = { ...more.stocks.with, table: 'levels' }
    const changed = labOf({ total: { compute }, table }, more)
    expect(needs(old, changed)).toEqual([
      ['nodes.total.with.compute', 'restart', 'change-memory-grows'],
      ['nodes.table.with.table', 'restart', 'change-at-start'],
      ['nodes.stock.with.state', 'restart', 'change-memory-grows'],
      ['nodes.stock.with.set', 'restart', 'change-shape'],
      ['nodes.stocks.with.table', 'restart', 'change-at-start'],
    ])
    const { tables, error, nodes } = await begin(changed, { events: 400 }).done
    expect(error).toBeUndefined()
    expect(centsOf(tables.wider)).toEqual(expected(400))
    const sumOf = (rows: typeof tables.wider = [], name: string) =>
      rows.reduce((sum, row) => sum + Number(row[name]), 0)
    // The new total counts the items of the last 100 orders only; the state's old field all of them.
    const items = sumOf(tables.levels, 'seen')
    expect(sumOf(tables.wider, 'n')).toBeLessThan(items / 2)
    expect(sumOf(tables.wider, 'n')).toBeGreaterThan(0)
    expect(items).toBe(nodes.total?.in)
    expect(new Set(tables.levels?.map(row => row.level))).toEqual(new Set([7]))
  })

  it('says what cannot be kept, and begins anew when told to', async () => {
    await begin(labOf(), { events: 200 }).done
    const changed = labOf({ total: { compute: { total: 'sum(item.preco)' } } })
    const refused = await begin(changed, { events: 400 }).done
    expect(refused).toMatchObject({
      state: 'failed',
      error: {
        code: 'run-state-changed',
        params: { nodes: 'total', setting: 'nodes.total.with.compute', why: 'change-memory' },
      },
    })
    // Nothing was touched: the old lab goes on.
    expect(centsOf((await begin(labOf(), { events: 300 }).done).tables.totals)).toEqual(
      expected(300),
    )
    const result = await begin(changed, { events: 1 }, { endWhenDrained: true, fresh: true }).done
    expect(result.state).toBe('finished')
    // The topic stays: its 300 orders are read again, and one more.
    expect(result.nodes.order?.in).toBe(301)
  })

  it('follows its checkpoint when another node comes first, and tells a reader that was renamed', async () => {
    await begin(labOf(), { events: 100 }).done
    const { nodes, ...rest } = labOf()
    const first = {
      count: { type: 'aggregate', from: 'items', with: { by: {}, compute: { n: 'count(*)' } } },
    }
    const moved = labFileSchema.parse({ ...rest, nodes: { ...first, ...nodes } })
    expect(needs(labOf(), moved).map(([path, need]) => [path, need])).toEqual([
      ['nodes.count', 'restart'],
    ])
    expect(centsOf((await begin(moved, { events: 150 }).done).tables.totals)).toEqual(expected(150))
    const { order, ...others } = nodes
    const renamed = labFileSchema.parse({
      ...rest,
      nodes: { ...others, parsed: order, items: { ...nodes.items, from: 'parsed' } },
    })
    expect(needs(labOf(), renamed)).toContainEqual(['nodes.parsed.from', 'clean', 'change-reader'])
  })

  it('knows what each kind of change needs', () => {
    const lab = labOf()
    const of = (after: Partial<LabFile>) =>
      needs(lab, { ...lab, ...after }).map(([path, need, code]) => `${path} ${need} ${code}`)
    expect(of({ title: 'other', dashboard: [] })).toEqual([
      'title live change-shown',
      'dashboard live change-shown',
    ])
    expect(of({ frames: { f: { nodes: Object.keys(lab.nodes), folded: true } } })).toEqual([
      'frames live change-shown',
    ])
    expect(of({ seed: 9 })).toEqual(['seed clean change-seed'])
    expect(of({ timezone: 'America/Sao_Paulo' })).toEqual(['timezone restart change-at-start'])
    expect(
      of({ connections: { ...lab.connections, broker: { type: 'kafka', profile: 'cloud' } } }),
    ).toEqual(['connections.broker clean change-other-topic'])
    expect(needs(lab, labOf({ orders: { topic: 'elsewhere' } }))).toEqual([
      ['nodes.orders.with.topic', 'clean', 'change-other-topic'],
    ])
    const wider = labOf({
      order: {
        fields: {
          id: 'long',
          itens: 'array<struct<nome: string, quantidade: long, preco: decimal(10,2)>>',
        },
      },
    })
    expect(needs(lab, wider)).toEqual([
      ['nodes.order.with.fields', 'restart', 'change-at-start'],
      ['nodes.total', 'clean', 'change-input-type'],
    ])
    expect(needs(lab, lab)).toEqual([])
  })
})

describe('what is available now', () => {
  it('works through what stands in the topics, makes nothing new, and ends', async () => {
    await begin(labOf(), { events: 500 }).done
    const clean = begin(
      labOf(),
      { trigger: 'available-now' },
      { endWhenDrained: false, fresh: true },
    )
    const result = await clean.done
    expect(result).toMatchObject({
      state: 'finished',
      nodes: { made: { out: 0 }, order: { in: 500 } },
    })
    expect(centsOf(result.tables.totals)).toEqual(expected(500))
    const again = await begin(labOf(), { trigger: 'available-now' }, { endWhenDrained: false }).done
    expect(again).toMatchObject({ state: 'finished', nodes: { order: { in: 500 } } })
  })

  it('ends an aggregation that asks for it while its source goes on', async () => {
    const run = begin(
      labOf({ total: { trigger: 'available-now' } }),
      { rate: 500 },
      { endWhenDrained: false },
    )
    await until(async () =>
      (await run.feeds.graph()).items.some(s => s.key === 'node:total' && s.state === 'done'),
    )
    const done =
      (await run.feeds.graph()).items.find(s => s.key === 'edge:orders>order')?.total ?? 0
    await until(() => run.summary().ledger.expected > done + 100)
    expect((await run.feeds.graph()).items.find(s => s.key === 'edge:orders>order')?.total).toBe(
      done,
    )
    await run.stop()
  })

  it('takes a trigger from the command line', async () => {
    const result = await begin(labOf(), { events: 300, trigger: 20 }).done
    expect(centsOf(result.tables.totals)).toEqual(expected(300))
  })
})

describe("the lab's clock", () => {
  it('moves to just before midnight of the zone, by a time, and never back', async () => {
    const run = begin(
      labOf(),
      { rate: 10, clockMs: Date.UTC(2100, 0, 1, 15) },
      { endWhenDrained: false },
    )
    await arrived(run, 1)
    expect(await run.moveClock({ to: 'before-midnight' })).toBeGreaterThanOrEqual(
      Date.UTC(2100, 0, 1, 23, 59, 50),
    )
    const later = await run.moveClock({ byMs: 3_600_000 })
    expect(later).toBeGreaterThanOrEqual(Date.UTC(2100, 0, 2, 0, 59, 50))
    await expect(run.moveClock({ to: Date.UTC(2100, 0, 1) })).rejects.toMatchObject({
      code: 'run-clock-back',
    })
    expect(run.summary().clockAheadMs).toBeGreaterThan(0)
    await run.stop()
  })
})
