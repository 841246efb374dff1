// Starts after damage to topic.json: the records stay, and the report names the file.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '@main/platform'
import { testBroker, type TestBroker } from '../testing/broker'
import { WireClient } from '../testing/client'
import { produce } from '../apis/00-produce'
import { listOffsets } from '../apis/02-list-offsets'
import { metadata } from '../apis/03-metadata'
import { createTopics } from '../apis/19-create-topics'
import { describeConfigs } from '../apis/32-describe-configs'
import { batchOf } from '../log/records'

let test: TestBroker
let client: WireClient
const quiet = createLog().child({}, { level: 'silent' })

beforeEach(async () => {
  test = await testBroker({ log: quiet })
  client = await WireClient.open(test.broker.port)
  const configs = [{ name: 'retention.ms', value: '86400000' }]
  const one = { name: 'orders', numPartitions: 3, replicationFactor: 1, assignments: [], configs }
  await client.send(createTopics, 7, { topics: [one] })
  const records = batchOf(Array.from({ length: 10 }, () => ({ value: Buffer.from('x') })))
  await client.send(produce, 9, {
    acks: -1,
    timeoutMs: 1000,
    topicData: [{ name: 'orders', partitionData: [{ index: 1, records }] }],
  })
})
afterEach(async () => {
  client.close()
  await test.end()
})

/** Stops the broker, damages topic.json, and starts again. */
async function damage(change: (text: string) => string | undefined, crash = false) {
  client.close()
  await test.broker.stop()
  const [folder = ''] = await readdir(join(test.dataDir, 'topics'))
  const path = join(test.dataDir, 'topics', folder, 'topic.json')
  const changed = change(await readFile(path, 'utf8'))
  if (changed === undefined) await rm(path)
  else await writeFile(path, changed)
  if (crash) await rm(join(test.dataDir, 'clean-stop.json'))
  await test.restart()
  client = await WireClient.open(test.broker.port)
  return { text: changed ?? '', file: join('topics', folder, 'topic.json') }
}

async function found() {
  const partitions = [0, 1, 2].map(partitionIndex => ({ partitionIndex, timestamp: -1 }))
  const topics = [{ name: 'orders', partitions }]
  const ends = await client.send(listOffsets, 7, { replicaId: -1, topics })
  const known = await client.send(metadata, 9, { topics: null })
  const resources = [
    { resourceType: 2, resourceName: 'orders', configurationKeys: ['retention.ms'] },
  ]
  const configs = await client.send(describeConfigs, 4, { resources })
  return {
    topics: known.topics.map(({ name, partitions }) => [name, partitions.length]),
    ends: ends.topics[0]!.partitions.map(({ offset }) => offset),
    retentionMs: configs.results[0]!.configs[0]?.value,
  }
}

describe('a damaged topic.json', () => {
  it.each([
    ['a flipped bit in the name', (text: string) => text.replace('"orders"', '"ordesr"')],
    ['a flipped bit in a key', (text: string) => text.replace('"partitions"', '"partitionr"')],
    ['another number of partitions', (text: string) => text.replace('": 3', '": 2')],
    ['half of the file', (text: string) => text.slice(0, text.length / 2)],
    ['a broken bracket', (text: string) => text.replace('{', 'z')],
  ])('with %s keeps its topic, records and partitions, and is named', async (_, change) => {
    const { text, file } = await damage(change)
    expect(await found()).toMatchObject({ topics: [['orders', 3]], ends: [0, 10, 0] })
    const { rebuilt, unreadable } = test.broker.recovery
    expect(unreadable).toEqual([])
    expect(rebuilt).toMatchObject([{ file }])
    const kept = await readFile(join(test.dataDir, rebuilt[0]!.movedTo), 'utf8')
    expect(kept).toBe(text)
    // The next start finds it whole.
    await test.restart()
    expect(test.broker.recovery.rebuilt).toEqual([])
  })

  it('keeps the settings that are still legible, also after a crash', async () => {
    await damage(text => text.replace('"format"', '"formau"'), true)
    expect(await found()).toEqual({
      topics: [['orders', 3]],
      ends: [0, 10, 0],
      retentionMs: '86400000',
    })
  })

  it('that is empty or gone loses only settings and empty partitions', async () => {
    await damage(() => '', true)
    expect(await found()).toMatchObject({ topics: [['orders', 2]], ends: [0, 10, -1] })
    await damage(() => undefined)
    expect(await found()).toMatchObject({ topics: [['orders', 2]], ends: [0, 10, -1] })
    expect(test.broker.recovery.rebuilt).toMatchObject([{ movedTo: '' }])
  })
})
