// `serve` without a host: what it asks for, what it tells of a start, and how it ends.
import { LabError } from '@shared/errors'
import type { AppInfo, EngineStatus } from '@shared/contract'
import { describe, expect, it } from 'vitest'
import type { ServeOptions, Serving } from '../parts'
import { fakeClient, runFake } from '../testing'

const cut: EngineStatus = {
  id: 'kafka',
  state: 'ready',
  host: '127.0.0.1',
  port: 1,
  durability: 'fast',
  figures: {},
  restarts: 0,
  recovery: {
    records: 9,
    ms: 1,
    events: [
      { id: 'recovery-rebuilt', params: { engine: 'Kafka', file: 'topic.json', movedTo: 'm' } },
    ],
  },
}
const info: AppInfo = { version: '1', shell: 'test', platform: '', dataDir: 'd', startedAt: 0 }
const client = fakeClient({
  engines: { list: async () => [cut], status: () => Promise.reject(new Error('no feed here')) },
  app: { info: () => Promise.reject(new LabError('cancelled', { kind: 'cancelled' })) },
})
const serving: Serving = { client, kafka: 'k:1', cql: 'c:2', stop: async () => {} }

describe('serve', () => {
  it('gives the broker its settings, and tells what an engine lost or mended at its start', async () => {
    const asked: ServeOptions[] = []
    const words = ['serve', '--no-ui', '--kafka-config', 'num.partitions=3']
    const { err } = await runFake([...words, '--kafka-config', 'log.retention.hours=24'], {
      parts: {
        serve: async options => {
          asked.push(options)
          return serving
        },
      },
    })
    expect(asked[0]?.kafkaConfigs).toEqual({
      'num.partitions': '3',
      'log.retention.hours': '24',
    })
    expect(err).toContain('topic.json was damaged and was made anew from the data beside it')
  })

  it('opens the page for the room where it is told, and again when the host has come back', async () => {
    const opened: unknown[] = []
    let ready = () => {}
    const { out } = await runFake(
      ['serve', '--no-ui', '--listen', '0.0.0.0', '--listen-port', '8642'],
      {
        parts: {
          serve: async ({ onState }) => {
            const params = { crashes: 3 }
            ready = () => {
              onState?.('ready')
              onState?.('halted', new LabError('host-crashed', { kind: 'bug', params }))
            }
            return {
              ...serving,
              client: fakeClient({
                engines: {
                  list: async () => [],
                  status: () => {
                    ready()
                    return Promise.reject(new Error('no feed here'))
                  },
                },
                app: { info: async () => info },
                audience: {
                  open: async wish => {
                    opened.push(wish)
                    return { addresses: ['http://192.0.2.7:8642/#t=k7f3mnpq'], watching: 0 }
                  },
                },
              }),
            }
          },
        },
      },
    )
    expect(out).toContain('For the room, read only: http://192.0.2.7:8642/#t=k7f3mnpq')
    expect(opened).toEqual([
      { host: '0.0.0.0', port: 8642 },
      { host: '0.0.0.0', port: 8642, token: 'k7f3mnpq' },
    ])
  })

  it('ends with an error once its host has been given up, and says why', async () => {
    const { code, err } = await runFake(['serve', '--no-ui'], {
      parts: {
        serve: async ({ onState }) => {
          onState?.('halted', new LabError('host-crashed', { kind: 'bug', params: { crashes: 3 } }))
          return {
            ...serving,
            client: fakeClient({
              engines: { list: async () => [], status: () => Promise.reject(new Error('no')) },
              app: { info: async () => info },
            }),
          }
        },
      },
    })
    expect(code).not.toBe(0)
    expect(err).toContain('ended 3 times within a minute and will not be started again')
  })
})
