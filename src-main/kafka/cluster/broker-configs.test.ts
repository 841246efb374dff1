import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alterConfigs } from '../apis/33-alter-configs'
import { createTopics } from '../apis/19-create-topics'
import { describeConfigs } from '../apis/32-describe-configs'
import { incrementalAlterConfigs } from '../apis/44-incremental-alter-configs'
import { InProcess } from '../testing/in-process'
import { BrokerConfigs, checkGivenConfigs } from './broker-configs'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

const SET = 0
const DELETE = 1

async function alter(resourceName: string, changes: readonly [string, number, string | null][]) {
  const configs = changes.map(([name, configOperation, value]) => ({
    name,
    configOperation,
    value,
  }))
  const resources = [{ resourceType: 4, resourceName, configs }]
  const request = { resources, validateOnly: false }
  return (await broker.ask(incrementalAlterConfigs, 1, request)).responses[0]!
}

async function described(name: string, resourceType = 4, resourceName = '1') {
  const request = {
    resources: [{ resourceType, resourceName, configurationKeys: [name] }],
    includeSynonyms: true,
  }
  const { configs } = (await broker.ask(describeConfigs, 4, request)).results[0]!
  const { value, readOnly, configSource, synonyms } = configs[0]!
  return { value, readOnly, configSource, sources: synonyms.map(({ source }) => source) }
}

const again = () => BrokerConfigs.open(broker.dataDir, {}, () => undefined)

describe('the settings of the broker', () => {
  it('change for one broker, for all, and back, and are kept', async () => {
    expect(await alter('', [['num.partitions', SET, '3']])).toMatchObject({ errorCode: 0 })
    expect(await alter('1', [['num.partitions', SET, '5']])).toMatchObject({ errorCode: 0 })
    expect(await described('num.partitions')).toEqual({
      value: '5',
      readOnly: false,
      configSource: 2,
      sources: [2, 3, 5],
    })
    expect((await again()).number('num.partitions')).toBe(5)
    const topics = [{ name: 'wide', numPartitions: -1, replicationFactor: -1 }].map(topic => ({
      ...topic,
      assignments: [],
      configs: [],
    }))
    await broker.ask(createTopics, 7, { topics, validateOnly: false })
    expect(broker.parts.topics.get('wide')!.partitions).toHaveLength(5)
    await alter('1', [['num.partitions', DELETE, null]])
    expect(await described('num.partitions')).toMatchObject({ value: '3', configSource: 3 })
    const replaced = { resourceType: 4, resourceName: '', configs: [] }
    await broker.ask(alterConfigs, 2, { resources: [replaced], validateOnly: false })
    expect(await described('num.partitions')).toMatchObject({ value: '1', configSource: 5 })
  })

  it('are what topics fall back to, at once', async () => {
    const topic = await broker.topic('t')
    expect(topic.settings.retentionMs).toBe(604_800_000)
    await alter('', [
      ['log.retention.ms', SET, '1000'],
      ['message.max.bytes', SET, '2000'],
    ])
    expect(topic.settings).toMatchObject({ retentionMs: 1000, maxMessageBytes: 2000 })
    expect(await described('retention.ms', 2, 't')).toEqual({
      value: '1000',
      readOnly: false,
      configSource: 3,
      // log.retention.hours is behind it.
      sources: [3, 5],
    })
    await alter('', [['log.retention.ms', DELETE, null]])
    expect(topic.settings.retentionMs).toBe(604_800_000)
  })

  it('move the limits that requests meet', async () => {
    expect(broker.parts.limits.sessionMsMin).toBe(6000)
    await alter('1', [['group.min.session.timeout.ms', SET, '100']])
    expect(broker.parts.limits.sessionMsMin).toBe(100)
  })

  it.each([
    ['log.dirs', '/x', 42, 'Cannot update these configs dynamically: Set(log.dirs)'],
    ['log.retention.hours', '1', 42, 'Cannot update these configs dynamically'],
    ['colour', 'red', 40, 'Unknown broker config name: colour'],
    ['num.partitions', 'many', 42, 'configuration num.partitions: Not a number of type INT'],
    ['num.partitions', '0', 42, 'Value must be at least 1'],
  ])('refuse %s=%s in words', async (name, value, errorCode, words) => {
    const answer = await alter('1', [[name, SET, value]])
    expect(answer.errorCode).toBe(errorCode)
    expect(answer.errorMessage).toContain(words)
  })

  it('list what cannot be changed, with where it comes from', async () => {
    expect(await described('advertised.listeners')).toMatchObject({
      value: 'PLAINTEXT://127.0.0.1:19092',
      readOnly: true,
      configSource: 4,
    })
    expect(await described('log.retention.ms')).toMatchObject({ value: null, configSource: 5 })
    expect(await described('log.retention.hours')).toMatchObject({ value: '168', readOnly: true })
  })

  it('a damaged file is moved aside and named', async () => {
    await alter('', [['num.partitions', SET, '3']])
    const path = join(broker.dataDir, 'broker.json')
    await writeFile(path, (await readFile(path, 'utf8')).replace('"3"', '"4"'))
    const opened = await again()
    expect(opened.number('num.partitions')).toBe(1)
    expect(await readFile(opened.damagedFile ?? '', 'utf8')).toContain('"4"')
  })
})

describe('settings that nobody gave', () => {
  it('are those of Kafka 4.0', async () => {
    const configs = await BrokerConfigs.open(broker.dataDir, {}, () => undefined)
    const value = (name: string) => configs.valuesOf(name)[0]?.value
    expect(value('group.initial.rebalance.delay.ms')).toBe('3000')
    expect(value('log.retention.check.interval.ms')).toBe('300000')
  })
})

describe('settings given at a start', () => {
  it('count over the defaults, in other units too', async () => {
    const given = { 'log.retention.hours': '1', 'num.partitions': '4' }
    const configs = await BrokerConfigs.open(broker.dataDir, given, () => undefined)
    expect(configs.fallback('log.retention.ms')).toBe('3600000')
    expect(configs.valuesOf('num.partitions')[0]).toMatchObject({ value: '4', source: 4 })
  })

  it.each([
    [{ colour: 'red' }, 'Unknown broker config name: colour'],
    [{ 'node.id': '7' }, 'node.id is read-only here'],
    [{ 'num.partitions': '-1' }, 'Value must be at least 1'],
  ])('refuse %j', (given, message) => {
    expect(() => checkGivenConfigs(given)).toThrow(message)
  })
})
