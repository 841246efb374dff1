// A job that ended in the middle, or went back, says what it read twice and which rows changed by it: a
// table with a key, a table that can only append, a topic; and goes on without its book.
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { embeddedSql, openSql, plainKafka } from '@main/connections'
import { startBroker, type Broker } from '@main/kafka'
import type { Redelivery } from '@shared/contract'
import { labFileSchema } from '@shared/lab'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkLab, keptCheckpoints, redeliveriesOf, startRun, type RunOptions } from '../..'

const EVENTS = 300
const LAB = `
sluice: 1
id: twice
title: Twice
seed: 3
checkpoints: { keep: 100, every: '0 s' }
connections: { broker: { type: kafka }, db: { type: sql } }
records:
  order: { fields: { id: sequence, city: { choice: [Rome, Oslo] } } }
nodes:
  made: { type: fake-data, with: { record: order } }
  orders: { type: topic, from: made, with: { connection: broker, topic: orders, partitions: 2 } }
  order:
    type: parse
    from: { node: orders, group: readers }
    with: { fields: { id: long, city: string } }
  total: { type: aggregate, from: order, with: { by: { city: city }, compute: { n: count(*) } } }
  totals: { type: sql, from: total, with: { connection: db, table: totals } }
  rows: { type: sql, from: order, with: { connection: db, table: rows } }
  copy: { type: topic, from: order, with: { connection: broker, topic: copy } }
  shown: { type: live, from: total }
`
const lab = labFileSchema.parse(checkLab(LAB).lab)

let dir: string
let broker: Broker
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pipeline-twice-'))
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

const sqlFile = () => embeddedSql(join(dir, 'twice.duckdb'))
async function run(checkpoint?: RunOptions['checkpoint'], events = EVENTS) {
  const result = await startRun({
    ...{ lab, dataDir: dir, durability: 'fast', endWhenDrained: true },
    connections: { broker: plainKafka(`127.0.0.1:${broker.port}`), db: sqlFile() },
    overrides: { events, rate: checkpoint === undefined ? 1500 : 'max' },
    ...(checkpoint === undefined ? {} : { checkpoint }),
  }).done
  expect(result.error).toBeUndefined()
  return result
}
const book = () => redeliveriesOf(dir, lab)
const sinkIn = ({ sinks }: Redelivery, id: string) => sinks.find(({ node }) => node === id)
const readIn = ({ ranges }: Redelivery) =>
  ranges.reduce((sum, { first, end }) => sum + end - first, 0)
const jobDir = () => join(dir, 'runs', 'twice', 'jobs', 'order')

async function newest(): Promise<Redelivery> {
  const [found] = await book()
  if (!found) throw new Error('nothing was noted')
  return found
}

it('notes nothing of a run that ended well', async () => {
  await run()
  await run(undefined, EVENTS + 10)
  expect(await book()).toEqual([])
})

it('tells what a way back read twice, and what became of the rows', async () => {
  const [first] = (await keptCheckpoints(dir, lab)).slice(-1)
  const store = await openSql(sqlFile())
  await store.query(`UPDATE totals SET n = 1 WHERE city = 'Rome'`)
  await store.close()
  const { nodes } = await run(first, EVENTS + 10)

  const again = await newest()
  expect(again).toMatchObject({
    ...{ job: 'order', cause: 'checkpoint', from: first?.batch, records: EVENTS + 10 },
  })
  expect(again.ranges.map(({ topic, group, partition }) => [topic, group, partition])).toEqual(
    [0, 1].map(partition => ['orders', 'readers', partition]),
  )
  expect(readIn(again)).toBe(EVENTS + 10)
  const totals = sinkIn(again, 'totals')
  expect(totals).toMatchObject({ how: 'same', compared: 2, changed: 1, doubled: 0 })
  const [changed, same] = totals?.items ?? []
  expect(changed).toMatchObject({ what: 'changed', before: ['Rome', '1'] })
  expect(same).toMatchObject({ what: 'same', before: same?.after })
  const rows = sinkIn(again, 'rows')
  expect(rows).toMatchObject({ how: 'twice', rows: EVENTS + 10, doubled: EVENTS + 10 })
  expect(nodes['rows']?.doubled).toBe(rows?.doubled)
  expect(rows?.items).toHaveLength(100)
  const after = [expect.stringMatching(/^\d+$/), expect.stringMatching(/Rome|Oslo/)]
  expect(rows?.items[0]).toEqual({ what: 'given', after })
  expect(sinkIn(again, 'copy')).toMatchObject({ how: 'once', doubled: 0 })
  expect(sinkIn(again, 'shown')).toBeUndefined()
})

/** Where the frames of a log end. */
function frameEnds(log: Buffer): number[] {
  const ends: number[] = []
  for (let at = 0; at + 8 <= log.length;) {
    at += 8 + log.readUInt32BE(at)
    ends.push(at)
  }
  return ends
}

it('tells what a crash made it read twice, beside the way back', async () => {
  await run(undefined, EVENTS + 200)
  const pointer = (await readFile(join(jobDir(), 'current'), 'utf8')).split(' ')[0]
  const file = join(jobDir(), `state-${pointer}.log`)
  const log = await readFile(file)
  const ends = frameEnds(log)
  const isPlan = (end: number) => log.subarray(end + 8, end + 24).includes('"plan"')
  // Behind a plan, so that its batch is not committed.
  const plan = ends.findLast((end, i) => isPlan(end) && ends[i + 1] !== undefined) ?? 0
  await truncate(file, ends.find(end => end > plan) ?? 0)
  await run(undefined, EVENTS + 200)
  const [crash, back] = await book()
  expect(crash).toMatchObject({ cause: 'crash', job: 'order' })
  expect(crash && crash.records > 0 && readIn(crash) === crash.records).toBe(true)
  expect(back?.cause).toBe('checkpoint')
})

it('goes on without a book that is damaged', async () => {
  await writeFile(join(jobDir(), 'redelivered.json'), '{"entries":[]')
  expect(await book()).toEqual([])
  const [first] = (await keptCheckpoints(dir, lab)).slice(-1)
  await run(first, EVENTS + 200)
  expect(await book()).toHaveLength(1)
})
