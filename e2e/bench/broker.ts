// Rows 6 and 7 of the floors: the embedded broker against a real Kafka 4.0 in the same run, by the same unmodified clients: Java's
// ProducerPerformance and ConsumerPerformance, kcat, kafkajs. Like with like: `fast` against Kafka's default, which syncs nothing,
// and `safe` against a topic with flush.messages=1. Each figure is the median of rounds that alternate between the two.
import { Kafka, logLevel } from 'kafkajs'
import { kafkaJars, startRealKafka } from '../support/real-kafka'
import { runOrThrow } from '../support/stamped'
import { median, type Report } from './report'
import { rssMib, secondsSinceStart, spawnEngine } from './support/spawn-engine'

const ROUNDS = 3
const RECORDS = 500_000
const SYNCED_RECORDS = 100_000
const RECORD_BYTES = 300
const KAFKAJS_RECORDS = 100_000

interface Target {
  readonly port: number
  readonly pid: number
}

export async function bench(report: Report): Promise<void> {
  const jars = await kafkaJars()
  const real = await startRealKafka()
  const theirs: Target = { port: Number(real.brokers[0]!.split(':')[1]), pid: real.nodes[0]!.pid }
  const theirStart = (await firstProduce(theirs)) && secondsSinceStart(theirs.pid)
  const ours = await spawnEngine('kafka', 'fast')
  const ourStart = (await firstProduce(ours)) && secondsSinceStart(ours.pid)
  const seconds = { row: 7, unit: 's', more: false, peer: 'Kafka 4.0' } as const
  const mib = { row: 7, unit: 'MiB', more: false, peer: 'Kafka 4.0' } as const
  try {
    report.add({ ...seconds, work: 'start to first produce', ours: ourStart, theirs: theirStart, floor: 5, goal: 10 })
    report.add({ ...mib, work: 'memory, idle', ours: rssMib(ours.pid), theirs: rssMib(theirs.pid), floor: 2, goal: 3 })
    await throughput(report, jars, ours, theirs)
    report.add({
      ...mib,
      work: 'memory after millions of records',
      ours: rssMib(ours.pid),
      theirs: rssMib(theirs.pid),
      floor: 2,
      goal: 3,
    })
  } finally {
    await ours.stop()
  }
  const safe = await spawnEngine('kafka', 'safe')
  try {
    await synced(report, jars, safe, theirs)
  } finally {
    await safe.stop()
    await real.stop()
  }
}

async function throughput(report: Report, jars: string, ours: Target, theirs: Target): Promise<void> {
  const row = { row: 6, unit: 'records/s', more: true, peer: 'Kafka 4.0' } as const
  const compare = async (work: string, floor: number, measure: (target: Target, topic: string) => Promise<number>) => {
    const figures: [number, number][] = []
    for (let round = 0; round < ROUNDS; round++) figures.push([await measure(ours, 'bench'), await measure(theirs, 'bench')])
    report.add({ ...row, work, floor, goal: 1, ours: median(figures.map(f => f[0])), theirs: median(figures.map(f => f[1])) })
  }
  for (const target of [ours, theirs]) await makeTopic(target, 'bench', {})
  await compare('Java ProducerPerformance acks=1, fast', 0.5, (t, topic) => javaProduce(jars, t, topic, '1', RECORDS))
  await compare('Java ProducerPerformance acks=all, fast', 0.5, (t, topic) => javaProduce(jars, t, topic, 'all', RECORDS))
  await compare('Java ConsumerPerformance', 0.7, (t, topic) => javaConsume(jars, t, topic, RECORDS))
  await compare('kcat -C', 0.7, (t, topic) => kcatConsume(t, topic, RECORDS))
  await compare('kafkajs send of 1,000, fast', 1, kafkajsProduce)
}

