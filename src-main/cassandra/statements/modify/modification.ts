// A compiled INSERT, UPDATE or DELETE: its keys, operations and conditions, and how these become
// stored entries.
import type { UsingClause } from '@shared/cql'
import { timeShifted, type Timestamp, timestampFrom } from '../../bytes/timestamp'
import { invalid } from '../../errors'
import type { Column, Table } from '../../schema/model'
import {
  type Cell,
  compareCells,
  encodeRow,
  type Entry,
  reconcileCells,
  type Row,
  shadow,
} from '../../storage'
import { isVector, native } from '../../types'
import type { Database, Plan, Request, Scope } from '../context'
import type { Bound, Result } from '../../result'
import type { Target } from '../rows/targets'
import { VOID } from '../../result'
import { applied, type CompiledCondition, notApplied } from './conditions'
import type { Operation, WriteContext } from './operation'
import {
  EVERYTHING,
  partitionDeletionKey,
  rangeDeletionKey,
  rowKey,
  RowReader,
  type RowView,
  staticKey,
} from '../rows/rows'
import { compileTerm } from '../terms/terms'
import { type Term } from '../terms/term'

export const TTL_MAX = 20 * 365 * 24 * 60 * 60

export interface Using {
  readonly timestamp?: Term
  readonly ttl?: Term
}

export function compileUsing(
  scope: Scope,
  table: { keyspace: string; name: string },
  using: UsingClause,
): Using {
  const to = (name: string, type: string) => ({
    keyspace: table.keyspace,
    table: table.name,
    name,
    type: native(type),
  })
  return {
    timestamp: using.timestamp && compileTerm(scope, using.timestamp, to('[timestamp]', 'bigint')),
    ttl: using.ttl && compileTerm(scope, using.ttl, to('[ttl]', 'int')),
  }
}

export function timestampOf(
  using: Using,
  values: readonly Bound[],
  otherwise: () => Timestamp,
): Timestamp {
  const value = using.timestamp?.bind(values)
  if (value === null) throw invalid('Invalid null value of timestamp')
  if (!value) return otherwise()
  const timestamp = value.readBigInt64BE()
  if (timestamp === -(2n ** 63n))
    throw invalid('Out of bound timestamp, must be in [-9223372036854775807, 9223372036854775807]')
  return timestampFrom(timestamp)
}

export function ttlOf(using: Using, values: readonly Bound[], table: Table): number {
  const value = using.ttl?.bind(values)
  if (value === undefined) return Number(table.options.get('default_time_to_live') ?? 0)
  const ttl = value === null ? 0 : value.readInt32BE()
  if (ttl < 0) throw invalid(`A TTL must be greater or equal to 0, but was ${ttl}`)
  if (ttl > TTL_MAX) throw invalid(`ttl is too large. requested (${ttl}) maximum (${TTL_MAX})`)
  return ttl
}

/** The last second that a cell's expiry can be, as Cassandra stores it by default. */
const EXPIRY_MAX = 2 ** 31 - 2

/** cassandra.expiration_date_overflow_policy=REJECT */
function refuseLateExpiry(m: Modification, ttl: number, now: number): void {
  if (ttl === 0 || now + ttl <= EXPIRY_MAX) return
  const which = m.using.ttl ? '' : 'default '
  throw invalid(
    `Request on table ${m.table.keyspace}.${m.table.name} with ${which}ttl of ${ttl} seconds exceeds maximum supported expiration date of 2038-01-19T03:14:06+00:00. In order to avoid this use a lower TTL, change the expiration date overflow policy or upgrade to a version where this limitation is fixed. See CASSANDRA-14092 and CASSANDRA-14227 for more details.`,
  )
}

