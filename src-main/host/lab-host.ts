// LabHost: everything the lab can do, behind one contract, in one process, on one data directory.
// Shells hold a channel to it. The engines are started first; what else the lab can do is loaded
// while they come up in their workers.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import {
  settingsSchema,
  type Contract,
  type EngineId,
  type EngineStatus,
  type Settings,
} from '@shared/contract'
import { KeyedTable } from '@shared/feed'
import { createServer, type Channel, type HandlersOf, type RpcLimits } from '@shared/rpc'
import { createLog } from '@main/platform'
import { takeDataDir } from './process/data-dir'
import { Engine } from './engines/engine'
import { startCqlHere, startKafkaHere } from './engines/starters'
import { workerEngine } from './engines/worker-engine'
import type { HostOptions } from './host-options'
import { LastCalls } from './process/last-calls'
import { openJsonStore } from './json-store'

export interface LabHost {
  readonly handlers: HandlersOf<Contract>
  /**
   * HOST:PORT of each embedded engine, when all of them answer. Rejects when one cannot be started;
   * the host works on without it.
   */
  readonly ready: Promise<Partial<Record<EngineId, string>>>
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
  const statuses = new KeyedTable<EngineStatus>()
  let engines: ReadonlyMap<EngineId, Engine> = new Map()
  const closeEngines = () => Promise.all([...engines.values()].map(engine => engine.close()))
  try {
    return await build()
  } catch (error) {
    await closeEngines()
    await lock.release()
    throw error
  }

  async function build(): Promise<LabHost> {
    await lock.tell({ ...options.tell })
    const settings = await openJsonStore(
      dataDir,
      'settings',
      settingsSchema,
      settingsSchema.parse({}),
    )
    const durability = options.durability ?? settings.value.durability
    engines = embeddedEngines({ ...settings.value, durability })
    const started = Promise.all(
      [...engines].map(
        async ([id, engine]) => [id, await engine.start().then(() => engine.address())] as const,
      ),
    )
    const ready = started.then(addresses => Object.fromEntries(addresses))
    ready.catch(() => {})
    const { openLabServices } = await import('./lab-services')
    const services = await openLabServices({
      ...{ options, settings, durability, engines, statuses, log, wasLeft: lock.wasLeft },
      enginesReady: () => ready,
    })
    if (options.resumeRuns ?? true) void ready.then(() => services.resumeRuns()).catch(() => {})

    const instance = randomUUID()
    const calls = new LastCalls(log)
    const servers = new Set<{ close(): void }>()
    let stopping: Promise<void> | undefined
    const stop = async () => {
      await services.close()
      await closeEngines()
      for (const server of servers) server.close()
      await lock.release()
    }
    const { handlers } = services
    return {
      handlers,
      ready,
      accept: (channel, limits) =>
        void servers.add(
          createServer(channel, handlers, {
            instance,
            onCall: calls.add,
            ...(limits ? { limits } : {}),
          }),
        ),
      stop: () => (stopping ??= stop()),
    }
  }

  function embeddedEngines({
    kafkaPort,
    cqlPort,
    durability,
  }: Settings): ReadonlyMap<EngineId, Engine> {
    const { placement = 'workers', startEngines } = options
    const inWorkers = placement === 'workers'
    const embed = (id: EngineId, port: number, start: Engine['parts']['start']) => {
      const engineOptions = {
        dataDir: join(dataDir, id),
        port,
        ifPortTaken: 'use-another',
        durability,
      } as const
      const onReady = (address: string) => void lock.tell({ [id]: address })
      return new Engine({ id, start, options: engineOptions, statuses, log, onReady })
    }
    const starts = {
      kafka: startEngines?.kafka ?? (inWorkers ? workerEngine('broker-worker') : startKafkaHere),
      cql: startEngines?.cql ?? (inWorkers ? workerEngine('cql-worker') : startCqlHere),
    }
    const ports = { kafka: options.kafkaPort ?? kafkaPort, cql: options.cqlPort ?? cqlPort }
    const wanted = (['kafka', 'cql'] as const).filter(
      id => (options[id] ?? 'embedded') === 'embedded',
    )
    return new Map(wanted.map(id => [id, embed(id, ports[id], starts[id])]))
  }
}
