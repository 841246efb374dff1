// Rows 5 and 10 of the floors, measured on the built command line as a person has it: how long until R1's first result after the start
// command (against spark-submit on the same topic), and the memory of everything that runs for R0 at 1,000 events a second (against a
// real Kafka, a real Cassandra, Spark and a Python producer together). Runs of the two alternate.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parse, stringify } from 'yaml'
import { appRoot } from '@main/platform'
import { mavenJars } from '../support/maven'
import { pythonVenv } from '../support/python'
import { startRealCassandra } from '../support/real-cassandra'
import { startRealKafka } from '../support/real-kafka'
import { runOrThrow } from '../support/stamped'
import { median, type Report } from './report'
import { rssMib, spawnEngine } from './support/spawn-engine'

const ROUNDS = 3
const ORDERS = 1000
const EVENTS_PER_SECOND = 1000
const SETTLED_MS = 20_000
const RESULT_MS_MAX = 120_000
const cli = join(appRoot(), 'out/main/cli.js')

export async function bench(report: Report): Promise<void> {
  const spark = await sparkSubmit().catch((error: unknown) => {
    report.note(`Spark is not to be had: ${error instanceof Error ? error.message.slice(0, 300) : String(error)}`)
    return undefined
  })
  await firstResult(report, spark)
  await memory(report, spark)
}

type Submit = (address: string, topic: string) => ChildProcess

async function sparkSubmit(): Promise<Submit> {
  const folder = join(appRoot(), 'e2e/bench/spark')
  const python = await pythonVenv('pyspark', ['pyspark==3.5.5'])
  const jars = await mavenJars('spark-kafka', join(folder, 'pom.xml'))
  const bin = dirname(python)
  return (address, topic) =>
    spawn(join(bin, 'spark-submit'), ['--driver-class-path', `${jars}/*`, join(folder, 'r1_console.py'), address, topic], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, PYSPARK_PYTHON: python, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
    })
}

async function firstResult(report: Report, spark: Submit | undefined): Promise<void> {
  const broker = await spawnEngine('kafka', 'fast')
  const dir = await mkdtemp(join(tmpdir(), 'sluice-bench-first-'))
  const address = `127.0.0.1:${broker.port}`
  const figures: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] }
  try {
    const labs = await labFiles(dir)
    await runOrThrow(process.execPath, [cli, 'run', labs.producing, '--events', String(ORDERS), '--rate', 'max', '--kafka', address])
    for (let round = 0; round < ROUNDS; round++) {
      const started = performance.now()
      const args = [cli, 'run', labs.reading, '--kafka', address, '--json']
      const { stdout } = await runOrThrow(process.execPath, args)
      figures.ours.push((performance.now() - started) / 1000)
      if (!stdout.includes('total_sold_value')) throw new Error('the run gave no totals')
      if (spark) figures.theirs.push(await untilFirstBatch(() => spark(address, 'ventas-events')))
    }
  } finally {
    await broker.stop()
    await rm(dir, { recursive: true, force: true })
  }
  const row = { row: 5, work: "R1's result after the start command, 1,000 orders", unit: 's', more: false } as const
  if (figures.theirs.length === 0) return report.note(`row 5: ${median(figures.ours).toFixed(2)} s`)
  const [ours, theirs] = [median(figures.ours), median(figures.theirs)]
  report.add({ ...row, peer: 'spark-submit to its first batch', ours, theirs, floor: 10, goal: 20 })
}

/** R1 in two halves: the one that fills the topic, and the one that only reads it. */
async function labFiles(dir: string): Promise<{ producing: string; reading: string }> {
  const lab = parse(await readFile(join(appRoot(), 'resources/labs/r1-ventas-events.yaml'), 'utf8')) as {
    nodes: Record<string, { from?: string }>
    dashboard?: unknown
  }
  const { sales, 'ventas-events': topic, ...rest } = lab.nodes
  const { from: _, ...alone } = topic ?? {}
  const half = async (name: string, nodes: object, more: object) => {
    const file = join(dir, `${name}.yaml`)
    await writeFile(file, stringify({ ...lab, id: `bench-${name}`, ...more, nodes }))
    return file
  }
  return {
    producing: await half('producing', { sales, 'ventas-events': topic }, { dashboard: undefined }),
    reading: await half('reading', { 'ventas-events': alone, ...rest }, {}),
  }
}

