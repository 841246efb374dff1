// A lab on a real embedded broker, in this process: totals against an independent recomputation.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBroker, type Broker } from '@main/kafka'
import { embeddedSql, KafkaAdmin, KafkaProducer, openSql, plainKafka } from '@main/connections'
import type { RunOverrides } from '@shared/contract'
import { labFileSchema, type LabFile } from '@shared/lab'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startRun, type Run } from '..'
import type { RunOptions } from '../model/run-types'
import { countingSource, expectedCents } from '../testing/counting-source'

vi.mock('../nodes/sources/fake-data/source', () => ({
  openGenerator: async (
    _env: unknown,
    config: { record: string },
    options: Parameters<typeof countingSource>[0],
  ) => countingSource(options, config.record === 'keyed'),
}))

let dir: string
let broker: Broker
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pipeline-run-'))
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
let topic: string
beforeEach(() => {
  topic = `orders-${++number}`
})

function labOf(partitions: number, record = 'plain'): LabFile {
  return labFileSchema.parse({
    sluice: 1,
    id: `lab-${number}`,
    title: 'test',
    timezone: 'UTC',
    connections: { broker: { type: 'kafka' } },
    records: { plain: { fields: { id: { value: 1 } } }, keyed: { fields: { id: { value: 1 } } } },
    nodes: {
      made: { type: 'fake-data', with: { record } },
      orders: { type: 'topic', from: 'made', with: { connection: 'broker', topic, partitions } },
      order: {
        type: 'parse',
        from: 'orders',
        with: {
          fields: { itens: 'array<struct<nome: string, quantidade: int, preco: decimal(10,2)>>' },
        },
      },
      items: { type: 'explode', from: 'order', with: { path: 'itens', as: 'item' } },
      total: {
        type: 'aggregate',
        from: 'items',
        with: {
          by: { nome: 'item.nome' },
          compute: { total: 'sum(item.quantidade * item.preco)' },
          mode: 'complete',
        },
      },
      live: { type: 'live', from: 'total', with: { chart: 'bar', x: 'nome', y: 'total' } },
    },
  })
}

function begin(
  lab: LabFile,
  overrides: RunOverrides,
  more: Pick<RunOptions, 'endWhenDrained' | 'checkpoint' | 'freeSpace'> = { endWhenDrained: true },
): Run {
  const connections = { broker: plainKafka(`127.0.0.1:${broker.port}`) }
  return startRun({ lab, dataDir: dir, connections, overrides, durability: 'fast', ...more })
}

async function centsOf(run: Run): Promise<Map<string, number>> {
  const { items } = await run.feeds.view('live')
  return new Map(items.map(({ key, values }) => [key, Math.round(Number(values[1]) * 100)]))
}

const sorted = (map: Map<string, number>) => [...map].sort(([a], [b]) => a.localeCompare(b))
const until = async (test: () => boolean | Promise<boolean>) => {
  while (!(await test())) await new Promise(resolve => setTimeout(resolve, 10))
}

/** Rows from 1000 on are refused by one table and go to another. */
function refusingLab(): LabFile {
  const { nodes, ...rest } = labOf(1)
  const { made, orders } = nodes
  return labFileSchema.parse({
    ...rest,
    connections: { broker: { type: 'kafka' }, tables: { type: 'sql' } },
    nodes: {
      made,
      orders,
      order: { type: 'parse', from: 'orders', with: { fields: { id: 'int' } } },
      strict: {
        type: 'sql',
        from: 'order',
        with: { connection: 'tables', table: 'strict', key: ['id'], create: false },
      },
      graves: {
        type: 'sql',
        from: 'strict.dead',
        with: { connection: 'tables', table: 'graves', key: ['value'] },
      },
    },
  })
}

