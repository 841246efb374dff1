// The health report: what an engine's recovery lost or moved, and what keeps it from working, is told
// in words of every language.
import { describe, expect, it } from 'vitest'
import {
  settingsChangeSchema,
  settingsSchema,
  type EngineStatus,
  type RecoveryEvent,
} from '@shared/contract'
import { languageSchema } from '@shared/lab'
import { describeError } from '@shared/text'
import { appService } from './app'

const events: RecoveryEvent[] = [
  { id: 'recovery-cut', params: { engine: 'CQL', file: 'wal', bytes: 17 } },
  { id: 'recovery-damaged', params: { engine: 'Kafka', file: 'a', movedTo: 'b', bytes: 5 } },
  { id: 'recovery-unreadable', params: { engine: 'Kafka', folder: 'c', message: 'no' } },
  { id: 'recovery-rebuilt', params: { engine: 'Kafka', file: 'topic.json', movedTo: 'd' } },
]
const engine: EngineStatus = {
  id: 'kafka',
  state: 'ready',
  host: '127.0.0.1',
  port: 9092,
  durability: 'safe',
  restarts: 0,
  recovery: { records: 1, ms: 1, events },
  trouble: { code: 'disk-full', kind: 'storage', params: { message: 'ENOSPC' }, retry: true },
  figures: {},
}

describe('the doctor', () => {
  it('lists every event of a recovery and what an engine cannot do', async () => {
    const app = appService({
      info: { version: '', shell: 'test', platform: '', dataDir: '.', startedAt: 0 },
      settings: { value: settingsSchema.parse({}), damage: undefined, set: async () => {} },
      engines: () => [engine],
      damages: () => [],
    })
    const { checks } = await app.doctor({}, { signal: new AbortController().signal })
    const ids = checks.map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining(['engine-trouble', ...events.map(({ id }) => id)]))
    for (const { id, state, params } of checks.slice(ids.indexOf('engine')))
      for (const language of languageSchema.options) {
        const { what } = describeError({ code: `doctor.${id}.${state}`, params }, language)
        expect(what).not.toMatch(/[{}]|doctor\./)
      }
  })
})

it('a change of one setting leaves the others as they are', () => {
  expect(settingsChangeSchema.parse({ theme: 'light' })).toEqual({ theme: 'light' })
})
