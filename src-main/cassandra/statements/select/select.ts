// Compiles SELECT: checks it, finds where its rows come from, and chooses how they are ordered,
// grouped, paged and shown.
import type { SelectStatement } from '@shared/cql'
import { invalid } from '../../errors'
import type { Table } from '../../schema/model'
import { findTable, type Plan, type Scope } from '../context'
import { markersOf } from '../rows/keys'
import { analyze, type Restrictions } from '../rows/restrictions'
import { columnsIn } from './expressions'
import { groupedRows } from './grouped-rows'
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
  const shape = checkKeys(table, restrictions, statement)
  const reversed = checkOrderBy(table, statement.orderBy, restrictions, shape)
  const shown = statement.selectors.length === 0 ? table.all.map(columnSelector) : selectors
  const { columns, row: rowOf } = (statement.json ? jsonOutput : plainOutput)(table, shown)
  const source = rowSource(scope.db, table, restrictions, shape, reversed)
  const { distinct } = statement
  const calls = compiler.aggregates
  const aggregating = calls.length > 0 || grouped !== undefined
  const warnings = aggregating ? aggregationWarnings(restrictions, shape) : undefined
  return {
    columns,
    partitionKeyMarkers: markersOf(table, restrictions),
    run: request => {
      const perPartition = limitOf(limits.perPartition, request.values)
      const total = limitOf(limits.total, request.values)
      const rows = source(request)
      const job: RowJob = { table, rows, request, columns, rowOf, perPartition, total }
      if (aggregating) return groupedRows({ ...job, calls, grouped, distinct, warnings })
      if (statement.orderBy.length > 0 && shape.keyIn) return sortedRows({ ...job, reversed })
      return pagedRows({ ...job, distinct })
    },
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
