// Rows 2, 3 and 4 of the floors: the app's own way from a made-up order to a total, on the embedded broker in a process of its own.
// Peers in the same run: a kafka-python + Faker loop, kafkajs's send of 1,000, and PySpark's aggregate where it can be had.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kafka, logLevel } from 'kafkajs'
import { KafkaAdmin, plainKafka } from '@main/connections'
import { startBroker } from '@main/kafka'
import { checkLab, startRun } from '@main/pipeline'
import { appRoot } from '@main/platform'
import type { RunResult } from '@shared/contract'
import type { LabFile } from '@shared/lab'
import { mavenJars } from '../support/maven'
import { pythonVenv } from '../support/python'
import { runOrThrow } from '../support/stamped'
import { median, type BenchRow, type Report } from './report'

const ROUNDS = 3
const PRODUCED = 300_000
const PYTHON_EVENTS = 10_000
const RECORDS = 200_000
const RECORD_BYTES = 300
const ORDERS = 1_000_000

/** Runs in the child that spawnBroker starts. */
export async function serveForPipelineBench(dataDir: string): Promise<void> {
  const broker = await startBroker({ dataDir, port: 0, durability: 'fast' })
  process.stdout.write(`${broker.port}\n`)
  process.once('SIGTERM', () => void broker.stop().then(() => process.exit(0)))
}

async function spawnBroker() {
  const dir = await mkdtemp(join(tmpdir(), 'sluice-bench-pipeline-'))
  const code = `import(${JSON.stringify(import.meta.url)}).then(m => m.serveForPipelineBench(${JSON.stringify(join(dir, 'kafka'))}))`
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return {
    dir,
    address: `127.0.0.1:${Number(line.toString())}`,
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
      await rm(dir, { recursive: true, force: true })
    },
  }
}

function r1(): LabFile {
  const { lab } = checkLab(readFileSync(join(appRoot(), 'resources/labs/r1-ventas-events.yaml'), 'utf8'))
  if (!lab) throw new Error('R1 does not parse')
  return lab
}

/** R1 with just these nodes. */
function part(lab: LabFile, id: string, names: readonly string[], topic?: Partial<LabFile['nodes'][string]>): LabFile {
  const nodes = Object.fromEntries(
    names.map(name => [name, name === 'ventas-events' && topic ? { ...lab.nodes[name]!, ...topic } : lab.nodes[name]!]),
  )
  const { dashboard: _, ...rest } = lab
  return { ...rest, id, nodes }
}

type RunLab = (lab: LabFile, events?: number) => Promise<RunResult>

export async function bench(report: Report): Promise<void> {
  const broker = await spawnBroker()
  try {
    const lab = r1()
    const connections = { broker: plainKafka(broker.address) }
    const run: RunLab = async (one, events) => {
      const started = await startRun({
        lab: one,
        dataDir: broker.dir,
        connections,
        durability: 'fast',
        endWhenDrained: true,
        overrides: { rate: 'max', ...(events ? { events } : {}) },
      })
      return started.done
    }
    await production(report, broker.address, lab, run)
    await premade(report, broker.address)
    await totals(report, broker.address, lab, run)
  } finally {
    await broker.stop()
  }
}

/** Rounds alternate, so that a busy machine is busy for both. */
async function compared(
  report: Report,
  row: Omit<BenchRow, 'ours' | 'theirs' | 'more'>,
  ours: (round: number) => Promise<number>,
  theirs: (round: number) => Promise<number>,
): Promise<void> {
  const figures: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] }
  for (let round = 0; round < ROUNDS; round++) {
    figures.ours.push(await ours(round))
    try {
      figures.theirs.push(await theirs(round))
    } catch (error) {
      report.note(`${row.peer} was not measured: ${error instanceof Error ? error.message.slice(0, 400) : String(error)}`)
    }
  }
  if (figures.theirs.length > 0)
    report.add({ ...row, more: true, ours: median(figures.ours), theirs: median(figures.theirs) })
  else report.note(`row ${row.row}: ${Math.round(median(figures.ours))} ${row.unit}`)
}

async function production(report: Report, address: string, lab: LabFile, run: RunLab): Promise<void> {
  await compared(
    report,
    {
      row: 2,
      work: 'generate + produce R1 orders, delivery counted',
      unit: 'events/s',
      peer: 'kafka-python + Faker',
      floor: 20,
      goal: 50,
    },
    async round => (await run(part(lab, `bench-produce-${round}`, ['sales', 'ventas-events']), PRODUCED)).eventsPerSecond,
    () => pythonProducer(address),
  )
}

