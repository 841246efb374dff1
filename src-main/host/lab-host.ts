// LabHost: everything the lab can do, behind one contract, in one process, on one data directory.
// Shells hold a channel to it. The engines are started first; what else the lab can do is loaded
// while they come up in their workers.
import { randomUUID } from 'node:crypto'
import { settingsSchema, type Contract, type EngineId, type EngineStatus } from '@shared/contract'
import { LabError } from '@shared/errors'
import { KeyedTable } from '@shared/feed'
import { createServer, type Channel, type HandlersOf, type RpcLimits } from '@shared/rpc'
import { createLog, type Log } from '@main/platform'
import { takeDataDir } from './process/data-dir'
import { embeddedEngines } from './engines/embedded-engines'
import type { Engine } from './engines/engine'
import type { HostOptions } from './host-options'
import type { LabServices } from './lab-services'
import type { EngineAddresses } from './process/host-contract'
import { LastCalls } from './process/last-calls'
import { openJsonStore } from './json-store'

export interface LabHost {
  readonly handlers: HandlersOf<Contract>
  /**
   * HOST:PORT of each embedded engine, when all of them answer. Rejects when one cannot be started;
   * the host works on without it.
   */
  readonly ready: Promise<EngineAddresses>
  /**
   * Serves the contract on a channel; other limits than the usual ones are for a channel that leads
   * to nobody else.
   */
  accept(channel: Channel, limits?: Partial<RpcLimits>): void
  stop(): Promise<void>
}

export async function createLabHost(options: HostOptions): Promise<LabHost> {
  const { dataDir } = options
  const log = (options.log ?? createLog()).child({ part: 'host' })
  const lock = await takeDataDir(dataDir)
  const engines = new Map<EngineId, Engine>()
  const closeEngines = () => Promise.all([...engines.values()].map(engine => engine.close()))
  try {
    await lock.tell({ ...options.tell })
    const initial = settingsSchema.parse({})
    const settings = await openJsonStore(dataDir, 'settings', settingsSchema, initial)
    const durability = options.durability ?? settings.value.durability
    const statuses = new KeyedTable<EngineStatus>()
    const tell = (facts: Record<string, string>) => void lock.tell(facts).catch(() => {})
    const onReady = (id: EngineId, address: string) => tell({ [id]: address })
    const wanted = { ...settings.value, durability }
    for (const engine of embeddedEngines(options, wanted, { statuses, log, onReady }))
      engines.set(engine.id, engine)
    const ready = startAll(engines)
    const { openLabServices } = await import('./lab-services')
    const services = await openLabServices({
      ...{ options, settings, durability, engines, statuses, log, wasLeft: lock.wasLeft },
      enginesReady: () => ready,
      tellHealth: checks => tell({ health: JSON.stringify(checks) }),
      startHost: createLabHost,
    })
    // A verb of the command line, like a test, has nobody who would come back to it.
    if (options.resumeRuns ?? true) {
      void services.startRegistry().catch((error: unknown) => {
        log.error({ error: LabError.from(error).toData() }, 'registry-not-started')
      })
      void services.resumeRuns()
    }
    return hostOf(services, ready, log, async () => {
      await closeEngines()
      await lock.release()
    })
  } catch (error) {
    await closeEngines()
    await lock.release()
    throw error
  }
}

async function startAll(engines: ReadonlyMap<EngineId, Engine>): Promise<EngineAddresses> {
  const addresses = await Promise.all(
    [...engines].map(async ([id, engine]) => {
      await engine.start()
      return [id, engine.address()] as const
    }),
  )
  return Object.fromEntries(addresses)
}

function hostOf(
  services: LabServices,
  ready: Promise<EngineAddresses>,
  log: Log,
  closeRest: () => Promise<void>,
): LabHost {
  ready.catch(() => {})
  const instance = randomUUID()
  const calls = new LastCalls(log)
  const servers = new Set<{ close(): void }>()
  let stopping: Promise<void> | undefined
  const stop = async () => {
    await services.close()
    for (const server of servers) server.close()
    await closeRest()
  }
  const { handlers } = services
  return {
    handlers,
    ready,
    accept: (channel, limits) => {
      const onCall = calls.add
      const server = createServer(channel, handlers, { instance, onCall, limits })
      servers.add(server)
    },
    stop: () => (stopping ??= stop()),
  }
}
