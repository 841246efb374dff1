// The embedded CQL database as one object: opens its directory, listens, answers, closes.
import { createServer } from 'node:net'
import { parseStatement } from '@shared/cql'
import { LabError } from '@shared/errors'
import { listenTcp, lockDirectory, type DirLock, type Log } from '@main/platform'
import type { CqlError } from '../errors'
import { DEFAULT_LIMITS, type CqlLimits } from '../limits'
import { Catalog } from '../schema/catalog'
import { Store, type StoreRecovery } from '../storage'
import type { Database } from '../statements/context'
import type { SchemaChange } from '../result'
import { type Facts, systemKeyspaces, type Trace } from '../system'
import { opcode } from '../wire/frame'
import { simpleFrame, writeSchemaChange } from '../wire/responses'
import { Connection } from './connection'
import { handleRequest, type Surroundings } from './requests'
import { PlanCache } from './plan-cache'

export interface CqlServerOptions {
  readonly dataDir: string
  readonly host?: string
  /** 0: any free port. */
  readonly port: number
  readonly ifPortTaken?: 'fail' | 'use-another'
  /**
   * safe: a write is answered when it is on disk. fast: when the system has it, which survives a
   * crash of the process.
   */
  readonly durability: 'safe' | 'fast'
  readonly log?: Log
  readonly limits?: Partial<CqlLimits>
  /** Asked before each statement with its text: an error it gives is what the client gets. */
  readonly fault?: (statement: string) => CqlError | undefined
}

export interface CqlStats {
  readonly connections: number
  readonly requests: number
  readonly keyspaces: number
  readonly tables: number
  readonly preparedStatements: number
  readonly memtableBytes: number
  readonly memtableEntries: number
  readonly files: number
  readonly fileBytes: number
  readonly walBytes: number
}

export interface CqlServer {
  readonly host: string
  readonly port: number
  readonly recovery: StoreRecovery
  stats(): CqlStats
  stop(): Promise<void>
}

export async function startCqlServer(options: CqlServerOptions): Promise<CqlServer> {
  const lock = await lockDirectory(options.dataDir)
  try {
    return await startLocked(options, lock)
  } catch (error) {
    await lock.release()
    throw LabError.from(error)
  }
}

/**
 * A client that connects while its tables are not open yet would be told lies: the port opens last.
 */
async function startLocked(options: CqlServerOptions, lock: DirLock): Promise<CqlServer> {
  const host = options.host ?? '127.0.0.1'
  const limits: CqlLimits = { ...DEFAULT_LIMITS, ...options.limits }
  const traces: Trace[] = []
  const connections = new Set<Connection>()
  let requests = 0
  const facts: Facts = {
    port: options.port,
    host: /^[\d.]+$/.test(host) && host !== '0.0.0.0' ? host : '127.0.0.1',
    hostId: '',
    startedAt: Date.now(),
    schemaVersion: () => catalog.schema.version,
    keyspaces: () => catalog.schema.keyspaces,
    prepared: () => plans.all.map(p => ({ id: p.id, keyspace: p.keyspace ?? '', query: p.query })),
    clients: () =>
      [...connections].map(({ session: s }) => ({
        address: s.address,
        port: s.port,
        driver: s.driver,
        requests: s.requests,
        version: s.version,
      })),
    sessions: () => traces,
  }
  const catalog: Catalog = await Catalog.open(options.dataDir, systemKeyspaces(facts))
  facts.hostId = catalog.hostId
  const store = await Store.open({
    dir: options.dataDir,
    durability: options.durability,
    memtableBytesMax: limits.memtableBytesMax,
    blockCacheBytes: limits.blockCacheBytes,
    log: options.log,
    isLive: storeId => catalog.isLiveStore(storeId),
    graceOf: storeId =>
      Number(catalog.tableOfStore(storeId)?.options.get('gc_grace_seconds') ?? 864000),
  })
  const db: Database = {
    catalog,
    store,
    nextTimestamp: microsecondClock(),
    traces: {
      add: (id, request, parameters, durationUs) =>
        addTrace(traces, limits.tracesMax, {
          id,
          client: parameters.get('client') ?? '127.0.0.1',
          request,
          parameters,
          startedAtMs: Date.now(),
          durationUs,
        }),
    },
  }
  const plans: PlanCache = new PlanCache(db, limits)
  const to: Surroundings = {
    db,
    plans,
    fault: options.fault,
    schemaChanged: change => tellAll(connections, change),
  }
  const server = createServer({ noDelay: true }, socket => {
    const connection = new Connection(
      socket,
      (session, frame) => {
        requests++
        return handleRequest(to, session, frame)
      },
      limits,
      (error, frame) =>
        options.log?.error(
          { opcode: frame?.opcode, error: error instanceof Error ? error.stack : String(error) },
          'cql-request-failed',
        ),
    )
    connections.add(connection)
    socket.on('close', () => connections.delete(connection))
  })
  let port: number
  try {
    port = await listenTcp(server, {
      host,
      port: options.port,
      ifTaken: options.ifPortTaken ?? 'fail',
    })
  } catch (error) {
    await store.close()
    throw error
  }
  facts.port = port
  await lock.tell({ port })
  // The grammar is built by the first statement: better now, while nobody waits, than in a client's
  // first request.
  setImmediate(() => parseStatement('SELECT release_version FROM system.local'))
  return {
    host,
    port,
    recovery: store.recovery,
    stats: () => ({
      connections: connections.size,
      requests,
      keyspaces: catalog.userKeyspaces().size,
      tables: [...catalog.userKeyspaces().values()].reduce((sum, k) => sum + k.tables.size, 0),
      preparedStatements: plans.all.length,
      ...store.stats,
    }),
    async stop() {
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      for (const connection of connections) connection.destroy()
      await closed
      await store.close()
      await lock.release()
    },
  }
}

function addTrace(traces: Trace[], most: number, trace: Trace): void {
  traces.push(trace)
  if (traces.length > most) traces.shift()
}

/**
 * Microseconds since 1970 that never repeat nor go back, though the clock counts milliseconds and
 * may be set.
 */
function microsecondClock(): () => number {
  let last = 0
  return () => (last = Math.max(last + 1, Date.now() * 1000))
}

/** SCHEMA_CHANGE on stream -1 to everyone who registered for it. */
function tellAll(connections: ReadonlySet<Connection>, change: SchemaChange): void {
  for (const connection of connections) {
    if (!connection.session.events.has('SCHEMA_CHANGE')) continue
    connection.send(
      simpleFrame({ version: connection.session.version, stream: -1 }, opcode.event, w =>
        writeSchemaChange(w.string('SCHEMA_CHANGE'), change),
      ),
    )
  }
}
