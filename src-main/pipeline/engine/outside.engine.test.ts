// A run whose jobs another engine does: a made-up one here, which counts what it was told to. Sources,
// topics, figures, views and results are the run's own, wherever the jobs are done.
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBroker, type Broker } from '@main/kafka'
import { KafkaAdmin, plainKafka, resolveConnection } from '@main/connections'
import { LabError } from '@shared/errors'
import { labFileSchema, type LabFile } from '@shared/lab'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutsideBatch, OutsideEar, OutsideEngine, OutsideWork } from '../model/outside'
import type { RunOptions } from '../model/run-types'
import { changesOutside } from '../plan/changes'
import { RunEngine } from './run-engine'

let dir: string
let broker: Broker
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pipeline-outside-'))
  broker = await startBroker({ dataDir: join(dir, 'kafka'), port: 0, durability: 'fast' })
})
afterAll(async () => {
  await broker.stop()
  await rm(dir, { recursive: true, force: true })
})

const labOf = (id: string): LabFile =>
  labFileSchema.parse({
    sluice: 1,
    id,
    title: 'test',
    timezone: 'UTC',
    connections: { broker: { type: 'kafka' } },
    records: { order: { fields: { name: { value: 'a' }, n: { value: 1 } } } },
    nodes: {
      made: { type: 'fake-data', with: { record: 'order', rate: 'max' } },
      orders: { type: 'topic', from: 'made', with: { connection: 'broker', topic: id } },
      order: {
        type: 'parse',
        from: 'orders',
        with: { fields: { name: 'string', n: 'int', price: 'decimal(10,2)' } },
      },
      total: {
        type: 'aggregate',
        from: 'order',
        with: { by: { name: 'name' }, compute: { all: 'sum(price)' }, mode: 'complete' },
      },
      live: { type: 'live', from: 'total' },
    },
  })

const batch = (number: number, rows: number): OutsideBatch => ({
  query: 'total',
  batch: number,
  counts: { 'orders|out': rows, 'order|out': rows - 1, 'order|dead': 1, 'total|out': 2 },
  stateRows: 2,
  figures: { batchMs: 40, batch: number },
})

class MadeUp implements OutsideEngine {
  readonly facts = { engine: 'spark', version: '3.5.5', master: 'local[*]' } as const
  readonly earlier: OutsideBatch[] = []
  told: ((ear: OutsideEar) => void) | undefined
  drained = false
  private end: (error?: LabError) => void = () => {}

  past = async () => this.earlier
  work({ ear }: OutsideWork): Promise<void> {
    this.told?.(ear)
    return new Promise((resolve, reject) => {
      this.end = error => (error ? reject(error) : resolve())
      if (this.drained) resolve()
    })
  }
  drain = async () => {
    this.drained = true
    this.end()
  }
  stop = async () => this.end()
  fail(error: LabError): void {
    this.end(error)
  }
}

function begin(id: string, engine: MadeUp, more: Partial<RunOptions> = {}): RunEngine {
  const connections = { broker: plainKafka(`127.0.0.1:${broker.port}`) }
  const options = { lab: labOf(id), dataDir: dir, connections, durability: 'fast' } as const
  return new RunEngine({ ...options, overrides: { events: 20 }, ...more }, engine)
}

const until = async (holds: () => boolean | Promise<boolean>) => {
  while (!(await holds())) await new Promise(resolve => setTimeout(resolve, 10))
}

