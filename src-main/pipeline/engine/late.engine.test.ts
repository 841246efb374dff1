// Late rows of a whole run: the window counts them as too late, the edge out of its late output counts
// them as rows, and for the sink behind it they have arrived. Which rows are late depends on the batches.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { plainKafka } from '@main/connections'
import { startBroker } from '@main/kafka'
import { expect, it } from 'vitest'
import type { RunOverrides } from '@shared/contract'
import { droppedBy } from '@shared/figures'
import { checkLab, startRun, type Run } from '..'

const LAB = `
sluice: 1
id: late
title: Late
seed: 3
connections: { broker: { type: kafka } }
records:
  order: { fields: { id: uuid, at: { time: '%Y-%m-%dT%H:%M:%SZ' } }, faults: { late: { share: 0.05, by: 1 h } } }
nodes:
  made: { type: fake-data, with: { record: order, rate: 100/s } }
  orders: { type: topic, from: made, with: { connection: broker, topic: orders } }
  order: { type: parse, from: orders, with: { fields: { id: string, at: timestamp } } }
  minutes:
    type: aggregate
    from: order
    with:
      { compute: { n: count(*) }, window: { tumbling: 1 min }, time: at, watermark: 0 s, mode: update }
  counted: { type: live, from: minutes }
  missed: { type: live, from: minutes.late }
`

const CLOCK_MS = Date.parse('2026-05-01T10:00:00Z')

async function withRun<T>(overrides: RunOverrides, act: (run: Run) => Promise<T>): Promise<T> {
  const { lab, problems } = checkLab(LAB)
  if (!lab) throw new Error(JSON.stringify(problems))
  const dir = await mkdtemp(join(tmpdir(), 'pipeline-late-'))
  const broker = await startBroker({ dataDir: join(dir, 'kafka'), port: 0, durability: 'fast' })
  try {
    const run = startRun({
      ...{ lab, dataDir: dir, durability: 'fast', endWhenDrained: true },
      connections: { broker: plainKafka(`127.0.0.1:${broker.port}`) },
      overrides: { ...overrides, rate: 'max' },
    })
    return await act(run)
  } finally {
    await broker.stop()
    await rm(dir, { recursive: true, force: true })
  }
}

it('rows that a window refuses arrive at the sink behind its late output', async () => {
  // More than two batches take: a watermark moves between batches.
  await withRun({ events: 45_000 }, async run => {
    const { ledger, error } = await run.done
    expect(error).toBeUndefined()
    const [counted, missed] = ledger.sinks
    expect(counted?.tooLate).toBeGreaterThan(0)
    expect(counted).toMatchObject({ sink: 'counted', arrived: 45_000 - (counted?.tooLate ?? 0) })
    expect(missed).toMatchObject({ sink: 'missed', tooLate: 0, arrived: 45_000 })
    expect(ledger).toMatchObject({ tooLate: counted?.tooLate, lost: 0, doubled: 0 })
    const stats = await run.feeds.graph()
    expect(stats.items.find(({ key }) => key === 'edge:minutes.late>missed')).toMatchObject({
      total: ledger.tooLate,
    })
    const time = stats.items.find(({ key }) => key === 'node:minutes')?.time
    expect(time).toMatchObject({
      by: 'stream',
      lanes: [{ from: 'orders', partition: 0, watermark: time?.watermark, counts: true }],
      open: { because: 'events' },
    })
    const view = await run.feeds.time('minutes')
    expect(view).toMatchObject({ delayMs: 0, counts: { read: 45_000, tooLate: ledger.tooLate } })
    expect(view.drops && droppedBy(view.drops, 0)).toBe(ledger.tooLate)
    expect(view.lateRecords[0]).toMatchObject({ isTooLate: true, from: 'orders', partition: 0 })
    await expect(run.feeds.time('counted')).rejects.toMatchObject({ code: 'run-no-time' })
  })
})

it('batches of another engine decide which records are late', async () => {
  const lateIn = (ends: readonly number[]) => {
    const batches = { orders: ends.map(end => ({ '0': end })) }
    const counted = async (run: Run) => {
      const { ledger, error } = await run.done
      expect(error).toBeUndefined()
      expect(ledger).toMatchObject({ expected: 6000, lost: 0, doubled: 0 })
      return ledger.tooLate
    }
    return withRun({ events: 6000, clockMs: CLOCK_MS, batches }, counted)
  }
  // As in Spark, what a batch has seen makes records late from the batch after the next on.
  expect(await lateIn([3000, 6000])).toBe(0)
  const late = await lateIn([2000, 4000, 6000])
  expect(late).toBeGreaterThan(50)
  expect(await lateIn([2000, 4000, 6000])).toBe(late)
  expect(await lateIn([1000, 2000, 3000, 4000, 5000, 6000])).toBeGreaterThan(late)
})