async function untilFirstBatch(start: () => ChildProcess): Promise<number> {
  const started = performance.now()
  const child = start()
  const timer = setTimeout(() => child.kill('SIGKILL'), RESULT_MS_MAX)
  let text = ''
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk)
    // The rule under the table's last row: the batch is printed whole.
    if (/Batch: 0[\s\S]*\n\+[-+]+\+\n\|[\s\S]*\n\+[-+]+\+\n[\s\S]*\n\+[-+]+\+\n/.test(text)) break
  }
  const seconds = (performance.now() - started) / 1000
  clearTimeout(timer)
  const printed = text.includes('Batch: 0')
  await end(child)
  if (!printed) throw new Error('spark-submit ended without a batch')
  return seconds
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  for (const pid of treeOf(child.pid ?? 0)) if (pid !== process.pid) signal(pid)
  await gone
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Gone by itself meanwhile.
  }
}

/** A process and everything it started. */
function treeOf(pid: number): number[] {
  const lines = spawnSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' }).stdout.trim().split('\n')
  const children = new Map<number, number[]>()
  for (const line of lines) {
    const [child = 0, parent = 0] = line.trim().split(/\s+/).map(Number)
    children.set(parent, [...(children.get(parent) ?? []), child])
  }
  const all = [pid]
  for (let i = 0; i < all.length; i++) all.push(...(children.get(all[i] ?? 0) ?? []))
  return all
}

const treeMib = (pid: number) => treeOf(pid).reduce((sum, one) => sum + rssMib(one), 0)

async function memory(report: Report, spark: Submit | undefined): Promise<void> {
  const ours = await ourMemory()
  if (!spark) return report.note(`row 10: ${Math.round(ours)} MiB`)
  const { total, parts } = await theirMemory(spark)
  report.note(`Kafka, Cassandra, Spark, Python: ${parts.map(part => Math.round(part)).join(' + ')} MiB`)
  report.add({
    row: 10,
    work: 'memory of all of R0 at 1,000 events/s',
    peer: 'Kafka + Cassandra + Spark + Python producer',
    unit: 'MiB',
    more: false,
    ours,
    theirs: total,
    floor: 5,
    goal: 10,
  })
}

async function ourMemory(): Promise<number> {
  const args = [cli, 'run', 'r0-vendas-ecommerce', '--rate', String(EVENTS_PER_SECOND), '--for', '60s', '--json']
  const child = spawn(process.execPath, args, { stdio: 'ignore' })
  const seen: number[] = []
  await sleep(SETTLED_MS)
  for (let i = 0; i < ROUNDS; i++) {
    seen.push(treeMib(child.pid ?? 0))
    await sleep(2000)
  }
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
  return median(seen)
}

async function theirMemory(spark: Submit): Promise<{ total: number; parts: number[] }> {
  const python = await pythonVenv('kafka-faker', ['kafka-python==2.2.6', 'Faker==37.1.0'])
  const [kafka, cassandra] = [await startRealKafka(), await startRealCassandra()]
  const producer = spawn(python, ['-c', PRODUCER, kafka.bootstrap, String(EVENTS_PER_SECOND)], { stdio: 'ignore' })
  await sleep(5000)
  const consumer = spark(kafka.bootstrap, 'vendas-ecommerce')
  consumer.stdout?.resume()
  try {
    await sleep(2 * SETTLED_MS)
    const seen: number[][] = []
    for (let i = 0; i < ROUNDS; i++) {
      const pids = [kafka.nodes[0]?.pid, cassandra.node.pid, consumer.pid, producer.pid]
      seen.push(pids.map(pid => (pid === undefined ? 0 : treeMib(pid))))
      await sleep(2000)
    }
    const parts = [0, 1, 2, 3].map(i => median(seen.map(parts => parts[i] ?? 0)))
    return { total: parts.reduce((sum, part) => sum + part, 0), parts }
  } finally {
    await Promise.all([end(consumer), end(producer)])
    await Promise.all([kafka.stop(), cassandra.stop()])
  }
}

/** As the project's producer: Faker, json.dumps, one send after another, at the rate. */
const PRODUCER = `
import json, random, sys, time
from faker import Faker
from kafka import KafkaProducer
fake = Faker('pt_BR')
producer = KafkaProducer(bootstrap_servers=sys.argv[1], value_serializer=lambda v: json.dumps(v).encode('utf-8'))
rate = int(sys.argv[2])
names = ['Notebook', 'Smartphone', 'Tablet', 'Monitor', 'Teclado', 'Mouse']
start, sent = time.time(), 0
while True:
    while sent < (time.time() - start) * rate:
        items = [{'name': random.choice(names), 'quantity': random.randint(1, 3), 'price': random.randint(100, 3000)} for _ in range(3)]
        producer.send('vendas-ecommerce', {'order_id': fake.uuid4(), 'customer_document': fake.cpf(), 'products': items})
        sent += 1
    time.sleep(0.01)
`