export interface Modification {
  readonly table: Table
  readonly kind: 'insert' | 'update' | 'delete'
  readonly using: Using
  readonly operations: readonly Operation[]
  readonly conditions: readonly CompiledCondition[]
  readonly ifExists: boolean
  readonly ifNotExists: boolean
  /** The part of the key that has IN, as errors name it. */
  readonly inOn?: string
  readonly partitionKeyMarkers?: readonly number[]
  /** Operations known only with the values (INSERT … JSON). */
  readonly late?: (values: readonly Bound[]) => {
    targets: Target[]
    operations: readonly Operation[]
  }
  targets(values: readonly Bound[]): Target[]
}

export const isConditional = (m: Modification) =>
  m.ifExists || m.ifNotExists || m.conditions.length > 0

export function checkUsing(m: Modification): void {
  if (m.table.isCounter) {
    if (m.using.timestamp) throw invalid('Cannot provide custom timestamp for counter updates')
    if (m.using.ttl) throw invalid('Cannot provide custom TTL for counter updates')
  }
  if (isConditional(m)) {
    if (m.table.isCounter) throw invalid('Conditional updates are not supported on counter tables')
    if (m.using.timestamp) throw invalid('Cannot provide custom timestamp for conditional updates')
  }
}

/** A condition is on one row. */
export function checkInCondition(m: Modification): void {
  if (m.inOn)
    throw invalid(
      `IN on the ${m.inOn} is not supported with conditional ${m.kind === 'delete' ? 'deletions' : 'updates'}`,
    )
}

export function modificationPlan(db: Database, m: Modification): Plan {
  return {
    partitionKeyMarkers: m.partitionKeyMarkers,
    run: request => {
      if (isConditional(m)) checkInCondition(m)
      if (isConditional(m))
        return runConditional(db, [{ modification: m, values: request.values }], request, false)
      const entries = entriesOf(
        db,
        m,
        request.values,
        request,
        timestampOf(m.using, request.values, () => request.timestamp ?? db.nextTimestamp()),
      )
      if (entries.length === 0) return VOID
      return writeEntries(db, m.table, entries, request).then(() => VOID)
    },
  }
}

function writeEntries(
  { store }: Database,
  table: Table,
  entries: readonly Entry[],
  { trace }: Request,
): Promise<void> {
  trace?.note(`Adding to ${table.name} memtable`)
  const done = store.apply(entries)
  trace?.note('Appending to commitlog')
  return done
}

const sequences = new WeakMap<Database, number>()
function nextSequence(db: Database): number {
  const n = Math.max((sequences.get(db) ?? 0) + 1, db.nextTimestamp())
  sequences.set(db, n)
  return n
}

export function entriesOf(
  db: Database,
  m: Modification,
  values: readonly Bound[],
  request: Request,
  timestamp: Timestamp,
  ttlDefault?: Using,
): Entry[] {
  const late = m.late?.(values)
  const targets = late?.targets ?? m.targets(values)
  const operations = late?.operations ?? m.operations
  const ttl =
    m.kind === 'delete'
      ? 0
      : ttlOf(m.using.ttl ? m.using : (ttlDefault ?? m.using), values, m.table)
  const now = request.nowSeconds
  refuseLateExpiry(m, ttl, now)
  const entries: Entry[] = []
  const deletion = { timestamp, at: now }
  const put = (key: string, row: Row) => entries.push({ key, value: encodeRow(row) })
  for (const target of targets) {
    if (target.kind === 'partition')
      put(partitionDeletionKey(target.prefix), { deletion, cells: [] })
    else if (target.kind === 'slice')
      put(rangeDeletionKey(target.prefix, target.slice), { deletion, cells: [] })
    else if (deletesRows(m)) {
      put(
        target.kind === 'row' ? rowKey(target.prefix, target.clustering) : staticKey(target.prefix),
        { deletion, cells: [] },
      )
    } else {
      const context = contextFor(db, m, target, values, { timestamp, ttl, now })
      const cells: Cell[] = []
      const statics: Cell[] = []
      for (const operation of operations)
        operation.apply(context, operation.column.kind === 'static' ? statics : cells)
      checkVectors(db, m.table, cells)
      if (statics.length > 0) put(staticKey(target.prefix), { cells: inOrder(statics) })
      if (target.kind !== 'row') continue
      const live =
        m.kind === 'insert' ? { timestamp, ttl, expires: ttl > 0 ? now + ttl : 0 } : undefined
      if (live || cells.length > 0)
        put(rowKey(target.prefix, target.clustering), { live, cells: inOrder(cells) })
    }
  }
  return entries
}