async function synced(report: Report, jars: string, ours: Target, theirs: Target): Promise<void> {
  await makeTopic(ours, 'synced', {})
  await makeTopic(theirs, 'synced', { 'flush.messages': '1' })
  const row = { row: 6, peer: 'Kafka 4.0, flush.messages=1', unit: 'records/s', more: true, goal: 1 } as const
  const compare = async (work: string, floor: number, measure: (target: Target) => Promise<number>) => {
    const figures: [number, number][] = []
    for (let round = 0; round < ROUNDS; round++) figures.push([await measure(ours), await measure(theirs)])
    report.add({ ...row, work, floor, ours: median(figures.map(f => f[0])), theirs: median(figures.map(f => f[1])) })
  }
  for (const acks of ['1', 'all'])
    await compare(`Java ProducerPerformance acks=${acks}, safe`, 0.5, t => javaProduce(jars, t, 'synced', acks, SYNCED_RECORDS))
  await compare('kafkajs send of 1,000, safe', 1, t => kafkajsProduce(t, 'synced'))
}

const addressOf = ({ port }: Target) => `127.0.0.1:${port}`

const client = (target: Target) =>
  new Kafka({ brokers: [addressOf(target)], logLevel: logLevel.NOTHING, retry: { initialRetryTime: 20, retries: 50 } })

async function firstProduce(target: Target): Promise<true> {
  const producer = client(target).producer()
  await producer.connect()
  await producer.send({ topic: 'first', messages: [{ value: 'x' }] })
  await producer.disconnect()
  return true
}

async function makeTopic(target: Target, topic: string, configs: Record<string, string>): Promise<void> {
  const admin = client(target).admin()
  await admin.connect()
  const configEntries = Object.entries(configs).map(([name, value]) => ({ name, value }))
  await admin.createTopics({ topics: [{ topic, numPartitions: 1, configEntries }], waitForLeaders: true })
  await admin.disconnect()
}

const java = (jars: string, args: string[]) =>
  runOrThrow('java', ['-Xmx512m', '-Dorg.slf4j.simpleLogger.defaultLogLevel=error', '-cp', `${jars}/*`, ...args], {
    timeoutMs: 300_000,
  })

async function javaProduce(jars: string, target: Target, topic: string, acks: string, count: number): Promise<number> {
  const size = ['--num-records', String(count), '--record-size', String(RECORD_BYTES), '--throughput', '-1']
  const props = ['--producer-props', `bootstrap.servers=${addressOf(target)}`, `acks=${acks}`]
  const { stdout } = await java(jars, ['org.apache.kafka.tools.ProducerPerformance', '--topic', topic, ...size, ...props])
  return Number(/([\d.]+) records\/sec/.exec(stdout.trim().split('\n').at(-1) ?? '')?.[1])
}

/** The last column: records a second while fetching, without the time to join the group. */
async function javaConsume(jars: string, target: Target, topic: string, count: number): Promise<number> {
  const args = ['--bootstrap-server', addressOf(target), '--topic', topic, '--messages', String(count)]
  const { stdout } = await java(jars, ['org.apache.kafka.tools.ConsumerPerformance', ...args])
  return Number(stdout.trim().split('\n').at(-1)?.split(',').at(-1))
}

async function kcatConsume(target: Target, topic: string, count: number): Promise<number> {
  const startedAt = performance.now()
  await runOrThrow('sh', ['-c', `kcat -b ${addressOf(target)} -C -t ${topic} -o beginning -c ${count} -e -q > /dev/null`], {
    timeoutMs: 300_000,
  })
  return count / ((performance.now() - startedAt) / 1000)
}

async function kafkajsProduce(target: Target, topic: string): Promise<number> {
  const producer = client(target).producer()
  await producer.connect()
  const value = Buffer.alloc(RECORD_BYTES, 'x')
  const messages = Array.from({ length: 1000 }, () => ({ value }))
  const startedAt = performance.now()
  for (let sent = 0; sent < KAFKAJS_RECORDS; sent += 1000) await producer.send({ topic, acks: -1, messages })
  const seconds = (performance.now() - startedAt) / 1000
  await producer.disconnect()
  return KAFKAJS_RECORDS / seconds
}
