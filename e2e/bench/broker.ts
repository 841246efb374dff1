// Rows 6 and 7 of the floors: the embedded broker against a real Kafka 4.0 in the same run, by the
// same unmodified clients: Java's ProducerPerformance and ConsumerPerformance, kcat, kafkajs. Like
// with like: `fast` against Kafka's default, which syncs nothing, and `safe` against a topic with
// flush.messages=1. Rounds alternate between the two.
import { kafkaJars, startRealKafka } from '../support/real-kafka'
import { inTurns, type Report } from './report'
import {
  client,
  javaConsume,
  javaProduce,
  kafkajsProduce,
  kcatConsume,
  makeTopic,
  type KafkaTarget,
} from './support/kafka-clients'
import { rssMib, secondsSinceStart } from './support/processes'
import { spawnEngine } from './support/spawn-engine'

const ROUNDS = 3
const START_ROUNDS = 3
const FULL = { count: 500_000, bytes: 300 }
const SYNCED = { count: 100_000, bytes: 300 }
const KAFKAJS = { count: 100_000, bytes: 300 }

interface Target extends KafkaTarget {
  readonly pid: number
  stop(): Promise<void>
}

export async function bench(report: Report): Promise<void> {
  const jars = await kafkaJars()
  if (report.wants(7)) await starts(report)
  const [ours, theirs] = [await embedded('fast'), await realKafka()]
  try {
    await firstProduce(ours)
    await firstProduce(theirs)
    if (report.wants(7)) memory(report, 'memory, idle', ours, theirs)
    await throughput(report, jars, ours, theirs)
    if (report.wants(7)) memory(report, 'memory after millions of records', ours, theirs)
  } finally {
    await ours.stop()
    await theirs.stop()
  }
  if (report.wants(6)) await synced(report, jars)
}

async function embedded(durability: 'safe' | 'fast'): Promise<Target> {
  const { port, pid, stop } = await spawnEngine('kafka', durability)
  return { address: `127.0.0.1:${port}`, pid, stop }
}

async function realKafka(): Promise<Target> {
  const { bootstrap, nodes, stop } = await startRealKafka()
  return { address: bootstrap, pid: nodes[0]?.pid ?? 0, stop }
}

async function starts(report: Report): Promise<void> {
  const measure = async (start: () => Promise<Target>) => {
    const target = await start()
    try {
      await firstProduce(target)
      return secondsSinceStart(target.pid)
    } finally {
      await target.stop()
    }
  }
  const figures = await inTurns(
    START_ROUNDS,
    () => measure(() => embedded('fast')),
    () => measure(realKafka),
  )
  const row = { row: 7, unit: 's', more: false, peer: 'Kafka 4.0', floor: 5, goal: 10 } as const
  report.add({ ...row, work: 'start to first produce', ...figures })
}

function memory(report: Report, work: string, ours: Target, theirs: Target): void {
  const row = { row: 7, unit: 'MiB', more: false, peer: 'Kafka 4.0', floor: 2, goal: 3 } as const
  report.add({ ...row, work, ours: [rssMib(ours.pid)], theirs: [rssMib(theirs.pid)] })
}

async function throughput(
  report: Report,
  jars: string,
  ours: Target,
  theirs: Target,
): Promise<void> {
  const row = { row: 6, unit: 'records/s', more: true, peer: 'Kafka 4.0', goal: 1 } as const
  const compare = async (
    work: string,
    floor: number,
    measure: (target: Target) => Promise<number>,
  ) => {
    const figures = await inTurns(
      ROUNDS,
      () => measure(ours),
      () => measure(theirs),
    )
    if (report.wants(6)) report.add({ ...row, work, floor, ...figures })
  }
  const topic = 'bench'
  for (const target of [ours, theirs]) await makeTopic(target, topic, {})
  await compare('Java ProducerPerformance acks=1, fast', 0.5, t =>
    javaProduce(jars, t, topic, '1', FULL),
  )
  await compare('Java ProducerPerformance acks=all, fast', 0.5, t =>
    javaProduce(jars, t, topic, 'all', FULL),
  )
  await compare('Java ConsumerPerformance', 0.7, t => javaConsume(jars, t, topic, FULL.count))
  await compare('kcat -C', 0.7, t => kcatConsume(t, topic, FULL.count))
  await compare('kafkajs send of 1,000, fast', 1, t => kafkajsProduce(t, topic, KAFKAJS))
}

async function synced(report: Report, jars: string): Promise<void> {
  const [ours, theirs] = [await embedded('safe'), await realKafka()]
  const row = {
    row: 6,
    peer: 'Kafka 4.0, flush.messages=1',
    unit: 'records/s',
    more: true,
    goal: 1,
  } as const
  const compare = async (
    work: string,
    floor: number,
    measure: (target: Target) => Promise<number>,
  ) => {
    const figures = await inTurns(
      ROUNDS,
      () => measure(ours),
      () => measure(theirs),
    )
    report.add({ ...row, work, floor, ...figures })
  }
  try {
    await makeTopic(ours, 'synced', {})
    await makeTopic(theirs, 'synced', { 'flush.messages': '1' })
    for (const acks of ['1', 'all'])
      await compare(`Java ProducerPerformance acks=${acks}, safe`, 0.5, t =>
        javaProduce(jars, t, 'synced', acks, SYNCED),
      )
    await compare('kafkajs send of 1,000, safe', 1, t => kafkajsProduce(t, 'synced', KAFKAJS))
  } finally {
    await ours.stop()
    await theirs.stop()
  }
}

async function firstProduce(target: Target): Promise<void> {
  const producer = client(target).producer()
  await producer.connect()
  await producer.send({ topic: 'first', messages: [{ value: 'x' }] })
  await producer.disconnect()
}