async function premade(report: Report, address: string): Promise<void> {
  const value = Buffer.alloc(RECORD_BYTES, 'x')
  await compared(
    report,
    {
      row: 3,
      work: 'produce pre-made 300 B records',
      unit: 'records/s',
      peer: 'kafkajs send of 1,000',
      floor: 1,
      goal: 1,
    },
    round => ownSend(address, value, `bench.source-${round}`),
    () => kafkajsSend(address, value),
  )
}

async function totals(report: Report, address: string, lab: LabFile, run: RunLab): Promise<void> {
  const topic = { with: { connection: 'broker', topic: 'orders-1m', partitions: 1 } }
  await run(part(lab, 'bench-fill', ['sales', 'ventas-events'], topic), ORDERS)
  const reading = ['ventas-events', 'sale', 'items', 'total', 'live']
  await compared(
    report,
    {
      row: 4,
      work: "R1's aggregate over 1M orders from earliest",
      unit: 'orders/s',
      peer: 'PySpark 3.5 local[2]',
      floor: 3,
      goal: 6,
    },
    async round => {
      const started = performance.now()
      const { nodes } = await run(part(lab, `bench-total-${round}`, reading, { from: undefined, ...topic }))
      return ((nodes.sale?.in ?? 0) * 1000) / (performance.now() - started)
    },
    () => sparkTotals(address),
  )
}

async function kafkajsSend(address: string, value: Buffer): Promise<number> {
  const kafka = new Kafka({ brokers: [address], logLevel: logLevel.NOTHING })
  const admin = new KafkaAdmin(plainKafka(address))
  await admin.createTopic('bench-kafkajs', { partitions: 1 })
  await admin.close()
  const producer = kafka.producer({ allowAutoTopicCreation: false })
  await producer.connect()
  const started = performance.now()
  for (let sent = 0; sent < RECORDS; sent += 1000) {
    await producer.send({ topic: 'bench-kafkajs', messages: Array.from({ length: 1000 }, () => ({ key: null, value })) })
  }
  const rate = (RECORDS * 1000) / (performance.now() - started)
  await producer.disconnect()
  return rate
}

/** The producer's own writer: numbered, idempotent, acks=all. */
async function ownSend(address: string, value: Buffer, name: string): Promise<number> {
  const { TopicWriter } = await import('../../src-main/pipeline/engine/topic-writer')
  const { topicConfig } = await import('../../src-main/pipeline/nodes/sources/topic')
  const writer = new TopicWriter(
    plainKafka(address),
    topicConfig.parse({ connection: 'broker', topic: 'bench-own' }),
    name,
  )
  await writer.open()
  const records = Array.from({ length: 5000 }, () => ({ key: null, value }))
  const started = performance.now()
  for (let sent = 0; sent < RECORDS; sent += records.length) await writer.write(sent, records)
  const rate = (RECORDS * 1000) / (performance.now() - started)
  await writer.close()
  return rate
}

async function pythonProducer(address: string): Promise<number> {
  const python = await pythonVenv('kafka-faker', ['kafka-python==2.2.6', 'Faker==37.1.0'])
  const output = await runOrThrow(python, ['-c', PYTHON_LOOP, address, String(PYTHON_EVENTS)], { timeoutMs: 300_000 })
  return Number(output.stdout.trim())
}

async function sparkTotals(address: string): Promise<number> {
  const folder = join(appRoot(), 'e2e/bench/spark')
  const python = await pythonVenv('pyspark', ['pyspark==3.5.5'])
  const jars = await mavenJars('spark-kafka', join(folder, 'pom.xml'))
  const args = [join(folder, 'r1_totals.py'), address, 'orders-1m', jars, String(ORDERS)]
  const output = await runOrThrow(python, args, { timeoutMs: 300_000, env: { ...process.env, PYSPARK_PYTHON: python } })
  return Number(output.stdout.trim().split('\n').at(-1))
}

const PYTHON_LOOP = `
import json, random, sys, time
from faker import Faker
from kafka import KafkaProducer
fake = Faker()
producer = KafkaProducer(bootstrap_servers=sys.argv[1], value_serializer=lambda v: json.dumps(v).encode('utf-8'))
names = ['Laptop', 'Smartphone', 'Tablet', 'Smartwatch', 'Headphones', 'Bluetooth Speaker', 'Television', 'Microwave']
delivered = 0
def count(_):
    global delivered
    delivered += 1
n = int(sys.argv[2])
start = time.time()
for i in range(n):
    products = [{'name': random.choice(names), 'quantity': random.randint(1, 3), 'price': random.randint(750, 3000)} for _ in range(3)]
    order = {'order_id': fake.uuid4(), 'customer_document': fake.ssn(), 'products': products,
             'total_value': random.randint(0, 99999) / 100, 'sale_date': fake.date_time_this_year().strftime('%d/%m/%Y %H:%M:%S')}
    producer.send('bench-python', order).add_callback(count)
producer.flush()
assert delivered == n
print(n / (time.time() - start))
`