describe('a run', () => {
  it('writes the dead letters of one sink into the sink behind it, the last batch too', async () => {
    const tables = embeddedSql(join(dir, `refusing-${number}.duckdb`))
    const store = await openSql(tables)
    await store.query('CREATE TABLE strict (id INTEGER PRIMARY KEY CHECK (id < 1000))')
    const connections = { broker: plainKafka(`127.0.0.1:${broker.port}`), tables }
    const run = startRun({
      lab: refusingLab(),
      dataDir: dir,
      connections,
      overrides: { events: 1010 },
      durability: 'fast',
      endWhenDrained: true,
    })
    const result = await run.done
    expect(result.error).toBeUndefined()
    expect(result.ledger.deadLetters).toBe(10)
    expect(await store.count('strict')).toBe(1000)
    expect(await store.count('graves')).toBe(10)
    await store.close()
  })

  for (const partitions of [1, 4]) {
    for (const record of ['plain', 'keyed']) {
      it(`adds up exactly on ${partitions} partitions, ${record}`, async () => {
        const run = begin(labOf(partitions, record), { events: 5000 })
        const result = await run.done
        expect(result.error).toBeUndefined()
        expect(result).toMatchObject({
          state: 'finished',
          ledger: { expected: 5000, arrived: 5000, lost: 0, doubled: 0, onTheWay: 0 },
        })
        expect(result.nodes.order).toEqual({ in: 5000, out: 5000, errors: 0 })
        expect(sorted(await centsOf(run))).toEqual(sorted(expectedCents(5000)))
      })
    }
  }

  it('goes on where it stopped, as often as it is stopped', async () => {
    const lab = labOf(2)
    for (let events = 700; events < 3000; events += 700) {
      const run = begin(lab, { events, rate: 3000 }, {})
      await until(() => run.summary().ledger.arrived > events - 500)
      await run.stop()
    }
    const run = begin(lab, { events: 3000 })
    const result = await run.done
    expect(result).toMatchObject({
      state: 'finished',
      ledger: { expected: 3000, arrived: 3000, lost: 0, doubled: 0 },
    })
    expect(sorted(await centsOf(run))).toEqual(sorted(expectedCents(3000)))
  })

  it('ends when it is stopped while it still starts, and goes on at the next start', async () => {
    const lab = labOf(1)
    const run = begin(lab, { events: 500 })
    await run.stop()
    expect((await run.done).state).toBe('stopped')
    const again = begin(lab, { events: 500 })
    expect(await again.done).toMatchObject({
      state: 'finished',
      ledger: { expected: 500, arrived: 500, lost: 0, doubled: 0 },
    })
  })

  it('pauses, steps by one event, and goes on', async () => {
    const run = begin(labOf(1), { rate: 50 }, {})
    await until(() => run.summary().ledger.arrived > 3)
    await run.pause()
    await until(async () =>
      (await run.feeds.graph()).items.some(s => s.key === 'node:order' && s.state === 'paused'),
    )
    const before = run.summary().ledger
    const { clockMs } = run.summary()
    await new Promise(resolve => setTimeout(resolve, 1100))
    expect(run.summary().clockMs).toBe(clockMs)
    await run.step()
    expect(run.summary().ledger.expected).toBe(before.expected + 1)
    expect(run.summary().ledger.arrived).toBe(before.expected + 1)
    await run.resume()
    await until(() => run.summary().ledger.arrived > before.expected + 5)
    await run.stop()
    expect((await run.done).state).toBe('stopped')
  })

  it('puts poison into the dead letters, with place and reason, and goes on', async () => {
    const lab = labOf(1)
    const connection = plainKafka(`127.0.0.1:${broker.port}`)
    const admin = new KafkaAdmin(connection)
    await admin.createTopic(topic, { partitions: 1 })
    await admin.close()
    const producer = await KafkaProducer.open(connection)
    await producer.send(
      topic,
      [
        'not json',
        '{"itens": 7}',
        '{"itens": [{"nome": "x", "quantidade": "many", "preco": 1}]}',
        '',
      ].map(value => ({
        key: null,
        value,
      })),
    )
    await producer.send(topic, [{ key: null, value: null }])
    await producer.close()
    const run = begin(lab, { events: 10 })
    const result = await run.done
    expect(result.ledger).toMatchObject({ expected: 10, arrived: 10, deadLetters: 5 })
    const { items } = await run.feeds.deadLetters()
    expect(items.map(d => [d.offset, d.reason.code])).toEqual([
      ['0', 'record-not-json'],
      ['1', 'record-wrong-type'],
      ['2', 'record-wrong-type'],
      ['3', 'record-not-json'],
      ['4', 'record-empty'],
    ])
    expect(items[2]).toMatchObject({
      node: 'order',
      value: '{"itens": [{"nome": "x", "quantidade": "many", "preco": 1}]}',
      reason: { params: { path: 'itens[0].quantidade' } },
    })
    expect(sorted(await centsOf(run))).toEqual(sorted(expectedCents(10)))
  })

  it('knows over a restart what was late, too late and could not be read; a window that was closed stays closed', async () => {
    const lab = labFileSchema.parse({
      sluice: 1,
      id: `lab-${number}`,
      title: 'test',
      timezone: 'UTC',
      connections: { broker: { type: 'kafka' } },
      nodes: {
        events: { type: 'topic', with: { connection: 'broker', topic } },
        event: { type: 'parse', from: 'events', with: { fields: { id: 'long', at: 'timestamp' } } },
        minutes: {
          type: 'aggregate',
          from: 'event',
          with: {
            by: {},
            compute: { n: 'count(*)' },
            window: { tumbling: '1 minute' },
            time: 'at',
            watermark: '30 seconds',
            mode: 'update',
          },
        },
        live: { type: 'live', from: 'minutes', with: {} },
      },
    })
    const connection = plainKafka(`127.0.0.1:${broker.port}`)
    const life = async (values: readonly string[]) => {
      // One batch each: a watermark moves between batches.
      for (const value of values) {
        const producer = await KafkaProducer.open(connection)
        await producer.send(topic, [{ key: null, value }])
        await producer.close()
        const result = await begin(lab, { trigger: 'available-now' }).done
        expect(result.error).toBeUndefined()
        last = result
      }
    }
    let last: Awaited<Run['done']> | undefined
    const at = (time: string) => JSON.stringify({ id: 1, at: `2025-01-01T10:${time}Z` })
    const admin = new KafkaAdmin(connection)
    await admin.createTopic(topic, { partitions: 1 })
    await admin.close()
    await life([at('00:10'), 'poison', at('01:20'), at('00:40'), at('01:40')])
    // The watermark stands at 01:10: minute 0 has been closed, minute 1 is open although 01:05 is
    // late.
    await life([at('00:50'), at('01:05'), 'poison'])
    expect(last?.ledger).toMatchObject({ late: 2, tooLate: 1, deadLetters: 2 })
    expect(last?.tables.live).toMatchObject([{ n: 3 }])
  })

  it('shows records at edges, rates and lag', async () => {
    const run = begin(labOf(1), { events: 100 })
    await run.done
    const { items } = await run.feeds.records('edge:order>items')
    expect(JSON.parse(items.at(-1)?.value ?? '')).toHaveProperty('itens')
    const graph = new Map((await run.feeds.graph()).items.map(s => [s.key, s]))
    expect(graph.get('edge:orders>order')).toMatchObject({ total: 100, lag: 0 })
    const edges = [...graph.values()].filter(s => s.key.startsWith('edge:'))
    expect(edges).toHaveLength(5)
    for (const edge of edges)
      expect(edge).toMatchObject({ lag: 0, queueFill: 0, queueLevel: 'low' })
    expect(graph.get('edge:made>orders')).toMatchObject({ total: 100 })
    expect(graph.get('node:made')).toMatchObject({ state: 'done' })
    const { tables } = await run.done
    expect(tables.live?.map(row => [row.nome, Math.round(Number(row.total) * 100)]).sort()).toEqual(
      [...expectedCents(100)].sort(),
    )
  })

  it('says that the broker is away, waits, and goes on exactly', { timeout: 60_000 }, async () => {
    const run = begin(labOf(2), { events: 3000, rate: 2000 })
    await until(() => run.summary().ledger.arrived > 300)
    const { port } = broker
    await broker.stop()
    await until(async () => (await run.feeds.graph()).items.some(s => s.state === 'waiting'))
    expect((await run.feeds.log()).items.some(line => line.code.startsWith('kafka-'))).toBe(true)
    broker = await startBroker({
      dataDir: join(dir, 'kafka'),
      port,
      durability: 'fast',
      loneClientIds: ['sluice'],
    })
    const result = await run.done
    expect(result).toMatchObject({
      state: 'finished',
      ledger: { expected: 3000, arrived: 3000, lost: 0, doubled: 0 },
    })
    expect(sorted(await centsOf(run))).toEqual(sorted(expectedCents(3000)))
  })

  it(
    'says that the topic was made anew under it, instead of skipping what it holds',
    { timeout: 60_000 },
    async () => {
      const run = begin(labOf(1), { events: 100 }, {})
      await until(() => run.summary().ledger.arrived === 100)
      const connection = plainKafka(`127.0.0.1:${broker.port}`)
      const admin = new KafkaAdmin(connection)
      await admin.deleteTopic(topic)
      await admin.createTopic(topic, { partitions: 1 })
      await admin.close()
      const producer = await KafkaProducer.open(connection)
      await producer.send(topic, [{ key: null, value: '{"itens": []}' }])
      await producer.close()
      const result = await run.done
      expect(result).toMatchObject({
        state: 'failed',
        error: { code: 'run-topic-gone', params: { topic } },
      })
    },
  )

  it('begins anew after a reset', async () => {
    const lab = labOf(1)
    const first = begin(lab, { events: 50 })
    await first.done
    await first.reset()
    const second = begin(lab, { events: 20 })
    expect(await second.done).toMatchObject({ ledger: { expected: 20, arrived: 20, doubled: 0 } })
    expect(sorted(await centsOf(second))).toEqual(sorted(expectedCents(20)))
  })

  it('fails with the reason when its checkpoint is damaged, and its producer ends too', async () => {
    const lab = labOf(1)
    const first = begin(lab, { events: 200 }, {})
    await until(async () => (await centsOf(first)).size > 0)
    await first.stop()
    const found = await readdir(dir, { recursive: true })
    const file = found.find(name => name.includes(`lab-${number}`) && /state-\d+\.log$/.test(name))
    const path = join(dir, file ?? '')
    const bytes = await readFile(path)
    // The first frame's payload: good frames follow it.
    bytes[9] = (bytes[9] ?? 0) ^ 1
    await writeFile(path, bytes)
    const again = begin(lab, { events: 10_000_000 }, {})
    const { state, error } = await again.done
    expect(state).toBe('failed')
    expect(error).toMatchObject({ code: 'checkpoint-damaged', params: { file: path, offset: 0 } })
    expect(await readFile(path)).toEqual(bytes)
  })

  it('fails with the reason when a producer’s position is damaged', async () => {
    const lab = labOf(1)
    const first = begin(lab, { events: 200 }, {})
    await until(async () => (await centsOf(first)).size > 0)
    await first.stop()
    const found = await readdir(dir, { recursive: true })
    const file = found.find(
      name => name.includes(`lab-${number}`) && /producers/.test(name) && name.endsWith('.json'),
    )
    const path = join(dir, file ?? '')
    const bytes = await readFile(path)
    bytes[9] = (bytes[9] ?? 0) ^ 1
    await writeFile(path, bytes)
    const { state, error } = await begin(lab, { events: 10_000_000 }, {}).done
    expect(state).toBe('failed')
    expect(error).toMatchObject({ code: 'run-file-damaged', params: { file: path } })
    expect(await readFile(path)).toEqual(bytes)
  })

  it('lets its sources rest while the disk is full, and go on when there is room', async () => {
    const GB = 1024 ** 3
    let freeBytes = 0.1 * GB
    const lab = labOf(1)
    const run = begin(
      lab,
      { rate: 1000 },
      { freeSpace: async () => ({ freeBytes, totalBytes: 100 * GB }) },
    )
    const codes = async () => (await run.feeds.log()).items.map(({ code }) => code)
    await until(async () => (await codes()).includes('run-disk-full'))
    const at = run.summary().ledger.expected
    await new Promise(resolve => setTimeout(resolve, 300))
    expect(run.summary().ledger.expected).toBeLessThanOrEqual(at + 100)
    freeBytes = 50 * GB
    await until(async () => (await codes()).includes('run-disk-room'))
    await until(() => run.summary().ledger.expected > at + 500)
    await run.stop()
  })

  it('goes on from the checkpoint before a damaged one, and adds up exactly', async () => {
    const lab = labOf(1)
    const first = begin(lab, { events: 2000, rate: 500 }, {})
    const commits = new Set<number>()
    await until(() => commits.add(first.summary().checkpointAt ?? 0).size > 3)
    await first.stop()
    const found = await readdir(dir, { recursive: true })
    const file = found.find(name => name.includes(`lab-${number}`) && /state-\d+\.log$/.test(name))
    const path = join(dir, file ?? '')
    const bytes = await readFile(path)
    // In the payload of the last commit but one: what stands before it is good.
    const last = bytes.lastIndexOf('{"t":"commit"')
    const at = bytes.lastIndexOf('{"t":"commit"', last - 1)
    expect(at).toBeGreaterThan(0)
    bytes[at + 3] = (bytes[at + 3] ?? 0) ^ 1
    await writeFile(path, bytes)
    const refused = await begin(lab, { events: 2000 }).done
    expect(refused.error).toMatchObject({ code: 'checkpoint-damaged', params: { previous: true } })
    const again = begin(lab, { events: 2000 }, { endWhenDrained: true, checkpoint: 'previous' })
    const { state, ledger } = await again.done
    expect(state).toBe('finished')
    expect(ledger).toMatchObject({ lost: 0, onTheWay: 0 })
    expect(sorted(await centsOf(again))).toEqual(sorted(expectedCents(2000)))
  })
})
