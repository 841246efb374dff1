import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { values } from '../testing/partition'
import { describeLogDirs } from './35-describe-log-dirs'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('gives sizes by partition in each version, for all topics or the named ones', async () => {
  await broker.topic('t', 2)
  await broker.topic('other')
  await broker.put('t', values('a'))
  for (const { answer } of await broker.askEach(describeLogDirs, { topics: null }))
    expect(answer.results).toMatchObject([
      { errorCode: 0, logDir: broker.dataDir, topics: [{ name: 't' }, { name: 'other' }] },
    ])
  const topics = [{ topic: 't', partitions: [0] }]
  const [dir] = (await broker.ask(describeLogDirs, 4, { topics })).results
  expect(dir!.topics).toMatchObject([
    { partitions: [{ partitionIndex: 0, partitionSize: broker.log('t').sizeBytes }] },
  ])
  expect(dir!.totalBytes).toBeGreaterThan(dir!.usableBytes)
})
