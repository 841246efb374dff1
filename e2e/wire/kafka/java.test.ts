// Kafka 4.0's own clients and console tools, from Maven's jars.
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kafkaJars } from '../../support/real-kafka'
import { hasTool, runOrThrow } from '../../support/stamped'
import { lines, numbered, wireBroker, type WireBroker } from './support'

let wire: WireBroker
let jars: string

const quiet = [
  '-Xmx256m',
  '-XX:TieredStopAtLevel=1',
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=error',
]
const java = (args: string[], input = '') =>
  runOrThrow('java', [...quiet, '-cp', `${jars}/*`, ...args], { input, timeoutMs: 120_000 })
const tool = (name: string, args: string[], input = '') =>
  java([name, '--bootstrap-server', wire.address, ...args], input)

const isHere = hasTool('java') && hasTool('mvn')

beforeAll(async () => {
  if (!isHere) return
  wire = await wireBroker()
  jars = await kafkaJars()
})
afterAll(() => wire?.end())

describe.runIf(isHere)('Java', () => {
  const topics = 'org.apache.kafka.tools.TopicCommand'
  const groups = 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand'

  it('kafka-topics creates, lists, describes, alters and deletes', async () => {
    await tool(topics, [
      '--create',
      '--topic',
      'tooled',
      '--partitions',
      '2',
      '--config',
      'segment.bytes=1048576',
    ])
    expect(lines((await tool(topics, ['--list'])).stdout)).toContain('tooled')
    await tool(topics, ['--alter', '--topic', 'tooled', '--partitions', '3'])
    const { stdout } = await tool(topics, ['--describe', '--topic', 'tooled'])
    expect(stdout).toContain('PartitionCount: 3')
    expect(stdout).toContain('segment.bytes=1048576')
    await tool(topics, ['--delete', '--topic', 'tooled'])
    expect(lines((await tool(topics, ['--list'])).stdout)).not.toContain('tooled')
  })

  it('kafka-configs shows and changes settings', async () => {
    const configs = 'kafka.admin.ConfigCommand'
    await tool(topics, ['--create', '--topic', 'set', '--partitions', '1'])
    await tool(configs, [
      '--alter',
      '--entity-type',
      'topics',
      '--entity-name',
      'set',
      '--add-config',
      'retention.ms=1000',
    ])
    const { stdout } = await tool(configs, [
      '--describe',
      '--entity-type',
      'topics',
      '--entity-name',
      'set',
    ])
    expect(stdout).toContain('retention.ms=1000')
  })

  it('the console producer and consumer, and the groups they leave', async () => {
    await tool(
      'org.apache.kafka.tools.ConsoleProducer',
      ['--topic', 'console'],
      `${numbered(20).join('\n')}\n`,
    )
    const consume = [
      '--topic',
      'console',
      '--from-beginning',
      '--max-messages',
      '20',
      '--group',
      'console-group',
    ]
    const { stdout } = await tool('org.apache.kafka.tools.consumer.ConsoleConsumer', consume)
    expect(lines(stdout)).toEqual(numbered(20))
    expect((await tool(groups, ['--list'])).stdout).toContain('console-group')
    const described = (await tool(groups, ['--describe', '--group', 'console-group'])).stdout
    expect(described).toMatch(/console-group\s+console\s+0\s+20\s+20\s+0/)
    await tool(groups, [
      '--group',
      'console-group',
      '--topic',
      'console',
      '--reset-offsets',
      '--to-offset',
      '5',
      '--execute',
    ])
    expect((await tool(groups, ['--describe', '--group', 'console-group'])).stdout).toMatch(
      /console\s+0\s+5\s+20\s+15/,
    )
    expect(wire.broker.groupChanges('console-group').at(-1)?.because).toMatchObject({
      what: 'reset',
      moved: [{ topic: 'console', partition: 0, offset: 5 }],
    })
  })

  it('GetOffsetShell and LogDirs know the sizes', async () => {
    await tool('org.apache.kafka.tools.ConsoleProducer', ['--topic', 'sized'], 'a\nb\nc\n')
    expect(
      (await tool('org.apache.kafka.tools.GetOffsetShell', ['--topic', 'sized'])).stdout.trim(),
    ).toBe('sized:0:3')
    const dirs = (
      await tool('org.apache.kafka.tools.LogDirsCommand', ['--describe', '--topic-list', 'sized'])
    ).stdout
    expect(dirs).toMatch(/"partition":"sized-0","size":\d{2,}/)
  })

  it('an application: compression, groups, transactions, administration', async () => {
    const source = fileURLToPath(new URL('Clients.java', import.meta.url))
    const { stdout } = await java([source, wire.address])
    const seen = Object.fromEntries(
      lines(stdout).map(line => [
        line.slice(0, line.indexOf('=')),
        line.slice(line.indexOf('=') + 1),
      ]),
    )
    expect(seen).toEqual({
      sameId: 'true',
      partitions: '4',
      policy: 'delete,compact DYNAMIC_TOPIC_CONFIG',
      retention: '604800000 DEFAULT_CONFIG',
      node: '1',
      acls: 'SecurityDisabledException',
      logDirs: '1',
      read: '5000',
      sticky: '5000',
      committedPart: 'true',
      offsetsMatch: 'true',
      fenced: 'true',
      txState: 'CompleteCommit',
      static: 'desk-1 4',
      offsetsLeft: '3',
      groups: expect.stringContaining('static'),
      left: expect.not.stringContaining('java'),
    })
  })
})
