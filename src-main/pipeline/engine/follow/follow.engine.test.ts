// Follows one record through a running job, and compares what follow shows with what the job did.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KafkaAdmin, KafkaProducer, plainKafka } from '@main/connections'
import { startBroker } from '@main/kafka'
import type { FollowedBranch, FollowView } from '@shared/contract'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { checkLab, startRun } from '../..'
import type { Run } from '../../model/run-types'
import { TestSearchServer } from '../../testing/search-server'

const LAB = `
sluice: 1
id: followed
title: Followed
seed: 3
connections: { broker: { type: kafka }, search: { type: opensearch } }
nodes:
  orders: { type: topic, with: { connection: broker, topic: orders, partitions: 2 } }
  order:
    type: parse
    from: { node: orders, group: totals }
    with: { fields: { shop: string, items: 'array<struct<name: string, price: decimal(8,2)>>' } }
  items: { type: explode, from: order, with: { path: items, as: item } }
  totals:
    type: aggregate
    from: items
    with: { by: { name: item.name }, compute: { n: count(*), sum: sum(item.price) }, mode: update }
  shown: { type: live, from: totals }
  newest: { type: opensearch, from: totals, with: { connection: search, index: totals, keep: latest } }
  big: { type: filter, from: { node: orders, group: all }, with: { where: 'value like "%9.5%"' } }
  seen: { type: live, from: big }
  shops:
    type: parse
    from: { node: orders, group: fresh }
    with: { fields: { shop: string } }
  fresh: { type: dedupe, from: shops, with: { by: [shop] } }
  first: { type: live, from: fresh }
  timed:
    type: parse
    from: { node: orders, group: timed }
    with: { fields: { shop: string, at: timestamp } }
  hours:
    type: aggregate
    from: timed
    with:
      { by: { shop: shop }, compute: { n: count(*) }, time: at, window: { tumbling: 1 h }, watermark: 1 h, mode: update }
  hourly: { type: live, from: hours }
`
let dir: string
let broker: Awaited<ReturnType<typeof startBroker>>
let run: Run
let search: TestSearchServer
let producer: KafkaProducer

beforeAll(async () => {
  const { lab, problems } = checkLab(LAB)
  if (!lab) throw new Error(JSON.stringify(problems))
  dir = await mkdtemp(join(tmpdir(), 'pipeline-follow-'))
  broker = await startBroker({ dataDir: join(dir, 'kafka'), port: 0, durability: 'fast' })
  const connection = plainKafka(`127.0.0.1:${broker.port}`)
  search = new TestSearchServer()
  const connections = { broker: connection, search: await search.listen() }
  run = startRun({ lab, dataDir: dir, connections, durability: 'fast' })
  producer = await KafkaProducer.open(connection)
  await vi.waitFor(() => run.feeds.followNext('orders', 0), 10_000)
})
afterAll(async () => {
  await producer.close()
  await run.stop()
  await search.close()
  await broker.stop()
  await rm(dir, { recursive: true, force: true })
})

const order = (shop: string, ...items: (readonly [string, number])[]) =>
  JSON.stringify({ shop, items: items.map(([name, price]) => ({ name, price })) })
const branch = (view: FollowView | null, group: string): FollowedBranch | undefined =>
  view?.branches.find(each => each.group === group)
const stop = (of: FollowedBranch | undefined, node: string) =>
  of?.stops.find(each => each.node === node)

it('a test record goes through every branch, with state and table before and after', async () => {
  await run.sendTest({ from: 'orders', value: order('a', ['Lamp', 2]), partition: 0 })
  const view = await run.sendTest({
    from: 'orders',
    key: 'k',
    value: order('b', ['Lamp', 9.5], ['Desk', 1]),
    partition: 0,
  })
  expect(view?.record).toMatchObject({ node: 'orders', topic: 'orders', partition: 0, key: 'k' })
  expect(view?.record.made).toBeUndefined()
  expect(view?.record.isTest).toBe(true)
  expect(view?.storedMs).toBeGreaterThan(0)
  const { partition, offset } = view?.record ?? { partition: 0, offset: 0 }
  const again = await run.feeds.follow({ from: 'orders', partition, offset })
  expect(again).toEqual(view)
  const totals = branch(view, 'totals')
  expect(totals?.isExact).toBe(true)
  expect(totals?.stops.map(({ node }) => node)).toEqual([
    ...['order', 'items', 'totals', 'shown', 'newest'],
  ])
  expect(stop(totals, 'items')?.gave[0]?.count).toBe(2)
  expect(stop(totals, 'totals')?.keys).toMatchObject([
    {
      fields: ['name'],
      key: ['Lamp'],
      before: '{"n":1,"sum":"2.00"}',
      alone: '{"n":1,"sum":"9.50"}',
      after: '{"n":2,"sum":"11.50"}',
      rows: [0],
    },
    { key: ['Desk'], rows: [1], after: '{"n":1,"sum":"1.00"}' },
  ])
  expect(stop(totals, 'totals')?.keys[1]?.before).toBeUndefined()
  const shown = stop(totals, 'shown')?.sink
  expect(shown?.given[0]).toEqual(['Lamp', '2', '11.50'])
  expect(shown?.stored[0]).toEqual({ before: ['Lamp', '1', '2'], after: ['Lamp', '2', '11.5'] })
  // The document in the index, as it was and as it is.
  expect(stop(totals, 'newest')?.sink?.stored).toEqual([
    { before: ['Lamp', '1', '2'], after: ['Lamp', '2', '11.5'] },
    { after: ['Desk', '1', '1'] },
  ])
  expect(stop(branch(view, 'all'), 'big')?.gave[0]?.count).toBe(1)
  expect(stop(branch(view, 'all'), 'seen')?.sink?.given).toHaveLength(1)
})

