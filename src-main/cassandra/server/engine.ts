// The database without its network: catalogue, storage, system tables and compiled plans. The
// server puts a port in front of it; tests use it as it is.
import type { Log } from '@main/platform'
import type { CqlLimits } from '../limits'
import { Catalog } from '../schema/catalog'
import { TableIndexes } from '../indexes'
import type { Database } from '../statements/context'
import { Store } from '../storage'
import { type Facts, systemKeyspaces, type Trace } from '../system'
import { PlanCache } from './plan-cache'

export interface EngineOptions {
  readonly dataDir: string
  readonly host: string
  readonly port: number
  /**
   * safe: a write is answered when it is on disk. fast: when the system has it, which survives a
   * crash of the process.
   */
  readonly durability: 'safe' | 'fast'
  readonly limits: CqlLimits
  readonly log?: Log
  /** The clients that system_views shows. */
  readonly clients?: Facts['clients']
}

export interface Engine {
  readonly db: Database
  readonly plans: PlanCache
  readonly facts: Facts
}

const GRACE_SECONDS = 864_000

export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { host, limits, log } = options
  const traces: Trace[] = []
  const facts: Facts = {
    port: options.port,
    host: /^[\d.]+$/.test(host) && host !== '0.0.0.0' ? host : '127.0.0.1',
    hostId: '',
    startedAt: Date.now(),
    schemaVersion: () => catalog.schema.version,
    keyspaces: () => catalog.schema.keyspaces,
    prepared: () => plans.all.map(p => ({ id: p.id, keyspace: p.keyspace ?? '', query: p.query })),
    clients: options.clients ?? (() => []),
    sessions: () => traces,
  }
  const catalog: Catalog = await Catalog.open(options.dataDir, systemKeyspaces(facts))
  facts.hostId = catalog.hostId
  const indexes: TableIndexes = new TableIndexes(catalog, () => store)
  const store: Store = await Store.open({
    dir: options.dataDir,
    durability: options.durability,
    memtableBytesMax: limits.memtableBytesMax,
    blockCacheBytes: limits.blockCacheBytes,
    log,
    applied: (key, value) => indexes.applied(key, value),
    isLive: storeId => catalog.isLiveStore(storeId),
    graceOf: storeId =>
      Number(catalog.tableOfStore(storeId)?.options.get('gc_grace_seconds') ?? GRACE_SECONDS),
  })
  indexes.sync()
  catalog.onChange = () => indexes.sync()
  const db: Database = {
    catalog,
    store,
    indexes,
    nextTimestamp: microsecondClock(),
    traces: {
      add: trace => {
        traces.push(trace)
        if (traces.length > limits.tracesMax) traces.shift()
      },
    },
  }
  const plans: PlanCache = new PlanCache(db, limits, log)
  return { db, plans, facts }
}

/**
 * Microseconds since 1970 that never repeat nor go back, though the clock counts milliseconds and
 * may be set.
 */
function microsecondClock(): () => number {
  let last = 0
  return () => (last = Math.max(last + 1, Date.now() * 1000))
}