/** A vector that its index cannot take is not written. */
function checkVectors(db: Database, table: Table, cells: readonly Cell[]): void {
  for (const index of table.indexes) {
    const column = table.columns.get(index.column)
    if (!column || !isVector(column.type)) continue
    const value = cells.find(cell => cell.column === column.id)?.value
    const flaw = value && db.indexes.vectors(table, index)?.flaw(value)
    if (flaw) throw invalid(flaw)
  }
}

/**
 * Stored cells are in order, one a place: of two for the same place the one that reconciles wins,
 * so that the order of the assignments does not matter. A bound map may come in any order.
 */
function inOrder(cells: Cell[]): readonly Cell[] {
  if (cells.every((cell, i) => i === 0 || compareCells(cells[i - 1]!, cell) < 0)) return cells
  const kept: Cell[] = []
  for (const cell of [...cells].sort(compareCells)) {
    const last = kept.at(-1)
    if (last && compareCells(last, cell) === 0) kept[kept.length - 1] = reconcileCells(last, cell)
    else kept.push(cell)
  }
  return shadow({ cells: kept }, undefined).cells
}

function contextFor(
  db: Database,
  m: Modification,
  target: Extract<Target, { kind: 'row' | 'static' }>,
  values: readonly Bound[],
  write: { timestamp: Timestamp; ttl: number; now: number },
): WriteContext {
  let before: RowView | undefined | null = null
  return {
    values,
    ...write,
    nextSequence: () => nextSequence(db),
    before: () => {
      if (before === null) before = readTarget(db, m.table, target, write.now)
      return before
    },
    isDeleted: column =>
      new RowReader(db.store, m.table, write.now).isDeleted(
        target.prefix,
        target.kind === 'row' ? target.clustering : undefined,
        column,
      ),
  }
}

/** The row at a target, or only the static values of its partition when the row does not exist. */
function readTarget(
  db: Database,
  table: Table,
  target: Extract<Target, { kind: 'row' | 'static' }>,
  now: number,
): RowView | undefined {
  const reader = new RowReader(db.store, table, now)
  if (target.kind === 'row') {
    const view = reader.single(target.prefix, target.clustering)
    if (view) return view
  }
  if (table.statics.length === 0) return undefined
  return (
    reader.partition(target.prefix, [], { reversed: false, statics: true }).next().value ??
    undefined
  )
}

/** The row that a batch shows for a condition on static columns only. */
const firstRow = (db: Database, table: Table, prefix: string, now: number): RowView | undefined =>
  new RowReader(db.store, table, now)
    .partition(prefix, [EVERYTHING], { reversed: false, statics: true })
    .next().value ?? undefined

const deletesRows = (m: Modification) => m.kind === 'delete' && m.operations.length === 0

export interface ConditionalPart {
  readonly modification: Modification
  readonly values: readonly Bound[]
}

type IfKind = 'conditions' | 'EXISTS' | 'NOT EXISTS'

/** One row may be asked for one kind of IF only (Cassandra's CQL3CasRequest). */
function checkMixed(
  seen: Map<string, IfKind>,
  target: Extract<Target, { kind: 'row' | 'static' }>,
  m: Modification,
): void {
  if (!isConditional(m)) return
  const added: IfKind = m.ifNotExists ? 'NOT EXISTS' : m.ifExists ? 'EXISTS' : 'conditions'
  const row = target.kind === 'row' ? rowKey(target.prefix, target.clustering) : target.prefix
  const before = seen.get(row) ?? added
  seen.set(row, added)
  if (before === added) return
  if (before !== 'conditions' && added !== 'conditions')
    throw invalid('Cannot mix IF EXISTS and IF NOT EXISTS conditions for the same row')
  throw invalid(
    `Cannot mix IF conditions and IF ${added === 'EXISTS' ? 'EXISTS' : 'NOT EXISTS'} for the same row`,
  )
}

