// A join in a whole run: one job behind two topics, on the embedded broker. Each order has its
// payment, so that every pair must come out once, whatever order the topics are read in.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { plainKafka } from '@main/connections'
import { startBroker, type Broker } from '@main/kafka'
import type { LabFile } from '@shared/lab'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkLab, startRun } from '..'

let dir: string
let broker: Broker
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pipeline-join-'))
  broker = await startBroker({
    dataDir: join(dir, 'kafka'),
    port: 0,
    durability: 'fast',
    loneClientIds: ['sluice'],
  })
})
afterEach(async () => {
  await broker.stop()
  await rm(dir, { recursive: true, force: true })
})

const MADE = `
  made: { type: fake-data, with: { record: order, rate: 100/s } }
  orders: { type: topic, from: made, with: { connection: broker, topic: orders, partitions: 3 } }
  payments: { type: topic, from: made, with: { connection: broker, topic: payments } }`
const THERE = `
  orders: { type: topic, with: { connection: broker, topic: orders, partitions: 3 } }
  payments: { type: topic, with: { connection: broker, topic: payments } }`
const joined = (settings: string) => `
  order:
    type: parse
    from: orders
    with: { fields: { id: string, amount: int }, meta: { at: timestamp } }
  payment:
    type: parse
    from: payments
    with: { fields: { id: string, amount: int }, meta: { paid: timestamp } }
  pair:
    type: join
    from: [order, payment]
    with: { on: { id: id }, ${settings} }
  total:
    type: aggregate
    from: pair
    with: { by: { isEqual: amount = right_amount }, compute: { n: count(*) }, mode: complete }
  shown: { type: console, from: total }`

function labOf(id: string, nodes: string): LabFile {
  const { lab, problems } = checkLab(`
sluice: 1
id: ${id}
title: Pairs
seed: 3
connections: { broker: { type: kafka } }
records:
  order: { fields: { id: uuid, amount: { int: [1, 9] } } }
nodes:${nodes}
`)
  if (!lab) throw new Error(JSON.stringify(problems))
  return lab
}

const runOf = (lab: LabFile) =>
  startRun({
    lab,
    dataDir: dir,
    connections: { broker: plainKafka(`127.0.0.1:${broker.port}`) },
    overrides: { events: 500, rate: 'max' },
    durability: 'fast',
    endWhenDrained: true,
  }).done

describe('a join of two topics', () => {
  it.each([
    [
      'near in time',
      `left: { time: at, watermark: 1 min }, right: { time: paid, watermark: 1 min },
       within: { before: 1 min, after: 1 min }, how: full`,
    ],
    ['without bounds', 'how: inner'],
  ])('gives every pair once: %s', async (_what, settings) => {
    const result = await runOf(labOf('pairs', `${MADE}${joined(settings)}`))
    expect(result.error).toBeUndefined()
    expect(result).toMatchObject({ state: 'finished', ledger: { lost: 0, doubled: 0 } })
    expect(result.tables.shown).toEqual([expect.objectContaining({ isEqual: true, n: 500 })])
  })

  it('reads a table up to its end before the stream begins', async () => {
    await runOf(labOf('made', MADE))
    const result = await runOf(labOf('priced', `${THERE}${joined('how: left, table: true')}`))
    expect(result.error).toBeUndefined()
    expect(result.tables.shown).toEqual([expect.objectContaining({ isEqual: true, n: 500 })])
  })
})
