import { expect, it } from 'vitest'
import { newTopic, topicConfig } from './topic-config'

const settings = (change: object) =>
  newTopic(topicConfig.parse({ connection: 'broker', topic: 't', ...change }))
const MIB = 1024 * 1024

it('limits what a new topic holds, each partition its share', () => {
  expect(settings({ partitions: 4 })).toEqual({
    partitions: 4,
    replication: 1,
    configs: { 'retention.bytes': String(1024 * MIB), 'segment.bytes': String(128 * MIB) },
  })
  expect(settings({ limitMiB: 16 }).configs).toEqual({
    'retention.bytes': String(16 * MIB),
    'segment.bytes': String(4 * MIB),
  })
})

it('leaves a topic unlimited when told to, and never overrules the lab', () => {
  expect(settings({ limitMiB: 0, configs: { 'retention.ms': '1' } }).configs).toEqual({
    'retention.ms': '1',
  })
  expect(settings({ configs: { 'retention.bytes': '-1' } }).configs).toMatchObject({
    'retention.bytes': '-1',
  })
})
