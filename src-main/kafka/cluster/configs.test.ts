import { describe, expect, it } from 'vitest'
import { checkConfig, settingsOf } from './configs'

describe('the settings of topics', () => {
  it.each([
    ['compression.gzip.level', '9'],
    ['compression.lz4.level', '17'],
    ['compression.zstd.level', '-5'],
    ['local.retention.bytes', '-2'],
    ['local.retention.ms', '1000'],
    ['message.timestamp.after.max.ms', '3600000'],
    ['message.timestamp.before.max.ms', '0'],
    ['remote.log.copy.disable', 'true'],
    ['remote.log.delete.on.disable', 'false'],
    ['remote.storage.enable', 'false'],
    ['cleanup.policy', ''],
  ])('of Kafka 4.0 include %s', (name, value) => {
    expect(checkConfig(name, value)).toBe(value)
  })

  it('read the policy of cleaning up', () => {
    const cleanup = (policy: string) =>
      settingsOf(new Map([['cleanup.policy', policy]]), () => '').cleanup
    expect(['', 'delete', 'compact', 'delete, compact'].map(cleanup)).toEqual([
      'none',
      'delete',
      'compact',
      'compact,delete',
    ])
    expect(() => checkConfig('cleanup.policy', 'shred')).toThrow('must be one of')
    // Of a list, the item that is wrong.
    expect(() => checkConfig('cleanup.policy', 'delete,shred')).toThrow('Invalid value shred for')
  })
})
