// The schema registry inside. It is started when somebody first needs it (a run, the Schemas screen,
// a verb), or with the host where it has been used before or a person wants it so. What it keeps is
// a file of the data directory.
import type { RegistryStatus, Settings } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { Log } from '@main/platform'
import {
  EMPTY_REGISTRY,
  registryStateSchema,
  startRegistry,
  type RunningRegistry,
} from '@main/registry'
import { openJsonStore } from '../json-store'

type Store = Awaited<ReturnType<typeof openStore>>

export interface RegistryParts {
  readonly dataDir: string
  readonly settings: () => Pick<Settings, 'registry' | 'registryPort'>
  readonly log: Log
}

export class BuiltinRegistry {
  private running: Promise<RunningRegistry> | undefined
  private readyAt: string | undefined

  private constructor(
    private readonly parts: RegistryParts,
    private readonly store: Store,
  ) {}

  static async open(parts: RegistryParts): Promise<BuiltinRegistry> {
    return new BuiltinRegistry(parts, await openStore(parts.dataDir))
  }

  get damage(): LabError | undefined {
    return this.store.damage
  }

  get status(): RegistryStatus {
    const subjects = this.store.value.subjects.length
    const { registry } = this.parts.settings()
    if (this.readyAt !== undefined) return { state: 'ready', address: this.readyAt, subjects }
    return { state: registry === 'off' ? 'off' : 'waiting', subjects }
  }

  /** With the host, where clients of before may come back. */
  async startIfUsed(): Promise<void> {
    const { registry } = this.parts.settings()
    if (registry === 'on' || (registry === 'auto' && this.status.subjects > 0)) await this.address()
  }

  /** HOST:PORT; starts it. */
  async address(): Promise<string> {
    if (this.parts.settings().registry === 'off')
      throw new LabError('registry-off', { kind: 'config' })
    this.running ??= this.start()
    const { host, port } = await this.running
    return `${host}:${port}`
  }

  private async start(): Promise<RunningRegistry> {
    const { settings, log } = this.parts
    try {
      const port = settings().registryPort
      const running = await startRegistry({ store: this.store, port, ifPortTaken: 'use-another' })
      this.readyAt = `${running.host}:${running.port}`
      log.info({ port: running.port }, 'registry-ready')
      return running
    } catch (error) {
      this.running = undefined
      throw error
    }
  }

  async stop(): Promise<void> {
    const running = await this.running?.catch(() => undefined)
    this.running = undefined
    this.readyAt = undefined
    await running?.stop()
  }
}

const openStore = (dataDir: string) =>
  openJsonStore(dataDir, 'schemas', registryStateSchema, EMPTY_REGISTRY)