describe('a run whose jobs another engine does', () => {
  it('counts at nodes and edges, shows views, and ends when all is read', async () => {
    const engine = new MadeUp()
    engine.told = ear => {
      ear.batch(batch(0, 12))
      ear.batch(batch(1, 8))
      ear.rows('live', [
        { name: 'a', all: '10.50' },
        { name: 'b', all: '3.00' },
      ])
      ear.rows('live', [{ name: 'a', all: '12.30' }])
    }
    const run = begin('outside-counts', engine, { endWhenDrained: true })
    const result = await run.done
    expect(result.state).toBe('finished')
    expect(result.nodes).toMatchObject({
      made: { out: 20 },
      orders: { out: 20 },
      order: { in: 20, errors: 2 },
      total: { in: 18, out: 4 },
      live: { in: 4 },
    })
    expect(result.tables).toEqual({
      live: [
        { name: 'b', all: 3 },
        { name: 'a', all: 12.3 },
      ],
    })
    expect(result.ledger).toMatchObject({ expected: 20, arrived: 18, deadLetters: 2, lost: 0 })
    expect(run.summary().outside).toEqual(engine.facts)
  })

  it('makes the index that the other engine writes to, and reads it back', async () => {
    const asked: string[] = []
    const hits = [{ _id: 'a1', _source: { name: 'a', all: 3 } }]
    const server = createServer((request, response) => {
      request.resume()
      asked.push(`${request.method} ${request.url?.split('?')[0]}`)
      response.statusCode = request.method === 'HEAD' ? 404 : 200
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ acknowledged: true, hits: { total: { value: 1 }, hits } }))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const plain = labOf('outside-index')
    const lab = labFileSchema.parse({
      ...plain,
      connections: { ...plain.connections, search: { type: 'opensearch' } },
      nodes: {
        ...plain.nodes,
        kept: {
          type: 'opensearch',
          from: 'total',
          with: { connection: 'search', index: 'totals' },
        },
      },
    })
    const connections = {
      broker: plainKafka(`127.0.0.1:${broker.port}`),
      search: resolveConnection('opensearch', { url }),
    }
    const run = begin('outside-index', new MadeUp(), { lab, connections, endWhenDrained: true })
    const { tables } = await run.done
    server.close()
    expect(asked).toContain('PUT /totals')
    expect(tables).toEqual({ totals: [{ _id: 'a1', name: 'a', all: 3 }] })
  })

  it('counts what leaves by a port that nobody reads', async () => {
    const engine = new MadeUp()
    engine.told = ear =>
      ear.batch({
        ...{ query: 'order', batch: 0 },
        counts: { 'orders|out': 20, 'order|out': 20, 'sizes|large': 8, 'shown|in': 8 },
      })
    const plain = labOf('outside-port')
    const lab = labFileSchema.parse({
      ...plain,
      nodes: {
        ...plain.nodes,
        sizes: { type: 'split', from: 'order', with: { ports: { large: 'n > 1' } } },
        shown: { type: 'live', from: 'sizes.large' },
      },
    })
    const result = await begin('outside-port', engine, { lab, endWhenDrained: true }).done
    expect(result.nodes).toMatchObject({ sizes: { in: 20, out: 20 }, shown: { in: 8 } })
  })

  it('counts a batch that is done again once, and goes on from what was told before', async () => {
    const engine = new MadeUp()
    engine.earlier.push(batch(0, 12), batch(1, 4))
    engine.told = ear => {
      ear.batch(batch(1, 8))
      ear.batch({ query: 'total', batch: 1, counts: { 'live|in': 2 } })
    }
    const run = begin('outside-again', engine, { endWhenDrained: true })
    const { nodes } = await run.done
    expect(nodes).toMatchObject({ order: { in: 20 }, total: { in: 18 } })
  })

  it('is not gone on with by another engine: that needs a clean start', async () => {
    const id = 'outside-other'
    await begin(id, new MadeUp(), { endWhenDrained: true }).done
    const connections = { broker: plainKafka(`127.0.0.1:${broker.port}`) }
    const own = { lab: labOf(id), dataDir: dir, connections, durability: 'fast' } as const
    const wish = { ...own, overrides: { events: 20 }, endWhenDrained: true }
    const refused = await new RunEngine(wish).done
    expect(refused.error).toMatchObject({
      code: 'run-other-engine',
      params: { known: 'Spark', engine: 'Sluice' },
    })
    const clean = await new RunEngine({ ...wish, fresh: true }).done
    expect(clean.state).toBe('finished')
    const back = await begin(id, new MadeUp(), { endWhenDrained: true }).done
    expect(back.error).toMatchObject({ code: 'run-other-engine', params: { known: 'Sluice' } })
  })

  it('leaves no topic of dead letters behind when it is reset, by whichever engine', async () => {
    const id = 'outside-dead'
    const admin = new KafkaAdmin(plainKafka(`127.0.0.1:${broker.port}`))
    const topics = async () =>
      (await admin.listTopics()).map(({ name }) => name).filter(name => name.startsWith(id))
    const made = { partitions: 1 }
    const run = begin(id, new MadeUp(), { endWhenDrained: true })
    await run.done
    await admin.createTopic(`${id}-dead`, made)
    const connections = { broker: plainKafka(`127.0.0.1:${broker.port}`) }
    const own = { lab: labOf(id), dataDir: dir, connections, durability: 'fast' } as const
    const ours = new RunEngine({ ...own, overrides: { events: 20 }, fresh: true })
    await ours.reset()
    expect(await topics()).toEqual([])
    // The same name where no Spark was: it is a person's own.
    await admin.createTopic(`${id}-dead`, made)
    const again = new RunEngine({ ...own, overrides: { events: 20 }, endWhenDrained: true })
    await again.done
    await again.reset()
    expect(await topics()).toEqual([`${id}-dead`])
    await admin.close()
  })

  it('ends too when a job fills the same topic as a source', async () => {
    const id = 'outside-both'
    const lab = labOf(id)
    const both = labFileSchema.parse({
      ...lab,
      nodes: {
        ...lab.nodes,
        others: {
          type: 'topic',
          from: ['made', 'order'],
          with: { connection: 'broker', topic: 'others' },
        },
      },
    })
    const run = begin(id, new MadeUp(), { lab: both, endWhenDrained: true })
    expect((await run.done).state).toBe('finished')
  })

  it('numbers each dead letter, however many come before the count of their batch', async () => {
    const engine = new MadeUp()
    const letters = ['x', 'y', 'z'].map(value => ({ node: 'order', reason: 'not-json', value }))
    engine.told = ear => {
      for (const letter of letters.slice(0, 2)) ear.letter(letter)
      ear.batch(batch(0, 12))
      for (const letter of letters.slice(2)) ear.letter(letter)
    }
    const run = begin('outside-letters', engine, { endWhenDrained: true })
    await run.done
    const { items } = await run.feeds.deadLetters()
    expect(items.map(({ value }) => value)).toEqual(['x', 'y', 'z'])
    expect(new Set(items.map(({ seq }) => seq)).size).toBe(3)
  })

  it('fails with the reason of the engine, and its sources end too', async () => {
    const engine = new MadeUp()
    engine.told = () =>
      setTimeout(() => engine.fail(new LabError('spark-topic-gone', { kind: 'config' })))
    const run = begin('outside-fails', engine, { overrides: { rate: 5 } })
    const { state, error } = await run.done
    expect([state, error?.code]).toEqual(['failed', 'spark-topic-gone'])
  })

  it('refuses what such an engine cannot do, and stops when it is told to', async () => {
    const run = begin('outside-stops', new MadeUp(), { overrides: { rate: 5 } })
    await until(() => run.summary().state === 'running')
    await expect(run.pause()).rejects.toMatchObject({ code: 'run-outside' })
    await expect(run.moveClock({ byMs: 1000 })).rejects.toMatchObject({ code: 'run-outside' })
    await run.setRate('made', 10)
    await run.stop()
    expect(run.summary().state).toBe('stopped')
  })

  it('takes over live what is not of the engine, and says so before', () => {
    const before = labOf('outside-changes')
    const changed = (id: string, change: object) => ({ ...before.nodes[id], ...change })
    const after = labFileSchema.parse({
      ...before,
      nodes: {
        ...before.nodes,
        made: changed('made', { with: { record: 'order', rate: '5/s' } }),
        order: changed('order', { title: 'Orders' }),
        live: changed('live', { with: { rows: 7 } }),
      },
    })
    const needs = changesOutside(before, after).map(c => [c.path, c.needs, c.code])
    expect(needs).toEqual([
      ['nodes.made.with.rate', 'live', 'change-live'],
      ['nodes.order.title', 'live', 'change-shown'],
      ['nodes.live.with.rows', 'restart', 'change-outside'],
    ])
  })
})
