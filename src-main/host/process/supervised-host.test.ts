// A host under its shell's eyes, with lives that do what the test says.
import { PassThrough } from 'node:stream'
import { afterEach, describe, expect, it } from 'vitest'
import type { LabError } from '@shared/errors'
import { createServerOf, memoryChannels, type HandlersOf } from '@shared/rpc'
import { createLog } from '@main/platform'
import { controlContract, type StartHost } from './host-contract'
import { SupervisedHost, type HostLife, type HostState } from './supervised-host'

type Control = HandlersOf<typeof controlContract>['host']

class Rig {
  readonly states: HostState[] = []
  readonly started: StartHost[] = []
  error: LabError | undefined
  control: Partial<Control> = {}
  fall: (reason: string) => void = () => {}
  readonly host: SupervisedHost

  constructor(control: Partial<Control> = {}) {
    this.control = control
    this.host = new SupervisedHost({
      launch: () => this.launch(),
      start: { dataDir: '', shell: 'test' },
      log: createLog(new PassThrough()),
      silentMsMax: 60,
      onState: (state, error) => {
        this.states.push(state)
        this.error = error
      },
    })
  }

  private launch(): HostLife {
    const atEnd: ((reason: string) => void)[] = []
    const end = (reason: string) => {
      for (const listener of atEnd) listener(reason)
    }
    this.fall = end
    const handlers: Control = {
      start: options => void this.started.push(options),
      ready: () => ({ kafka: '127.0.0.1:4711' }),
      alive: () => {},
      stop: () => queueMicrotask(() => end('exit 0')),
      ...this.control,
    }
    return {
      pid: 1,
      open: () => {
        const [near, far] = memoryChannels()
        createServerOf(controlContract, far, { host: handlers })
        return near
      },
      onExit: listener => void atEnd.push(listener),
      kill: () => end('killed'),
    }
  }

  async until(state: HostState, lives = 0): Promise<void> {
    while (this.states.at(-1) !== state || this.started.length < lives)
      await new Promise(resolve => setTimeout(resolve, 2))
  }
}

let rig: Rig
afterEach(() => rig.host.stop())

describe('a supervised host', () => {
  it('starts again on the ports that it had', async () => {
    rig = new Rig()
    await rig.until('ready')
    rig.fall('SIGKILL')
    await rig.until('restarting')
    await rig.until('ready')
    expect(rig.started.map(({ kafkaPort }) => kafkaPort)).toEqual([undefined, 4711])
  })

  it('tells each life how many came before it, so that "Restarts" counts them', async () => {
    rig = new Rig()
    await rig.until('ready')
    rig.fall('SIGKILL')
    await rig.until('ready', 2)
    rig.host.restart()
    await rig.until('ready', 3)
    expect(rig.started.map(({ restarts }) => restarts)).toEqual([undefined, 1, 2])
  })

  it('is given up after three falls within a minute, and says so to new callers', async () => {
    rig = new Rig()
    for (let falls = 0; falls < 3; falls++) {
      await rig.until('ready')
      rig.fall('SIGKILL')
    }
    await rig.until('halted')
    expect(rig.error).toMatchObject({ code: 'host-crashed', params: { crashes: 3 } })
    await expect(rig.host.open()).rejects.toMatchObject({ code: 'host-crashed' })
  })

  it('restarts as often as it is asked to, which are no falls', async () => {
    rig = new Rig()
    for (let lives = 1; lives <= 5; lives++) {
      await rig.until('ready', lives)
      if (lives < 5) rig.host.restart()
    }
    expect(rig.started.map(({ kafkaPort }) => kafkaPort)).toEqual([
      undefined,
      ...Array(4).fill(4711),
    ])
  })

  it('is given up at once when it cannot start', async () => {
    const refuses = () => Promise.reject(new Error('no'))
    rig = new Rig({ start: refuses })
    await expect(rig.host.ready).rejects.toMatchObject({ code: 'bug', params: { message: 'no' } })
    await rig.until('halted')
    expect(rig.states).toEqual(['starting', 'halted'])
  })

  it('is reported when it answers nothing, and again when it does', async () => {
    let answer = () => {}
    rig = new Rig({ alive: () => new Promise(resolve => (answer = () => resolve())) })
    await rig.until('silent')
    expect(rig.error).toMatchObject({ code: 'host-silent' })
    await expect(rig.host.open()).rejects.toMatchObject({ code: 'host-silent' })
    answer()
    await rig.until('ready')
    expect(rig.error).toBeUndefined()
    await expect(rig.host.open()).resolves.toBeDefined()
  })
})
