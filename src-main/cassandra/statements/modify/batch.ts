// BATCH, as a statement and as the protocol's BATCH message: all its entries go to the log in one
// frame, so it is all or nothing.
import type { BatchStatement } from '@shared/cql'
import { invalid, serverError } from '../../errors'
import type { Database, Plan, Request, Scope } from '../context'
import type { Bound, Result } from '../../result'
import { VOID } from '../../result'
import { checkBatchSize } from './batch-checks'
import { compileDelete } from './delete'
import { compileInsert } from './insert'
import {
  checkInCondition,
  compileUsing,
  entriesOf,
  isConditional,
  type Modification,
  runConditional,
  timestampOf,
  type Using,
} from './modification'
import { compileUpdateStatement } from './update'
import { prefixOf } from '../rows/rows'

export type BatchType = BatchStatement['type']

export interface BatchPart {
  readonly modification: Modification
  readonly values: readonly Bound[]
}

export function compileModification(
  scope: Scope,
  statement: BatchStatement['statements'][number],
): Modification {
  if (statement.kind === 'insert') return compileInsert(scope, statement).modification
  if (statement.kind === 'update') return compileUpdateStatement(scope, statement).modification
  return compileDelete(scope, statement).modification
}

export function compileBatch(scope: Scope, statement: BatchStatement): Plan {
  const using = compileUsing(scope, { keyspace: scope.keyspace ?? '', name: '' }, statement.using)
  const parts = statement.statements.map(s => compileModification(scope, s))
  checkBatch(statement.type, parts, using)
  return {
    run: request =>
      runBatch(
        scope.db,
        statement.type,
        parts.map(modification => ({ modification, values: request.values })),
        request,
        using,
      ),
  }
}

export function checkBatch(type: BatchType, parts: readonly Modification[], using: Using): void {
  if (using.ttl) throw invalid('Global TTL on the BATCH statement is not supported.')
  if (using.timestamp && type === 'COUNTER')
    throw invalid('Cannot provide custom timestamp for counter BATCH')
  const conditional = parts.some(isConditional)
  const counters = parts.filter(p => p.table.isCounter).length
  if (using.timestamp && conditional)
    throw invalid('Cannot provide custom timestamp for conditional BATCH')
  if (using.timestamp && parts.some(p => p.using.timestamp))
    throw invalid('Timestamp must be set either on BATCH or individual statements')
  if (type === 'COUNTER' && counters < parts.length)
    throw invalid('Cannot include non-counter statement in a counter batch')
  if (counters > 0 && counters < parts.length)
    throw invalid('Counter and non-counter mutations cannot exist in the same batch')
  if (type === 'LOGGED' && counters > 0)
    throw invalid('Cannot include a counter statement in a logged batch')
  if (conditional && new Set(parts.map(p => p.table)).size > 1)
    throw invalid('Batch with conditions cannot span multiple tables')
}

function refuseIn(modification: Modification): void {
  if (modification.inOn === 'partition key')
    throw serverError(
      'java.lang.IllegalArgumentException: Batch with conditions cannot span multiple partitions (you cannot use IN on the partition key)',
    )
  checkInCondition(modification)
}

export function runBatch(
  db: Database,
  type: BatchType,
  parts: readonly BatchPart[],
  request: Request,
  using: Using,
): Result | Promise<Result> {
  if (parts.length === 0) return VOID
  if (parts.some(p => isConditional(p.modification))) {
    for (const { modification } of parts) refuseIn(modification)
    const prefixes = new Set(
      parts.flatMap(p =>
        (p.modification.late?.(p.values).targets ?? p.modification.targets(p.values)).map(t =>
          prefixOf(t.prefix),
        ),
      ),
    )
    if (prefixes.size > 1) throw invalid('Batch with conditions cannot span multiple partitions')
    return runConditional(db, parts, request, true)
  }
  const common = timestampOf(using, request.values, () => request.timestamp ?? db.nextTimestamp())
  const counting = type === 'COUNTER' || parts.some(p => p.modification.table.isCounter)
  const written = parts.map(({ modification: m, values }) => ({
    table: m.table,
    entries: entriesOf(
      db,
      m,
      values,
      request,
      timestampOf(m.using, values, () => common),
    ),
  }))
  const warnings = checkBatchSize(type, written)
  const answer = () => (warnings.length > 0 ? { ...VOID, warnings } : VOID)
  // Each increment must see the one before; the log still takes them in one frame, since no turn of
  // the loop ends in between.
  if (counting)
    return Promise.all(
      parts.map(({ modification, values }) =>
        db.store.apply(entriesOf(db, modification, values, request, common)),
      ),
    ).then(answer)
  return db.store.apply(written.flatMap(({ entries }) => entries)).then(answer)
}
