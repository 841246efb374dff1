import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TOPIC_CONFIGS } from '../cluster/config-table'
import { InProcess } from '../testing/in-process'
import { describeConfigs } from './32-describe-configs'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
  await broker.topic('t', 1, { 'retention.ms': '5' })
})
afterAll(() => broker.end())

const request = (
  resourceType: number,
  resourceName: string,
  configurationKeys: string[] | null = null,
) => ({
  resources: [{ resourceType, resourceName, configurationKeys }],
})
const ask = async (...args: Parameters<typeof request>) =>
  (await broker.ask(describeConfigs, 4, request(...args))).results[0]!

describe('DescribeConfigs', () => {
  it('describes all settings of a topic in each version', async () => {
    for (const { version, answer } of await broker.askEach(describeConfigs, request(2, 't'))) {
      const { configs } = answer.results[0]!
      expect(configs.map(({ name }) => name)).toEqual(Object.keys(TOPIC_CONFIGS))
      const own = configs.find(({ name }) => name === 'retention.ms')
      expect(own).toMatchObject({
        value: '5',
        readOnly: false,
        ...(version > 0 ? { configSource: 1 } : { isDefault: false }),
      })
    }
  })

  it('gives the named ones, with synonyms and documentation when they are asked for', async () => {
    const asked = {
      ...request(2, 't', ['retention.ms']),
      includeSynonyms: true,
      includeDocumentation: true,
    }
    const [found, ...others] = (await broker.ask(describeConfigs, 4, asked)).results[0]!.configs
    expect(others).toEqual([])
    // As in Kafka: log.retention.ms itself is not set, and log.retention.hours is another name.
    expect(found!.synonyms.map(({ name, source }) => [name, source])).toEqual([['retention.ms', 1]])
    expect(found!.documentation).toMatch(/\w/)
    expect((await ask(2, 't', ['retention.ms'])).configs[0]).toMatchObject({
      synonyms: [],
      documentation: null,
    })
  })

  it('describes the broker by its id', async () => {
    const { configs } = await ask(4, '1', ['log.dirs', 'broker.id'])
    expect(configs).toMatchObject([
      { name: 'broker.id', value: '1' },
      { name: 'log.dirs', value: broker.dataDir },
    ])
  })

  it('refuses what it does not know', async () => {
    expect(await ask(2, 'other')).toMatchObject({ errorCode: 3, configs: [] })
    expect(await ask(2, 'no good')).toMatchObject({ errorCode: 17 })
    expect(await ask(4, '2')).toMatchObject({ errorCode: 42 })
    expect(await ask(3, 'x')).toMatchObject({ errorCode: 42 })
    expect(await ask(8, '1')).toMatchObject({ errorCode: 0, configs: [] })
  })
})
