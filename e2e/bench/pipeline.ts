// Rows 2, 3 and 4 of the floors: the app's own way from a made-up order to a total, on the embedded
// broker in a process of its own. Peers on the same broker: a kafka-python + Faker loop, kafkajs's
// send of 1,000, Java's ProducerPerformance, and PySpark's aggregate.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { plainKafka } from '@main/connections'
import { startRun } from '@main/pipeline'
import type { RunResult } from '@shared/contract'
import type { LabFile } from '@shared/lab'
import { TopicWriter } from '../../src-main/pipeline/topics/topic-writer'
import { topicConfig } from '../../src-main/pipeline/topics/topic-config'
import { kafkaJars } from '../support/real-kafka'
import { inTurns, obtained, type Report } from './report'
import { javaProduce, kafkajsProduce, makeTopic } from './support/kafka-clients'
import { catalogOf, labOf, referenceLab } from './support/labs'
import { figureFrom, producersPython, sparkInstalled } from './support/peers'
import { spawnEngine } from './support/spawn-engine'

const ROUNDS = 3
const PRODUCED = 1_000_000
const PYTHON_EVENTS = 20_000
const RECORDS = 200_000
const RECORD_BYTES = 300
const WRITTEN_AT_ONCE = 5000
const ORDERS = 1_000_000

interface Place {
  readonly address: string
  readonly lab: LabFile
  /** Runs a lab to its end, at full rate. */
  run(lab: LabFile, events?: number): Promise<RunResult>
}

export async function bench(report: Report): Promise<void> {
  const broker = await spawnEngine('kafka', 'fast')
  const dataDir = await mkdtemp(join(tmpdir(), 'sluice-bench-runs-'))
  const address = `127.0.0.1:${broker.port}`
  const run = async (lab: LabFile, events?: number) => {
    const connections = { broker: plainKafka(address) }
    const overrides = { rate: 'max' as const, ...(events ? { events } : {}) }
    const started = startRun({
      lab,
      dataDir,
      connections,
      durability: 'fast',
      endWhenDrained: true,
      overrides,
    })
    return started.done
  }
  const place: Place = { address, lab: referenceLab('r1-ventas-events'), run }
  try {
    if (report.wants(2)) await production(report, place)
    if (report.wants(3)) await premade(report, place)
    if (report.wants(4)) await totals(report, place)
  } finally {
    await broker.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function production(report: Report, { address, lab, run }: Place): Promise<void> {
  const products = JSON.stringify(catalogOf(lab, 'products'))
  const python = await obtained(report, 'kafka-python', producersPython)
  const figures = await inTurns(
    ROUNDS,
    async round =>
      (await run(labOf(lab, `bench-produce-${round}`, ['sales', 'ventas-events']), PRODUCED))
        .eventsPerSecond,
    python
      ? () => figureFrom(python, 'orders.py', [String(PYTHON_EVENTS), products, address])
      : undefined,
  )
  const row = { row: 2, unit: 'events/s', more: true, floor: 36, goal: 60 } as const
  report.add({
    ...row,
    work: 'generate + produce R1 orders, delivery counted',
    peer: 'kafka-python + Faker',
    ...figures,
  })
}

async function premade(report: Report, { address }: Place): Promise<void> {
  const target = { address }
  const row = {
    row: 3,
    work: 'produce pre-made 300 B records',
    unit: 'records/s',
    more: true,
  } as const
  await makeTopic(target, 'bench-kafkajs', {})
  const size = { count: RECORDS, bytes: RECORD_BYTES }
  const kafkajs = await inTurns(
    ROUNDS,
    round => ownSend(address, `bench.kafkajs-${round}`),
    () => kafkajsProduce(target, 'bench-kafkajs', size),
  )
  report.add({ ...row, peer: 'kafkajs send of 1,000', floor: 8, ...kafkajs })
  const jars = await obtained(report, "Java's ProducerPerformance", kafkaJars)
  if (!jars) return
  const java = await inTurns(
    ROUNDS,
    round => ownSend(address, `bench.java-${round}`),
    () => javaProduce(jars, target, 'bench-kafkajs', 'all', size),
  )
  report.add({ ...row, peer: 'Java ProducerPerformance, acks=all', floor: 4, goal: 8, ...java })
}

/** The producer's own writer: numbered, idempotent, acks=all. */
async function ownSend(address: string, name: string): Promise<number> {
  const config = topicConfig.parse({ connection: 'broker', topic: 'bench-own' })
  const writer = new TopicWriter(plainKafka(address), config, name, undefined)
  await writer.open()
  const value = Buffer.alloc(RECORD_BYTES, 'x')
  const records = Array.from({ length: WRITTEN_AT_ONCE }, () => ({ key: null, value }))
  const started = performance.now()
  for (let sent = 0; sent < RECORDS; sent += records.length) await writer.write(sent, records)
  const rate = (RECORDS * 1000) / (performance.now() - started)
  await writer.close()
  return rate
}

/** From the start of the run, or of Spark's query, to the last total. */
async function totals(report: Report, { address, lab, run }: Place): Promise<void> {
  const topic = { with: { connection: 'broker', topic: 'orders-1m', partitions: 1 } }
  await run(
    labOf(lab, 'bench-fill', ['sales', 'ventas-events'], { 'ventas-events': topic }),
    ORDERS,
  )
  const spark = await obtained(report, 'PySpark', sparkInstalled)
  const reading = ['ventas-events', 'sale', 'items', 'total', 'live']
  const figures = await inTurns(
    ROUNDS,
    async round => {
      const started = performance.now()
      const changes = { 'ventas-events': { from: undefined, ...topic } }
      const { nodes } = await run(labOf(lab, `bench-total-${round}`, reading, changes))
      if (nodes.sale?.in !== ORDERS)
        throw new Error(`${nodes.sale?.in} of ${ORDERS} orders were read`)
      return (ORDERS * 1000) / (performance.now() - started)
    },
    spark &&
      (() =>
        figureFrom(spark.python, 'spark_totals.py', [
          address,
          'orders-1m',
          spark.jars,
          String(ORDERS),
        ])),
  )
  const row = { row: 4, unit: 'orders/s', more: true, floor: 6, goal: 12 } as const
  report.add({
    ...row,
    work: "R1's aggregate over 1M orders from earliest",
    peer: 'PySpark 3.5 local[2]',
    ...figures,
  })
}