it('of a record that was read in a crowd the way is gone once more, with no effect', async () => {
  const many = Array.from({ length: 50 }, (_, i) => ({
    ...{ key: null, partition: 1 },
    value: order('c', ['Chair', i]),
  }))
  await producer.send('orders', many)
  const asked = { from: 'orders', partition: 1, offset: 20 }
  await expect
    .poll(async () => branch(await run.feeds.follow(asked), 'totals')?.batches.length)
    .toBe(1)
  const totals = branch(await run.feeds.follow(asked), 'totals')
  expect(totals?.isExact).toBe(false)
  expect(stop(totals, 'totals')?.keys).toMatchObject([
    { key: ['Chair'], after: '{"n":50,"sum":"1225.00"}', alone: '{"n":1,"sum":"20.00"}' },
  ])
  const state = await run.feeds.state({ node: 'totals', key: ['Chair'] })
  expect(JSON.parse(state.items[0]?.value ?? '')).toEqual({ n: 50, sum: '1225.00' })
  for (const sink of ['shown', 'newest'])
    expect(stop(totals, sink)?.sink?.stored).toEqual([{ after: ['Chair', '50', '1225'] }])
})

it('the next of many goes by itself, and a filter ends the way', async () => {
  const next = run.feeds.followNext('orders', 5000)
  await producer.send('orders', [
    { key: null, partition: 1, value: order('d', ['Sofa', 5]) },
    { key: null, partition: 1, value: order('d', ['Sofa', 6]) },
    { key: null, partition: 1, value: order('d', ['Sofa', 7]) },
  ])
  const view = await next
  expect(view?.record.offset).toBe(50)
  expect(stop(branch(view, 'totals'), 'totals')?.keys).toMatchObject([
    { key: ['Sofa'], after: '{"n":1,"sum":"5.00"}' },
  ])
  expect(stop(branch(view, 'all'), 'big')?.gave).toEqual([])
})

it('a row of a table leads back to the last record that made it', async () => {
  const view = await run.feeds.followBack('shown', { row: { name: 'Lamp' } })
  expect(view?.record).toMatchObject({ partition: 0, offset: 1 })
  const none = await run.feeds.followBack('shown', { row: { name: 'Nobody' } })
  expect(none).toBeNull()
})

it('of several records with one event time, the one that came at a moment', async () => {
  const value = '{"shop":"t","items":[],"at":"2026-01-01T00:00:00Z"}'
  const at = Date.UTC(2026, 0, 1)
  const back = async (seenAt?: number) => {
    const found = await run.feeds.followBack('hours', { at, seenAt })
    return found?.record.offset
  }
  const one = await run.sendTest({ from: 'orders', value, partition: 0 })
  const other = await run.sendTest({ from: 'orders', value, partition: 0 })
  expect(await back(branch(one, 'timed')?.readAt)).toBe(one?.record.offset)
  expect(await back(branch(other, 'timed')?.readAt)).toBe(other?.record.offset)
  expect(await back()).toBe(other?.record.offset)
  // The clock of another producer is ahead, so the answer is the newest record.
  expect(await back(at)).toBe(other?.record.offset)
  expect(stop(branch(one, 'timed'), 'hours')?.times).toEqual([at])
})

it('what cannot be read is a dead letter with its reason; what is not there is said', async () => {
  const view = await run.sendTest({ from: 'orders', value: 'no json' })
  expect(stop(branch(view, 'totals'), 'order')?.dead).toMatchObject([{ code: expect.any(String) }])
  await expect(
    run.feeds.follow({ from: 'orders', partition: 0, offset: 9e6 }),
  ).rejects.toMatchObject({ code: 'follow-ahead' })
  await expect(run.feeds.follow({ from: 'nobody', partition: 0, offset: 0 })).rejects.toMatchObject(
    {
      code: 'follow-nobody',
    },
  )
})

it('what comes a second time is a duplicate, and what was deleted is said', async () => {
  await run.sendTest({ from: 'orders', value: order('once', ['Bed', 1]), partition: 0 })
  const second = await run.sendTest({
    ...{ from: 'orders', partition: 0 },
    value: order('once', ['Bed', 2]),
  })
  const fresh = stop(branch(second, 'fresh'), 'fresh')
  expect(fresh).toMatchObject({ isDuplicate: true, gave: [] })
  const admin = new KafkaAdmin(plainKafka(`127.0.0.1:${broker.port}`))
  await admin.emptyTopic('orders')
  await admin.close()
  await expect(run.feeds.follow({ from: 'orders', partition: 1, offset: 3 })).rejects.toMatchObject(
    { code: 'follow-gone', params: { earliest: 53 } },
  )
})
