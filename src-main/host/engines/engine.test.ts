// An engine's life under its supervisor, with engines that do what the test says.
import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { EngineStatus } from '@shared/contract'
import { LabError } from '@shared/errors'
import { KeyedTable } from '@shared/feed'
import { createLog } from '@main/platform'
import { Engine } from './engine'
import type { RunningEngine, StartEngine } from './running-engine'

class Rig {
  readonly statuses = new KeyedTable<EngineStatus>()
  readonly ports: number[] = []
  crash: (error: LabError) => void = () => {}
  next: () => Promise<void> = async () => {}
  gets: number | undefined
  readonly engine: Engine

  constructor(port = 0) {
    const start: StartEngine = async options => {
      this.ports.push(options.port)
      await this.next()
      const running: RunningEngine = {
        host: '127.0.0.1',
        port: this.gets ?? (options.port || 4711),
        report: async () => ({ figures: { requests: 1 } }),
        groupChanges: async () => [],
        groupRereads: async () => [],
        sightings: async () => [],
        stop: async () => {},
        onCrash: listener => (this.crash = listener),
      }
      return running
    }
    const options = { dataDir: '', port, ifPortTaken: 'use-another', durability: 'safe' } as const
    this.engine = new Engine({
      id: 'kafka',
      start,
      options,
      statuses: this.statuses,
      log: createLog(new PassThrough()),
    })
  }

  async until(state: EngineStatus['state']): Promise<EngineStatus> {
    while (this.engine.status.state !== state)
      await new Promise(resolve => this.statuses.watch(() => resolve(undefined)))
    return this.engine.status
  }
}

const fell = () => new LabError('bug', { kind: 'bug', params: { message: 'boom' } })

describe('an engine', () => {
  it('comes back on the port it had', async () => {
    const rig = new Rig()
    await rig.engine.start()
    rig.crash(fell())
    expect(await rig.until('restarting')).toMatchObject({
      error: { code: 'engine-crashed', params: { message: 'boom' } },
    })
    expect(() => rig.engine.address()).toThrow(/engine-not-ready/)
    expect(await rig.until('ready')).toMatchObject({ port: 4711, restarts: 1, error: undefined })
    expect(rig.ports).toEqual([0, 4711])
    await rig.engine.close()
  })

  it('is halted by the third crash within a minute, until a person restarts it', async () => {
    const rig = new Rig(9092)
    await rig.engine.start()
    for (let crashes = 0; crashes < 3; crashes++) {
      await rig.until('ready')
      rig.crash(fell())
    }
    expect(await rig.until('halted')).toMatchObject({
      error: { code: 'engine-halted', params: { crashes: 3, message: 'boom' } },
    })
    expect(await rig.engine.restart()).toMatchObject({ state: 'ready', port: 9092 })
    await rig.engine.close()
  })

  it('does not try again what cannot be helped by it', async () => {
    const rig = new Rig()
    rig.next = () =>
      Promise.reject(
        new LabError('log-damaged', { kind: 'storage', params: { file: 'f', offset: 3 } }),
      )
    await expect(rig.engine.start()).rejects.toMatchObject({ code: 'log-damaged' })
    expect(rig.engine.status).toMatchObject({ state: 'halted', error: { code: 'log-damaged' } })
    expect(rig.ports).toHaveLength(1)
    await rig.engine.close()
  })

  it('says which port it had to leave', async () => {
    const rig = new Rig(9092)
    rig.gets = 50123
    await rig.engine.start()
    expect(rig.engine.status).toMatchObject({ port: 50123, wantedPort: 9092 })
    await rig.engine.close()
  })
})
