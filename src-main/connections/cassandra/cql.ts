// Runs a statement as a console does: any statement, page by page, values printed as cqlsh prints
// them (as they are stored, in every language of the interface), warnings kept.
import { setTimeout as sleep } from 'node:timers/promises'
import type { CqlColumn, CqlMarker, CqlResult } from '@shared/contract'
import { parseStatement } from '@shared/cql'
import { LabError } from '@shared/errors'
import { addressOf, type ResolvedOf } from '../profiles'
import { bindValue, markersOf } from './bind'
import { cassandraClient } from './client'
import { cassandraError } from './errors'
import { cassandra, type CassandraTypes, type Client } from './library'
import { cqlText, typeText } from './print'

export interface CqlRequest {
  readonly statement: string
  readonly keyspace?: string
  readonly pageSize: number
  readonly pageState?: string
  readonly consistency: string
  readonly serialConsistency: 'SERIAL' | 'LOCAL_SERIAL'
  readonly tracing: boolean
  readonly bind?: readonly (string | null)[]
}

const TRACE_TRIES = 10
const TRACE_PAUSE_MS = 50

/**
 * One console: a client for each keyspace that statements ran in, because USE belongs to a
 * connection.
 */
export class CqlConsole {
  private readonly clients = new Map<string, Promise<Client>>()
  private readonly address: string

  constructor(private readonly connection: ResolvedOf<'cassandra'>) {
    this.address = addressOf(connection)
  }

  async client(keyspace = ''): Promise<Client> {
    const open =
      this.clients.get(keyspace) ?? cassandraClient(this.connection, keyspace || undefined)
    this.clients.set(keyspace, open)
    try {
      return await open
    } catch (error) {
      this.clients.delete(keyspace)
      throw error
    }
  }

  async execute(request: CqlRequest): Promise<CqlResult> {
    const started = performance.now()
    const used = useStatement(request.statement)
    try {
      if (used !== undefined) {
        await this.client(used)
        return {
          kind: 'use',
          columns: [],
          rows: [],
          keyspace: used,
          warnings: [],
          ms: performance.now() - started,
        }
      }
      const client = await this.client(request.keyspace)
      const values = await this.valuesOf(client, request)
      const result = await client.execute(request.statement, values ?? [], {
        prepare: values !== undefined,
        fetchSize: request.pageSize,
        consistency: consistencyOf(request.consistency),
        serialConsistency: consistencyOf(request.serialConsistency),
        traceQuery: request.tracing,
        ...(request.pageState ? { pageState: request.pageState } : {}),
      })
      const ms = performance.now() - started
      const trace =
        request.tracing && result.info.traceId
          ? await readTrace(client, result.info.traceId)
          : undefined
      return { ...toResult(result, request), ms, ...(trace ? { trace } : {}) }
    } catch (error) {
      throw cassandraError(error, this.address)
    }
  }

  /** Which values a statement takes; it is not run. */
  async markers(statement: string, keyspace?: string): Promise<CqlMarker[]> {
    if (!hasMarkers(statement)) return []
    try {
      const found = await markersOf(await this.client(keyspace), statement)
      return found.map(({ name, type }) => ({ name, type: typeText(type) }))
    } catch (error) {
      throw cassandraError(error, this.address)
    }
  }

  /** Undefined without values, so that such a statement is sent as it is. */
  private async valuesOf(
    client: Client,
    { statement, bind }: CqlRequest,
  ): Promise<unknown[] | undefined> {
    if (bind === undefined || bind.length === 0) return undefined
    const markers = hasMarkers(statement) ? await markersOf(client, statement) : []
    if (markers.length !== bind.length)
      throw new LabError('cql-bind-count', {
        kind: 'usage',
        params: { expected: markers.length, found: bind.length },
      })
    return markers.map((marker, at) => bindValue(bind[at] ?? null, marker))
  }

  async close(): Promise<void> {
    const clients = [...this.clients.values()]
    this.clients.clear()
    await Promise.all(clients.map(client => client.then(open => open.shutdown()).catch(() => {})))
  }
}

/** What does not parse goes to the database, which says what is wrong. */
function hasMarkers(statement: string): boolean {
  try {
    return parseStatement(statement).markers.length > 0
  } catch {
    return false
  }
}

function useStatement(statement: string): string | undefined {
  const match = /^\s*use\s+(?:"((?:[^"]|"")+)"|([a-zA-Z][a-zA-Z0-9_]*))\s*;?\s*$/i.exec(statement)
  if (!match) return undefined
  return match[1]?.replaceAll('""', '"') ?? match[2]?.toLowerCase()
}

function toResult(
  result: CassandraTypes.ResultSet,
  { statement, keyspace }: CqlRequest,
): Omit<CqlResult, 'ms'> {
  const warnings = result.info.warnings ?? []
  const inKeyspace = keyspace ? { keyspace } : {}
  if (!result.columns) {
    const kind = /^\s*(create|alter|drop)\b/i.test(statement) ? 'schema' : 'void'
    return { kind, columns: [], rows: [], warnings, ...inKeyspace }
  }
  const columns: CqlColumn[] = result.columns.map(column => ({
    name: column.name,
    type: typeText(column.type),
  }))
  const types = result.columns.map(column => column.type)
  const rows = result.rows.map(row => row.values().map((value, i) => cqlText(value, types[i])))
  return {
    kind: 'rows',
    columns,
    rows,
    warnings,
    ...inKeyspace,
    ...(result.pageState ? { pageState: result.pageState } : {}),
  }
}

function consistencyOf(name: string): number {
  const wanted = name.replaceAll('_', '').toLowerCase()
  for (const [key, value] of Object.entries(cassandra.types.consistencies)) {
    if (key.toLowerCase() === wanted && typeof value === 'number') return value
  }
  return cassandra.types.consistencies.localOne
}

/** Traces are written after the answer: they are asked for until the session has its duration. */
async function readTrace(client: Client, id: CassandraTypes.Uuid): Promise<CqlResult['trace']> {
  for (let tried = 0; tried < TRACE_TRIES; tried++) {
    try {
      const trace = await client.metadata.getTrace(id)
      const events = trace.events.map(event => ({
        activity: String(event.activity),
        source: String(event.source),
        elapsedUs: Number(event.elapsed ?? 0),
      }))
      // As cqlsh: without its end the last step has no length.
      const source = String(trace.coordinator ?? events[0]?.source ?? '')
      const end = { activity: 'Request complete', source, elapsedUs: Number(trace.duration ?? 0) }
      return [...events, end]
    } catch {
      await sleep(TRACE_PAUSE_MS)
    }
  }
  return undefined
}
