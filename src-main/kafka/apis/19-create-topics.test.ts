import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { createTopics } from './19-create-topics'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

interface Change {
  readonly name?: string
  readonly numPartitions?: number
  readonly replicationFactor?: number
  readonly assignments?: { partitionIndex: number; brokerIds: number[] }[]
  readonly configs?: { name: string; value: string | null }[]
}
const wanted = (change: Change = {}) => ({
  name: 'new',
  numPartitions: 2,
  replicationFactor: 1,
  assignments: [],
  configs: [],
  ...change,
})
const create = async (change: Change, validateOnly = false) =>
  (await broker.ask(createTopics, 7, { topics: [wanted(change)], validateOnly })).topics[0]!

describe('CreateTopics', () => {
  it('makes topics in each version, and later ones describe them', async () => {
    const answers = await broker.askEach(createTopics, version => ({
      topics: [wanted({ name: `v${version}`, configs: [{ name: 'retention.ms', value: '5' }] })],
    }))
    for (const { version, answer } of answers) {
      expect(answer.topics).toMatchObject([{ name: `v${version}`, errorCode: 0 }])
      expect(broker.parts.topics.get(`v${version}`)?.partitions).toHaveLength(2)
    }
    const [topic] = answers.at(-1)!.answer.topics
    expect(topic).toMatchObject({ numPartitions: 2, replicationFactor: 1 })
    expect(topic!.configs).toContainEqual(
      expect.objectContaining({ name: 'retention.ms', value: '5', configSource: 1 }),
    )
  })

  it('takes -1 for the default and lists of brokers for partitions', async () => {
    expect(await create({ name: 'd', numPartitions: -1, replicationFactor: -1 })).toMatchObject({
      errorCode: 0,
      numPartitions: 1,
    })
    const assignments = [0, 1].map(partitionIndex => ({ partitionIndex, brokerIds: [1] }))
    const manual = { name: 'm', numPartitions: -1, replicationFactor: -1, assignments }
    expect(await create(manual)).toMatchObject({ errorCode: 0, numPartitions: 2 })
  })

  it('checks without making when it is told to', async () => {
    expect(await create({ name: 'dry' }, true)).toMatchObject({ errorCode: 0 })
    expect(broker.parts.topics.get('dry')).toBeUndefined()
  })

  it.each<[string, number, Change]>([
    ['a name that is there', 36, { name: 'v0' }],
    ['a bad name', 17, { name: 'no good' }],
    ['no partitions', 37, { numPartitions: 0 }],
    ['more partitions than allowed', 44, { numPartitions: 1001 }],
    ['no replicas', 38, { replicationFactor: 0 }],
    ['more replicas than brokers', 38, { replicationFactor: 2 }],
    ['an unknown setting', 40, { configs: [{ name: 'colour', value: 'red' }] }],
    ['a bad value', 40, { configs: [{ name: 'retention.ms', value: 'long' }] }],
    ['a null value', 40, { configs: [{ name: 'retention.ms', value: null }] }],
    ['partitions beside a list', 42, { assignments: [{ partitionIndex: 0, brokerIds: [1] }] }],
    [
      'an unknown broker',
      39,
      {
        numPartitions: -1,
        replicationFactor: -1,
        assignments: [{ partitionIndex: 0, brokerIds: [2] }],
      },
    ],
    [
      'a gap in the list',
      39,
      {
        numPartitions: -1,
        replicationFactor: -1,
        assignments: [{ partitionIndex: 1, brokerIds: [1] }],
      },
    ],
  ])('refuses %s', async (_, errorCode, change) => {
    expect(await create(change)).toMatchObject({
      errorCode,
      errorMessage: expect.any(String) as string,
    })
  })

  it('refuses a name that is given twice', async () => {
    const { topics } = await broker.ask(createTopics, 7, {
      topics: [wanted({ name: 'twice' }), wanted({ name: 'twice' })],
    })
    expect(topics).toMatchObject([{ errorCode: 42 }, { errorCode: 42 }])
  })
})
