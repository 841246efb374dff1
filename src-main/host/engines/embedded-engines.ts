// The engines that a host brings along, each with its folder, port and place: a worker of its own, or
// this thread in tests.
import { join } from 'node:path'
import type { EngineId, EngineStatus, Settings } from '@shared/contract'
import type { KeyedTable } from '@shared/feed'
import { WORKER_LIMITS, type Log } from '@main/platform'
import type { HostOptions } from '../host-options'
import { Engine } from './engine'
import { startCqlHere, startKafkaHere } from './starters'
import { workerEngine } from './worker-engine'

interface Surroundings {
  readonly statuses: KeyedTable<EngineStatus>
  readonly log: Log
  readonly onReady: (id: EngineId, address: string) => void
}

export function embeddedEngines(
  host: HostOptions,
  { kafkaPort, cqlPort, durability }: Settings,
  { statuses, log, onReady }: Surroundings,
): Engine[] {
  const inWorkers = (host.placement ?? 'workers') === 'workers'
  const starts = {
    kafka:
      host.startEngines?.kafka ??
      (inWorkers ? workerEngine('broker-worker', WORKER_LIMITS) : startKafkaHere),
    cql: host.startEngines?.cql ?? (inWorkers ? workerEngine('cql-worker') : startCqlHere),
  }
  const ports = { kafka: host.kafkaPort ?? kafkaPort, cql: host.cqlPort ?? cqlPort }
  const wanted = (['kafka', 'cql'] as const).filter(id => (host[id] ?? 'embedded') === 'embedded')
  return wanted.map(id => {
    const dataDir = join(host.dataDir, id)
    const configs = id === 'kafka' ? host.kafkaConfigs : undefined
    return new Engine({
      ...{ id, start: starts[id], statuses, log, restarts: host.restarts },
      options: { dataDir, port: ports[id], ifPortTaken: 'use-another', durability, configs },
      onReady: address => onReady(id, address),
    })
  })
}
