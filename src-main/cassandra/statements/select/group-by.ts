// GROUP BY: which key columns make up a group, of which a function may take the last. Follows
// Cassandra's SelectStatement.getAggregationSpecFactory, order of checks included.
import type { Expr } from '@shared/cql'
import { classCast, invalid } from '../../errors'
import type { Column, Table } from '../../schema/model'
import { findColumn, type Restrictions } from '../rows/restrictions'
import { columnsIn, containsAggregate } from './expressions'
import type { CompiledSelector } from './selector'

/** Sums and the like are functions with names of their own for Cassandra. */
export type FunctionExpr = Extract<Expr, { kind: 'call' | 'operation' | 'negate' }>

const isFunction = (expr: Expr): expr is FunctionExpr =>
  expr.kind === 'call' || expr.kind === 'operation' || expr.kind === 'negate'

type Compile = (expr: FunctionExpr) => CompiledSelector

export interface Grouping {
  readonly keys: number
  readonly byFunction?: { readonly expr: FunctionExpr; readonly selector: CompiledSelector }
}

/**
 * How many leading key columns make up a group, of which a function may take the last; undefined
 * without GROUP BY.
 */
export function checkGroupBy(
  table: Table,
  groupBy: readonly Expr[],
  restrictions: Restrictions,
  compile: Compile,
): Grouping | undefined {
  if (groupBy.length === 0) return undefined
  const keys = [...table.partitionKey, ...table.clustering]
  let at = 0
  let byFunction: Grouping['byFunction']
  for (const expr of groupBy) {
    let column: Column
    if (isFunction(expr)) {
      byFunction = { expr, selector: selectorOf(expr, compile) }
      column = functionColumn(table, expr)
    } else {
      column = plainColumn(table, expr)
      if (byFunction)
        throw invalid('Functions are only supported on the last element of the GROUP BY clause')
    }
    while (at < keys.length && keys[at] !== column && restrictions.columns.get(keys[at]!.name)?.eq)
      at++
    if (keys[at] !== column)
      throw invalid(
        'Group by currently only support groups of columns following their declared order in the PRIMARY KEY',
      )
    at++
  }
  if (at < table.partitionKey.length)
    throw invalid('Group by is not supported on only a part of the partition key')
  return { keys: at, byFunction }
}

/** Checked when all else about the statement is right. */
export function checkMonotonic(
  { byFunction }: Grouping,
  signatureText: (call: FunctionExpr) => string,
): void {
  const wrong = byFunction && notMonotonicIn(byFunction.expr)
  if (wrong)
    throw invalid(
      `Only monotonic functions are supported in the GROUP BY clause. Got: ${signatureText(wrong)}`,
    )
}

/** Functions whose value never falls as their first argument grows. */
const MONOTONIC = new Set([
  ...['to_date', 'to_timestamp', 'to_unix_timestamp', 'floor'],
  ...['todate', 'totimestamp', 'tounixtimestamp'],
])

function notMonotonicIn(expr: FunctionExpr): FunctionExpr | undefined {
  if (expr.kind !== 'call' || !MONOTONIC.has(expr.name)) return expr
  const [first, ...others] = expr.args
  if (!first || others.some(other => other.kind !== 'constant')) return expr
  if (isFunction(first)) return notMonotonicIn(first)
  return first.kind === 'column' ? undefined : expr
}

/** Cassandra's classes of what GROUP BY is not made for. */
const SELECTABLES: Readonly<
  Record<Exclude<Expr['kind'], FunctionExpr['kind'] | 'column' | 'countRows'>, string>
> = {
  constant: 'WithTerm',
  null: 'WithTerm',
  marker: 'WithTerm',
  typeHint: 'WithTypeHint',
  cast: 'WithCast',
  meta: 'WritetimeOrTTL',
  field: 'WithFieldSelection',
  element: 'WithElementSelection',
  slice: 'WithSliceSelection',
  tuple: 'BetweenParenthesesOrWithTuple',
  list: 'WithList',
  set: 'WithSet',
  map: 'WithMapOrUdt',
  udt: 'WithMapOrUdt',
}

function plainColumn(table: Table, expr: Exclude<Expr, FunctionExpr>): Column {
  if (expr.kind === 'countRows')
    throw invalid(
      'Aggregate functions are not supported within the GROUP BY clause, got: system.count_rows',
    )
  if (expr.kind !== 'column')
    throw classCast(`cql3.selection.Selectable$${SELECTABLES[expr.kind]}`, 'schema.ColumnMetadata')
  const column = findColumn(table, expr.name)
  if (column.slot < 0) return column
  throw invalid(
    `Group by is currently only supported on the columns of the PRIMARY KEY, got ${column.name}`,
  )
}

function selectorOf(expr: FunctionExpr, compile: Compile): CompiledSelector {
  if (expr.kind === 'call' && containsAggregate(expr))
    throw invalid(
      `Aggregate functions are not supported within the GROUP BY clause, got: system.${expr.name}`,
    )
  return compile(expr)
}

function functionColumn(table: Table, expr: Expr): Column {
  const columns = [...new Set(columnsIn(table, expr))]
  const [column] = columns
  if (!column) throw invalid('GROUP BY functions must have one clustering column name as parameter')
  if (columns.length > 1)
    throw invalid(
      `GROUP BY functions accept only one clustering column as parameter, got: ${columns.map(c => c.name).join(',')}`,
    )
  if (column.kind !== 'clustering')
    throw invalid(`Group by functions are only supported on clustering columns, got ${column.name}`)
  return column
}
