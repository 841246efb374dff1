// Compiles SELECT: checks it, finds where its rows come from, and chooses how they are ordered,
// grouped, paged and shown.
import type { SelectStatement } from '@shared/cql'
import { invalid } from '../../errors'
import type { Column, Index, Table } from '../../schema/model'
import { type Database, findTable, type Plan, type Scope } from '../context'
import { markersOf, partitionKeys } from '../rows/keys'
import { analyze, type Restrictions } from '../rows/restrictions'
import { checkTopK, compileAnn, nearestRows } from './ann'
import { columnsIn } from './expressions'
import { checkGroupBy, checkMonotonic } from './group-by'
import { groupedRows } from './grouped-rows'
import { indexUses } from './index-lookup'
import { limitOf, limitTerm } from './limits'
import { columnSelector, jsonOutput, plainOutput } from './output'
import { pagedRows } from './paging'
import type { RowJob } from './row-job'
import { mayHoldRows } from '../rows/slices'
import { rowSource } from './row-source'
import {
  checkDistinct,
  checkFiltering,
  checkKeys,
  checkOrderBy,
  type KeyShape,
} from './select-checks'
import { SelectorCompiler } from './selectors'
import { checkPaging, sortedRows } from './sorted-rows'
import { withTrace } from './tracing'

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
  const ann = compileAnn(scope, table, statement, restrictions)
  const shape = checkKeys(
    table,
    restrictions,
    statement,
    ann !== undefined,
    onlyStatics(table, statement),
  )
  checkSelectedDistinct(table, statement, restrictions)
  const calls = compiler.aggregates
  const grouping = groupingOf(table, statement, restrictions, compiler)
  const reversed = !ann && checkOrderBy(table, statement.orderBy, restrictions, shape)
  if (grouping) checkMonotonic(grouping, call => compiler.signatureText(call))
  const grouped = grouping && { keys: grouping.keys, by: grouping.byFunction?.selector }
  checkFiltering(table, restrictions, statement, shape, ann !== undefined)
  const limits = {
    perPartition: limitTerm(scope, table, statement.perPartitionLimit, '[per_partition_limit]'),
    total: limitTerm(scope, table, statement.limit, '[limit]'),
  }
  const shown = statement.selectors.length === 0 ? table.all.map(columnSelector) : selectors
  const { columns, row: rowOf } = (statement.json ? jsonOutput : plainOutput)(table, shown)
  const uses = shape.usesIndex ? indexUses(table, restrictions) : []
  const source = rowSource(scope.db, table, restrictions, shape, reversed, uses)
  const { distinct } = statement
  const aggregating = calls.length > 0 || grouped !== undefined
  if (ann) checkTopK({ ...statement, aggregating })
  const warnings = aggregating ? aggregationWarnings(restrictions, shape) : undefined
  const used = [...uses.map(use => use.index), ...(ann ? [ann.index] : [])]
  const isWhole =
    restrictions.columns.size + restrictions.tuples.length + restrictions.token.length === 0
  const answer = (job: RowJob) => {
    if (ann) return nearestRows(scope.db, ann, job, isWhole)
    const merged = statement.orderBy.length > 0 && shape.keyIn
    const { values, pageSize } = job.request
    const reads =
      merged &&
      mayHoldRows(table, restrictions, values) &&
      partitionKeys(table, restrictions, values).length > 0
    if (reads) checkPaging(pageSize)
    if (aggregating) return groupedRows({ ...job, calls, grouped, distinct, warnings })
    if (merged) return sortedRows({ ...job, reversed })
    return pagedRows({ ...job, distinct })
  }
  return {
    columns,
    partitionKeyMarkers: markersOf(table, restrictions),
    run: whenBuilt(scope.db, table, used, request => {
      const perPartition = limitOf(limits.perPartition, request.values)
      const total = limitOf(limits.total, request.values)
      const common = { table, request, columns, rowOf, perPartition, total }
      return withTrace(source(request), table, request, rows => answer({ ...common, rows }))
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

function groupingOf(
  table: Table,
  { groupBy, distinct, perPartitionLimit }: SelectStatement,
  restrictions: Restrictions,
  compiler: SelectorCompiler,
) {
  const grouping = checkGroupBy(table, groupBy, restrictions, expr => compiler.compile(expr))
  if (distinct && grouping && grouping.keys > table.partitionKey.length)
    throw invalid('Grouping on clustering columns is not allowed for SELECT DISTINCT queries')
  if (!grouping && compiler.aggregates.length > 0 && perPartitionLimit)
    throw invalid('PER PARTITION LIMIT is not allowed with aggregate queries.')
  return grouping
}

const selectedColumns = (table: Table, { selectors }: SelectStatement): readonly Column[] =>
  selectors.length === 0 ? table.all : selectors.flatMap(s => columnsIn(table, s.expr))

/** Does it ask for statics, and for nothing of the rows? */
function onlyStatics(table: Table, statement: SelectStatement): boolean {
  const columns = selectedColumns(table, statement)
  return (
    statement.selectors.length > 0 &&
    columns.some(c => c.kind === 'static') &&
    columns.every(c => c.kind === 'static' || c.kind === 'partition_key')
  )
}

function checkSelectedDistinct(
  table: Table,
  statement: SelectStatement,
  restrictions: Restrictions,
): void {
  if (statement.distinct && statement.perPartitionLimit)
    throw invalid('PER PARTITION LIMIT is not allowed with SELECT DISTINCT queries')
  const selected = statement.distinct ? selectedColumns(table, statement) : []
  checkDistinct(table, statement, restrictions, selected)
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
