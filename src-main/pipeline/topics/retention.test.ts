import { expect, it } from 'vitest'
import { configsOfNew, keptMs } from './retention'
import { topicConfig } from './topic-config'

const HOUR_MS = 3_600_000
const fresh = (broker: Readonly<Record<string, string>>, configs = {}) =>
  keptMs(configsOfNew(topicConfig.parse({ connection: 'b', topic: 't', configs }), broker))

it('reads how long a topic keeps a record by its time', () => {
  expect(keptMs({ 'retention.ms': '60000' })).toBe(60_000)
  expect(keptMs({})).toBe(168 * HOUR_MS)
  expect(keptMs({ 'retention.ms': '-1' })).toBe(Infinity)
})

it('keeps for ever what is only compacted, or dated by the broker', () => {
  expect(keptMs({ 'retention.ms': '1', 'cleanup.policy': 'compact' })).toBe(Infinity)
  expect(keptMs({ 'retention.ms': '1', 'cleanup.policy': 'compact, delete' })).toBe(1)
  expect(keptMs({ 'retention.ms': '1', 'message.timestamp.type': 'LogAppendTime' })).toBe(Infinity)
})

it('gives a new topic what the lab says, then the finest setting of the broker', () => {
  expect(fresh({})).toBe(168 * HOUR_MS)
  expect(fresh({ 'log.retention.hours': '2' })).toBe(2 * HOUR_MS)
  expect(fresh({ 'log.retention.hours': '2', 'log.retention.minutes': '3' })).toBe(180_000)
  expect(fresh({ 'log.retention.hours': '2', 'log.retention.ms': '4' })).toBe(4)
  expect(fresh({ 'log.retention.ms': '' })).toBe(168 * HOUR_MS)
  expect(fresh({ 'log.retention.ms': '-1' })).toBe(Infinity)
  expect(fresh({ 'log.retention.ms': '4' }, { 'retention.ms': '5' })).toBe(5)
  expect(fresh({ 'log.cleanup.policy': 'compact' })).toBe(Infinity)
})
