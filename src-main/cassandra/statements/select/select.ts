// Compiles SELECT: checks it, finds where its rows come from, and chooses how they are ordered,
// grouped, paged and shown.
import type { SelectStatement } from '@shared/cql'
import { invalid } from '../../errors'
import type { Index, Table } from '../../schema/model'
import { type Database, findTable, type Plan, type Scope } from '../context'
import { markersOf } from '../rows/keys'
import { analyze, type Restrictions } from '../rows/restrictions'
import { checkTopK, compileAnn, nearestRows } from './ann'
import { columnsIn } from './expressions'
import { groupedRows } from './grouped-rows'
import { indexUses } from './index-lookup'
import { limitOf, limitTerm } from './limits'
import { columnSelector, jsonOutput, plainOutput } from './output'
import { pagedRows } from './paging'
import type { RowJob } from './row-job'
import { rowSource } from './row-source'
import {
  checkDistinct,
  checkGroupBy,
  checkKeys,
  checkOrderBy,
  type KeyShape,
} from './select-checks'
import { SelectorCompiler } from './selectors'
import { sortedRows } from './sorted-rows'

const NO_KEY = 'Aggregation query used without partition key'
const MANY_KEYS = 'Aggregation query used on multiple partition keys (IN restriction)'

export function compileSelect(scope: Scope, statement: SelectStatement): Plan {
  const table = findTable(scope, statement.table)
  const compiler = new SelectorCompiler(scope, table)
  const selectors = statement.selectors.map(s => ({
    ...compiler.compileTop(s.expr),
    alias: s.alias,
  }))
  const restrictions = analyze(scope, table, statement.where)
  if (restrictions.custom) throw invalid('Invalid index expression: no index of that name')
  const limits = {
    perPartition: limitTerm(scope, table, statement.perPartitionLimit, '[per_partition_limit]'),
    total: limitTerm(scope, table, statement.limit, '[limit]'),
  }
  checkSelectedDistinct(table, statement, restrictions)
  const grouping = checkGroupBy(table, statement.groupBy, restrictions)
  const grouped = grouping && {
    keys: grouping.keys,
    by: grouping.byFunction && compiler.compile(grouping.byFunction),
  }
  const ann = compileAnn(scope, table, statement, restrictions)
  const shape = checkKeys(table, restrictions, statement, ann !== undefined)
  const reversed = !ann && checkOrderBy(table, statement.orderBy, restrictions, shape)
  const shown = statement.selectors.length === 0 ? table.all.map(columnSelector) : selectors
  const { columns, row: rowOf } = (statement.json ? jsonOutput : plainOutput)(table, shown)
  const uses = shape.usesIndex ? indexUses(table, restrictions) : []
  const source = rowSource(scope.db, table, restrictions, shape, reversed, uses)
  const { distinct } = statement
  const calls = compiler.aggregates
  const aggregating = calls.length > 0 || grouped !== undefined
  if (ann) checkTopK({ ...statement, aggregating })
  const warnings = aggregating ? aggregationWarnings(restrictions, shape) : undefined
  const used = [...uses.map(use => use.index), ...(ann ? [ann.index] : [])]
  const isWhole =
    restrictions.columns.size + restrictions.tuples.length + restrictions.token.length === 0
  return {
    columns,
    partitionKeyMarkers: markersOf(table, restrictions),
    run: whenBuilt(scope.db, table, used, request => {
      const perPartition = limitOf(limits.perPartition, request.values)
      const total = limitOf(limits.total, request.values)
      const rows = source(request)
      const job: RowJob = { table, rows, request, columns, rowOf, perPartition, total }
      if (ann) return nearestRows(scope.db, ann, job, isWhole)
      if (aggregating) return groupedRows({ ...job, calls, grouped, distinct, warnings })
      if (statement.orderBy.length > 0 && shape.keyIn) return sortedRows({ ...job, reversed })
      return pagedRows({ ...job, distinct })
    }),
  }
}

/** Waits for indexes that are not built yet. */
function whenBuilt(
  db: Database,
  table: Table,
  used: readonly Index[],
  run: Plan['run'],
): Plan['run'] {
  if (used.length === 0) return run
  return request => {
    const pending = db.indexes.pending(table, used)
    return pending ? pending.then(() => run(request)) : run(request)
  }
}

function checkSelectedDistinct(
  table: Table,
  statement: SelectStatement,
  restrictions: Restrictions,
): void {
  const selected =
    statement.selectors.length === 0
      ? [...table.all]
      : statement.selectors.flatMap(s => columnsIn(table, s.expr))
  checkDistinct(table, statement, restrictions, statement.distinct ? selected : [])
  if (statement.distinct && statement.perPartitionLimit)
    throw invalid('PER PARTITION LIMIT is not allowed with SELECT DISTINCT queries')
}

function aggregationWarnings(
  restrictions: Restrictions,
  shape: KeyShape,
): readonly string[] | undefined {
  const anyKey =
    restrictions.token.length > 0 ||
    [...restrictions.columns.values()].some(r => r.column.kind === 'partition_key')
  if (!anyKey) return [NO_KEY]
  return shape.keyIn ? [MANY_KEYS] : undefined
}
