// The database that statements are compiled against, and the request that a plan runs with.
import type { Timestamp } from '../bytes/timestamp'
import type { Catalog } from '../schema/catalog'
import type { Keyspace, Table } from '../schema/model'
import type { TableIndexes } from '../indexes'
import type { Store } from '../storage'
import { invalid } from '../errors'
import type { Bound, MarkerSpec, Result, ResultColumn } from '../result'
import type { QualifiedName } from '@shared/cql'
import type { Trace } from '../system'

export interface Database {
  readonly catalog: Catalog
  readonly store: Store
  readonly indexes: TableIndexes
  /** Ever increasing microseconds, for writes that bring no timestamp. */
  nextTimestamp(): number
  readonly traces: TraceSink
}

export interface TraceSink {
  add(trace: Trace): void
}

/** Takes down what is done for a traced request, as it is done. */
export interface TraceSteps {
  note(activity: string): void
}

/** Compile-time surroundings of one statement. */
export interface Scope {
  readonly db: Database
  readonly keyspace: string | undefined
  /** Filled while compiling: the column or argument of each marker. */
  readonly markers: (MarkerSpec | undefined)[]
  readonly markerNames: readonly (string | undefined)[]
}

/** Run-time parameters of one request. */
export interface Request {
  readonly values: readonly Bound[]
  readonly pageSize: number
  readonly pagingState: Buffer | undefined
  /** The client's timestamp in microseconds. */
  readonly timestamp: Timestamp | undefined
  readonly nowSeconds: number
  readonly nowMs: number
  readonly trace?: TraceSteps
  readonly room?: AnswerRoom
}

/** Memory for an answer that grows, beside those of all other clients. */
export interface AnswerRoom {
  /** Asks for room for an answer of so many bytes; false when there is none. */
  grow(bytes: number): boolean
  release(): void
}

export interface Plan {
  readonly columns?: readonly ResultColumn[]
  /**
   * Indexes of the markers that make up the partition key, in order, when all of it is markers (for
   * routing).
   */
  readonly partitionKeyMarkers?: readonly number[]
  run(request: Request): Result | Promise<Result>
}

export function keyspaceOf(scope: Scope, name: QualifiedName): string {
  const keyspace = name.keyspace ?? scope.keyspace
  if (keyspace === undefined)
    throw invalid(
      'No keyspace has been specified. USE a keyspace, or explicitly specify keyspace.tablename',
    )
  return keyspace
}

export function findKeyspace(scope: Scope, name: string): Keyspace {
  const keyspace = scope.db.catalog.schema.keyspaces.get(name)
  if (!keyspace) throw invalid(`keyspace ${name} does not exist`)
  return keyspace
}

export function findTable(scope: Scope, name: QualifiedName): Table {
  const keyspace = findKeyspace(scope, keyspaceOf(scope, name))
  if (name.name === '') throw invalid('Non-empty table name is required')
  const table = keyspace.tables.get(name.name)
  if (!table) throw invalid(`table ${name.name} does not exist`)
  return table
}

/** Tables that are made up on reading take no writes. */
export function refuseVirtual(table: Table): void {
  if (!table.virtual) return
  throw invalid(
    isMadeUp(table.keyspace)
      ? `Modification is not supported by table ${qualified(table)}`
      : 'Only SELECT is supported on virtual tables without mutable data',
  )
}

/** The keyspaces whose tables are virtual in Cassandra too. */
export const isMadeUp = (keyspace: string) => /^system_(views|virtual_schema)$/.test(keyspace)

/** A table as error texts name it. */
export const qualified = (table: { keyspace: string; name: string }) =>
  `${quote(table.keyspace)}.${quote(table.name)}`
const quote = (name: string) => (/^[a-z][a-z0-9_]*$/.test(name) ? name : `"${name}"`)
