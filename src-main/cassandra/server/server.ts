// The embedded CQL database as one object: opens its directory, listens, answers, closes.
import { createServer } from 'node:net'
import { parseStatement } from '@shared/cql'
import { LabError } from '@shared/errors'
import { listenTcp, lockDirectory, type DirLock, type Log } from '@main/platform'
import type { CqlError } from '../errors'
import { DEFAULT_LIMITS, type CqlLimits } from '../limits'
import type { SchemaChange } from '../result'
import type { StoreRecovery } from '../storage'
import { type Frame, opcode } from '../wire/frame'
import { simpleFrame, writeSchemaChange } from '../wire/responses'
import { Connection, type Handler } from './connection'
import { type EngineOptions, openEngine } from './engine'
import { handleRequest, type Surroundings } from './requests'

export interface CqlServerOptions extends Pick<EngineOptions, 'dataDir' | 'durability' | 'log'> {
  readonly host?: string
  /** 0: any free port. */
  readonly port: number
  readonly ifPortTaken?: 'fail' | 'use-another'
  readonly limits?: Partial<CqlLimits>
  /** Called with the text of each statement; if it returns an error, the client gets that error. */
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
  /** Why writes fail just now, such as a full disk. */
  trouble(): LabError | undefined
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

/** The port opens last: a client that connects earlier would see a database without its tables. */
async function startLocked(options: CqlServerOptions, lock: DirLock): Promise<CqlServer> {
  const host = options.host ?? '127.0.0.1'
  const limits: CqlLimits = { ...DEFAULT_LIMITS, ...options.limits }
  const connections = new Set<Connection>()
  const engine = await openEngine({
    ...options,
    host,
    limits,
    clients: () => clientsOf(connections),
  })
  const { catalog, store } = engine.db
  const to: Surroundings = {
    ...engine,
    fault: options.fault,
    schemaChanged: change => tellAll(connections, change),
  }
  let requests = 0
  const handler: Handler = (session, frame) => {
    requests++
    return handleRequest(to, session, frame)
  }
  const server = createServer({ noDelay: true }, socket => {
    const connection = new Connection(socket, handler, limits, logFailure(options.log))
    connections.add(connection)
    socket.on('close', () => connections.delete(connection))
  })
  const listening = { host, port: options.port, ifTaken: options.ifPortTaken ?? 'fail' } as const
  const port = await listenTcp(server, listening).catch(async (error: unknown) => {
    await store.close()
    throw error
  })
  engine.facts.port = port
  await lock.tell({ port })
  // The first statement builds the grammar: better now than in a client's first request.
  setImmediate(() => parseStatement('SELECT release_version FROM system.local'))
  return {
    host,
    port,
    recovery: store.recovery,
    trouble: () => store.trouble,
    stats: () => {
      const keyspaces = [...catalog.userKeyspaces().values()]
      return {
        connections: connections.size,
        requests,
        keyspaces: keyspaces.length,
        tables: keyspaces.reduce((sum, k) => sum + k.tables.size, 0),
        preparedStatements: engine.plans.all.length,
        ...store.stats,
      }
    },
    async stop() {
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      for (const connection of connections) connection.destroy()
      await closed
      await store.close()
      await lock.release()
    },
  }
}

const clientsOf = (connections: ReadonlySet<Connection>) =>
  [...connections].map(({ session: s }) => ({
    address: s.address,
    port: s.port,
    driver: s.driver,
    requests: s.requests,
    version: s.version,
  }))

const logFailure = (log: Log | undefined) => (error: unknown, frame: Frame | undefined) =>
  log?.error(
    { opcode: frame?.opcode, error: error instanceof Error ? error.stack : String(error) },
    'cql-request-failed',
  )

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
