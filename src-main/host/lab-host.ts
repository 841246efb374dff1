// LabHost: everything the lab can do, behind one contract, in one process, on one data directory. Shells hold a channel to it.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { settingsSchema, type Contract, type EngineId, type EngineStatus } from '@shared/contract'
import { KeyedTable } from '@shared/feed'
import { createServer, type Channel, type HandlersOf } from '@shared/rpc'
import { builtEntry, createLog } from '@main/platform'
import { ConnectionsBook, elsewhere } from './connections-book'
import { takeDataDir } from './data-dir'
import { Engine } from './engines/engine'
import { startCqlHere, startKafkaHere } from './engines/starters'
import { workerEngine } from './engines/worker-engine'
import type { HostOptions } from './host-options'
import { LabsShelf } from './labs-shelf'
import { LastCalls } from './last-calls'
import { appService } from './services/app'
import { connectionsService } from './services/connections'
import { enginesService } from './services/engines'
import { groupsService } from './services/groups'
import { labsService } from './services/labs'
import { queriesService } from './services/queries'
import { RunsService } from './services/runs'
import { topicsService } from './services/topics'
import { openJsonStore } from './stores/json-store'
import { RememberedRuns } from './stores/remembered-runs'
import { openSecrets } from './stores/secrets'

export interface LabHost {
  readonly handlers: HandlersOf<Contract>
  /** HOST:PORT of each embedded engine, when all of them answer. Rejects when one cannot be started; the host works on without it. */
  readonly ready: Promise<Partial<Record<EngineId, string>>>
  /** Serves the contract on a channel. */
  accept(channel: Channel): void
  stop(): Promise<void>
}

export async function createLabHost(options: HostOptions): Promise<LabHost> {
  const { dataDir, shell, placement = 'workers' } = options
  const log = (options.log ?? createLog()).child({ part: 'host' })
  const lock = await takeDataDir(dataDir)
  try {
    return await build()
  } catch (error) {
    await lock.release()
    throw error
  }

  async function build(): Promise<LabHost> {
    await lock.tell({ ...options.tell })
    const settings = await openJsonStore(dataDir, 'settings', settingsSchema, settingsSchema.parse({}))
    const durability = options.durability ?? settings.value.durability
    const statuses = new KeyedTable<EngineStatus>()
    const engines = new Map<EngineId, Engine>()
    const embed = (id: EngineId, port: number, start: Engine['parts']['start']) => {
      if ((options[id] ?? 'embedded') !== 'embedded') return
      const engineOptions = { dataDir: join(dataDir, id), port, ifPortTaken: 'use-another', durability } as const
      engines.set(
        id,
        new Engine({ id, start, options: engineOptions, statuses, log, onReady: address => void lock.tell({ [id]: address }) }),
      )
    }
    const inWorkers = placement === 'workers'
    const { startEngines } = options
    embed(
      'kafka',
      options.kafkaPort ?? settings.value.kafkaPort,
      startEngines?.kafka ?? (inWorkers ? workerEngine('broker-worker') : startKafkaHere),
    )
    embed(
      'cql',
      options.cqlPort ?? settings.value.cqlPort,
      startEngines?.cql ?? (inWorkers ? workerEngine('cql-worker') : startCqlHere),
    )

    const secrets = await openSecrets(dataDir, options.sealer)
    const addressOf = (id: EngineId) => elsewhere(options[id], id, () => engines.get(id)?.address() ?? '')
    const book = await ConnectionsBook.open(dataDir, secrets, { kafka: addressOf('kafka'), cql: addressOf('cql') })
    const shelf = await LabsShelf.open(dataDir)
    const started = Promise.all(
      [...engines].map(async ([id, engine]) => [id, await engine.start().then(() => engine.address())] as const),
    )
    const ready = started.then(addresses => Object.fromEntries(addresses))
    ready.catch(() => {})
    const runs = new RunsService({
      dataDir,
      durability,
      book,
      shelf,
      remembered: await RememberedRuns.open(dataDir),
      log,
      workerFile: inWorkers ? builtEntry('pipeline-worker') : undefined,
      enginesReady: () => ready,
    })
    const topics = topicsService(book)
    const info = {
      version: options.version ?? '0.0.0',
      shell,
      platform: `${process.platform} ${process.arch}`,
      dataDir,
      startedAt: Date.now(),
    }
    const handlers: HandlersOf<Contract> = {
      app: appService({
        info,
        settings,
        engines: () => [...engines.values()].map(engine => engine.status),
        damages: () => [settings.damage, book.damage].filter(damage => damage !== undefined),
      }),
      engines: enginesService(engines, statuses),
      labs: labsService(shelf),
      runs: runs.handlers,
      topics: topics.handlers,
      groups: groupsService(book),
      queries: queriesService(book),
      connections: connectionsService(book),
    }
    if (options.resumeRuns ?? true) void ready.then(() => runs.resumeRemembered()).catch(() => {})

    const instance = randomUUID()
    const calls = new LastCalls(log)
    const servers = new Set<{ close(): void }>()
    let stopping: Promise<void> | undefined
    const stop = async () => {
      await runs.close()
      topics.close()
      await book.close()
      await Promise.all([...engines.values()].map(engine => engine.close()))
      for (const server of servers) server.close()
      await lock.release()
    }
    return {
      handlers,
      ready,
      accept: channel => void servers.add(createServer(channel, handlers, { instance, onCall: calls.add })),
      stop: () => (stopping ??= stop()),
    }
  }
}
