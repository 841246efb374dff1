// The embedded CQL database as one object: opens its directory, listens, answers, closes.
import { createServer, type Socket } from 'node:net'
import { parseStatement } from '@shared/cql'
import { LabError } from '@shared/errors'
import { ByteBudget, listenTcp, lockDirectory, type DirLock, type Log } from '@main/platform'
import type { CqlError } from '../errors'
import { DEFAULT_LIMITS, type CqlLimits } from '../limits'
import type { SchemaChange } from '../result'
import type { StoreRecovery } from '../storage'
import { type Frame, opcode } from '../wire/frame'
import { simpleFrame, writeSchemaChange } from '../wire/responses'
import { Connection, type Handler, type ServerShared } from './connection'
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
  /** Turned away because there were too many. */
  readonly connectionsRefused: number
  /** Held for clients: requests under way, and answers that they have not read. */
  readonly requestBytes: number
  readonly answerBytes: number
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
    answerBytes: new ByteBudget(() => limits.answerBytesMax),
  }
  let requests = 0
  const handler: Handler = (session, frame) => {
    requests++
    return handleRequest(to, session, frame)
  }
  let refused = 0
  const shared = sharedBy(connections, handler, to.answerBytes, limits, options.log)
  const server = createServer({ noDelay: true }, socket => {
    if (connections.size >= limits.connectionsMax) {
      if (refused++ === 0) options.log?.warn({ limit: limits.connectionsMax }, TOO_MANY)
      return turnAway(socket)
    }
    const connection = new Connection(socket, shared)
    connections.add(connection)
    socket.on('close', () => connections.delete(connection))
  })
  const sweeper = sweepEvery(connections, limits)
  const listening = { host, port: options.port, ifTaken: options.ifPortTaken ?? 'fail' } as const
  const port = await listenTcp(server, listening).catch(async (error: unknown) => {
    clearInterval(sweeper)
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
        connectionsRefused: refused,
        requestBytes: shared.requestBytes.heldBytes + shared.readingBytes.heldBytes,
        answerBytes: shared.answerBytes.heldBytes,
        requests,
        keyspaces: keyspaces.length,
        tables: keyspaces.reduce((sum, k) => sum + k.tables.size, 0),
        preparedStatements: engine.plans.all.length,
        ...store.stats,
      }
    },
    async stop() {
      clearInterval(sweeper)
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      for (const connection of connections) connection.destroy()
      await closed
      engine.db.indexes.close()
      await store.close()
      await lock.release()
    },
  }
}

const TOO_MANY = 'cql-too-many-connections'
const SWEEP_MS = 5_000

function turnAway(socket: Socket): void {
  socket.on('error', () => {})
  socket.destroy()
}

/** What the connections share; those that wait for room go on when there is some. */
function sharedBy(
  connections: ReadonlySet<Connection>,
  handler: Handler,
  answerBytes: ByteBudget,
  limits: CqlLimits,
  log: Log | undefined,
): ServerShared {
  const advanceAll = () => {
    for (const connection of [...connections]) connection.advance()
  }
  const budget = (bytesMax: number) => {
    const bytes = new ByteBudget(() => bytesMax)
    bytes.onRoom(advanceAll)
    return bytes
  }
  answerBytes.onRoom(advanceAll)
  return {
    handler,
    limits,
    readingBytes: budget(limits.readingBytesMax),
    requestBytes: budget(limits.requestBytesMax),
    answerBytes,
    onError: logFailure(log),
  }
}

function sweepEvery(connections: ReadonlySet<Connection>, limits: CqlLimits): NodeJS.Timeout {
  const { startupMs, frameMs, stalledMs } = limits
  const sweep = () => {
    const now = Date.now()
    for (const connection of [...connections]) connection.sweep(now)
  }
  return setInterval(sweep, Math.min(SWEEP_MS, startupMs, frameMs, stalledMs)).unref()
}

const clientsOf = (connections: ReadonlySet<Connection>) =>
  [...connections].map(({ session: s }) => ({
    address: s.address,
    port: s.port,
    driver: s.driver,
    requests: s.requests,
    version: s.version,
  }))

const logFailure = (log: Log | undefined) => (error: unknown, frame: Frame) =>
  log?.error(
    { opcode: frame.opcode, error: error instanceof Error ? error.stack : String(error) },
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
