// Records that retention deletes while a job is reading: the client goes on behind them, so a gap in
// the offsets is all that can be seen. A topic that is made anew and filled past the job: only its id
// tells. The broker is made up.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { FetchedBatch } from '@main/connections'
import type { Json } from '../model/operator'

type TakeBatch = (partition: number, batches: readonly FetchedBatch[], end: number) => Promise<void>

const broker = vi.hoisted(() => ({
  earliest: 0,
  latest: 0,
  id: 'one' as string | undefined,
  take: undefined as TakeBatch | undefined,
}))
vi.mock('@main/connections', async original => ({
  ...(await original<typeof import('@main/connections')>()),
  KafkaAdmin: class {
    topicIdOf = async () => broker.id
    endsOf = async () => [{ partition: 0, earliest: broker.earliest, latest: broker.latest }]
    close = async () => {}
  },
  GroupConsumer: class {
    constructor(_: unknown, options: { onBatch: TakeBatch }) {
      broker.take = options.onBatch
    }
    start = async () => {}
    commit = async () => true
    close = async () => {}
  },
}))

const { plainKafka } = await import('@main/connections')
const { labFileSchema } = await import('@shared/lab')
const { LabClock } = await import('./clock')
const { testRun } = await import('../testing/test-run')
const { Signal } = await import('./signal')
const { TopicInput } = await import('./topic-input')

const lab = labFileSchema.parse({ sluice: 1, id: 'l', title: 'l', seed: 1, nodes: {} })

async function opened(saved?: Json) {
  const run = testRun(lab, await LabClock.open('', undefined, () => 0), {
    connections: { broker: plainKafka('127.0.0.1:1') },
    endWhenDrained: true,
  })
  const { stats } = run
  const edge = { id: 'in>it', from: 'in', port: 'out', to: 'it' }
  const topic = { connection: 'broker', topic: 'in' }
  const input = new TopicInput(run, edge, 0, topic, new Signal(), run.signal)
  input.restore(saved)
  await input.open(saved === undefined ? undefined : { '0': 50 })
  return { input, stats }
}

/** A batch without records: its offsets are what counts here. */
const batch = (firstOffset: number, lastOffset: number) =>
  ({ firstOffset, lastOffset, sizeBytes: 0, countFrom: () => 0 }) as unknown as FetchedBatch

describe('records that were deleted before they were read', () => {
  beforeEach(() => Object.assign(broker, { earliest: 0, latest: 100 }))

  it('are counted and said; a gap that compaction left is not', async () => {
    const { input, stats } = await opened()
    await broker.take?.(0, [batch(0, 9)], 100)
    await broker.take?.(0, [batch(20, 29)], 100)
    expect(input.deletedUnread).toBe(0)
    broker.earliest = 50
    await broker.take?.(0, [batch(55, 59)], 100)
    expect(input.deletedUnread).toBe(20)
    const said = stats.log
      .since(undefined)
      .items.map(({ code, params }) => [code, params?.['count']])
    expect(said).toContainEqual(['run-deleted-unread', 20])
  })

  it('are counted when nothing is left to fetch, and the run can end', async () => {
    const { input } = await opened()
    broker.earliest = 100
    expect(await input.drained()).toBe(true)
    expect(input.deletedUnread).toBe(100)
    expect(input.lag).toBe(0)
  })

  it('are remembered over a restart', async () => {
    const { input } = await opened()
    broker.earliest = 100
    await input.drained()
    const { input: next } = await opened()
    next.restore(JSON.parse(JSON.stringify(input.save())))
    expect(next.deletedUnread).toBe(100)
  })
})

it('has the lag that every tool sees, once the other jobs have ended too', async () => {
  Object.assign(broker, { earliest: 0, latest: 100 })
  const { input } = await opened()
  await input.close()
  broker.latest = 103
  await input.lookLast()
  expect(input.lag).toBe(103)
})

describe('a topic that was made anew and filled past what was read', () => {
  const gone = { code: 'run-topic-gone', params: { topic: 'in' } }
  const saved = async () => JSON.parse(JSON.stringify((await opened()).input.save())) as Json
  beforeEach(() => Object.assign(broker, { earliest: 0, latest: 100, id: 'one' }))

  it('is refused by a job that goes on', async () => {
    const checkpoint = await saved()
    await opened(checkpoint)
    broker.id = 'two'
    await expect(opened(checkpoint)).rejects.toMatchObject(gone)
  })

  it('fails a running job before it takes a record of it', async () => {
    const { input } = await opened()
    broker.id = 'two'
    await broker.take?.(0, [batch(0, 9)], 100)
    expect(input.failure).toMatchObject(gone)
    expect(input.take(100)).toBeUndefined()
  })

  it('fails a job that would have ended with it', async () => {
    const { input } = await opened(await saved())
    input.positions.set(0, 100)
    broker.id = 'two'
    expect(await input.caughtUp()).toBe(false)
    expect(input.failure).toMatchObject(gone)
  })

  it('cannot be told by a checkpoint of before, or where clusters give no ids', async () => {
    const { input } = await opened({ deletedUnread: 3 })
    expect(input.failure).toBeUndefined()
    expect(input.save()).toMatchObject({ topicId: 'one', deletedUnread: 3 })
    broker.id = undefined
    const { input: old } = await opened({ deletedUnread: 3 })
    await broker.take?.(0, [batch(50, 59)], 100)
    expect(old.save()).not.toHaveProperty('topicId')
    expect(old.failure).toBeUndefined()
  })
})