/** How far the clock of a client may be ahead of ours, in microseconds. */
const CLOCK_SKEW = 1_000_000

/**
 * The time of a transaction that has seen a row: after the row's, whose writer may have a finer
 * clock than ours. A row written for the far future wins over it, as in Cassandra.
 */
function justAfter(seen: Timestamp, timestamp: Timestamp): Timestamp {
  const isBehind = seen >= timestamp && seen < timeShifted(timestamp, CLOCK_SKEW)
  return isBehind ? timeShifted(seen, 1) : timestamp
}

/**
 * A lightweight transaction: nothing else runs between the look and the write, since both are in
 * one turn of the loop.
 */
export function runConditional(
  db: Database,
  parts: readonly ConditionalPart[],
  request: Request,
  isBatch: boolean,
): Result | Promise<Result> {
  const now = request.nowSeconds
  const first = parts[0]?.modification
  if (!first) return VOID
  const table = first.table
  const seen: RowView[] = []
  const statics: RowView[] = []
  const positions = new Set<string>()
  const conditioned = new Map<string, IfKind>()
  const columns = new Set<Column>()
  let wholeRow = false
  let holds = true
  let timestamp: Timestamp = request.timestamp ?? db.nextTimestamp()
  for (const { modification: m, values } of parts) {
    const target = m.late?.(values).targets[0] ?? m.targets(values)[0]
    if (!target || target.kind === 'slice' || target.kind === 'partition') {
      if (isConditional(m)) throw invalid('Conditional updates are not supported on ranges')
      continue
    }
    checkMixed(conditioned, target, m)
    const view = readTarget(db, m.table, target, now)
    const exists = view !== undefined && (target.kind === 'static' || view.clustering !== undefined)
    const inTheWay =
      isBatch && target.kind === 'static' ? firstRow(db, m.table, target.prefix, now) : view
    if (inTheWay && isConditional(m) && !positions.has(inTheWay.position)) {
      positions.add(inTheWay.position)
      if (target.kind === 'static') statics.push(inTheWay)
      else seen.push(inTheWay)
    }
    for (const cell of view?.cells.flat() ?? [])
      if (cell) timestamp = justAfter(cell.timestamp, timestamp)
    if (view?.live) timestamp = justAfter(view.live.timestamp, timestamp)
    if (m.ifNotExists || m.ifExists) wholeRow = true
    if ((m.ifNotExists && exists) || (m.ifExists && !exists)) holds = false
    for (const kind of ['regular', 'static'])
      for (const condition of m.conditions) {
        if (condition.column.kind !== kind) continue
        columns.add(condition.column)
        if (
          !condition.holds(exists || condition.column.kind === 'static' ? view : undefined, values)
        )
          holds = false
      }
  }
  if (!holds) {
    const shown = wholeRow
      ? table.all
      : [...(isBatch ? [...table.partitionKey, ...table.clustering] : []), ...columns]
    const onlyStatics = shown.every(c => c.kind === 'static' || c.kind === 'partition_key')
    const rows = seen.filter(v => v.clustering !== undefined || onlyStatics)
    const inTheWay = rows.length > 0 ? rows : statics
    return notApplied(table, shown, first.ifExists && !isBatch ? [] : inTheWay)
  }
  // Cassandra's transaction gives deletions the time before its own.
  const entries = parts.flatMap(({ modification: m, values }) =>
    entriesOf(db, m, values, request, deletesRows(m) ? timeShifted(timestamp, -1) : timestamp),
  )
  return db.store.apply(entries).then(() => applied(table))
}
