// Unmodified Kafka clients as measures: each gives records a second against whatever broker it is
// pointed at.
import { Kafka, logLevel } from 'kafkajs'
import { runOrThrow } from '../../support/stamped'

export interface KafkaTarget {
  readonly address: string
}

export interface Load {
  readonly count: number
  readonly bytes: number
}

const CLIENT_MS_MAX = 300_000

export const client = ({ address }: KafkaTarget) =>
  new Kafka({
    brokers: [address],
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 20, retries: 50 },
  })

export async function makeTopic(
  target: KafkaTarget,
  topic: string,
  configs: Record<string, string>,
): Promise<void> {
  const admin = client(target).admin()
  await admin.connect()
  const configEntries = Object.entries(configs).map(([name, value]) => ({ name, value }))
  await admin.createTopics({
    topics: [{ topic, numPartitions: 1, configEntries }],
    waitForLeaders: true,
  })
  await admin.disconnect()
}

const java = (jars: string, args: string[]) =>
  runOrThrow(
    'java',
    ['-Xmx512m', '-Dorg.slf4j.simpleLogger.defaultLogLevel=error', '-cp', `${jars}/*`, ...args],
    {
      timeoutMs: CLIENT_MS_MAX,
    },
  )

export async function javaProduce(
  jars: string,
  { address }: KafkaTarget,
  topic: string,
  acks: string,
  load: Load,
): Promise<number> {
  const size = [
    '--num-records',
    String(load.count),
    '--record-size',
    String(load.bytes),
    '--throughput',
    '-1',
  ]
  const props = ['--producer-props', `bootstrap.servers=${address}`, `acks=${acks}`]
  const { stdout } = await java(jars, [
    'org.apache.kafka.tools.ProducerPerformance',
    '--topic',
    topic,
    ...size,
    ...props,
  ])
  return Number(/([\d.]+) records\/sec/.exec(stdout.trim().split('\n').at(-1) ?? '')?.[1])
}

/** The last column: records a second while fetching, without the time to join the group. */
export async function javaConsume(
  jars: string,
  { address }: KafkaTarget,
  topic: string,
  count: number,
): Promise<number> {
  const args = ['--bootstrap-server', address, '--topic', topic, '--messages', String(count)]
  const { stdout } = await java(jars, ['org.apache.kafka.tools.ConsumerPerformance', ...args])
  return Number(stdout.trim().split('\n').at(-1)?.split(',').at(-1))
}

export async function kcatConsume(
  { address }: KafkaTarget,
  topic: string,
  count: number,
): Promise<number> {
  const startedAt = performance.now()
  await runOrThrow(
    'sh',
    ['-c', `kcat -b ${address} -C -t ${topic} -o beginning -c ${count} -e -q > /dev/null`],
    {
      timeoutMs: CLIENT_MS_MAX,
    },
  )
  return count / ((performance.now() - startedAt) / 1000)
}

/** A thousand records a call, acks=all. */
export async function kafkajsProduce(
  target: KafkaTarget,
  topic: string,
  { count, bytes }: Load,
): Promise<number> {
  const producer = client(target).producer()
  await producer.connect()
  const value = Buffer.alloc(bytes, 'x')
  const messages = Array.from({ length: 1000 }, () => ({ value }))
  const startedAt = performance.now()
  for (let sent = 0; sent < count; sent += messages.length)
    await producer.send({ topic, acks: -1, messages })
  const seconds = (performance.now() - startedAt) / 1000
  await producer.disconnect()
  return count / seconds
}
