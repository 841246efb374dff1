// DELETE of columns, rows, ranges of rows and partitions.
import type { DeleteStatement } from '@shared/cql'
import { invalid } from '../../errors'
import type { Table } from '../../schema/model'
import { findTable, type Plan, type Scope } from '../context'
import { compileCondition } from './conditions'
import {
  checkPartitionKey,
  clusteringComplete,
  clusteringRestricted,
  markersOf,
  partitionKeys,
  refuseOthers,
  rowTargets,
  sliceTargets,
} from '../rows/keys'
import {
  checkUsing,
  compileUsing,
  isConditional,
  type Modification,
  modificationPlan,
} from './modification'
import { compileDeletion } from './operations'
import { analyze, type Restrictions } from '../rows/restrictions'

export function compileDelete(
  scope: Scope,
  statement: DeleteStatement,
): { modification: Modification; plan: Plan } {
  const table = findTable(scope, statement.table)
  if (table.virtual)
    throw invalid('Only SELECT is supported on virtual tables without mutable data')
  const using = compileUsing(scope, table, statement.using)
  const operations = statement.deletions.map(d => compileDeletion(scope, table, d))
  const restrictions = analyze(scope, table, statement.where)
  const conditions = statement.conditions.map(c => compileCondition(scope, table, c))
  checkPartitionKey(table, restrictions, 'DELETE')
  refuseOthers(restrictions)
  checkGaps(table, restrictions)
  const base = {
    table,
    kind: 'delete' as const,
    using,
    operations,
    conditions,
    ifExists: statement.ifExists,
    ifNotExists: false,
  }
  const complete = clusteringComplete(table, restrictions)
  const regular = operations.filter(o => o.column.kind === 'regular')
  const staticOnly = operations.length > 0 && regular.length === 0
  let keys: Pick<Modification, 'targets' | 'partitionKeyMarkers'>
  const markers = markersOf(table, restrictions)
  if (!clusteringRestricted(table, restrictions) && table.clustering.length > 0) {
    if (regular.length > 0) throw invalid('Range deletions are not supported for specific columns')
    const onStatics = staticOnly || conditions.some(c => c.column.kind === 'static')
    keys = {
      partitionKeyMarkers: markers,
      targets: values =>
        partitionKeys(table, restrictions, values).map(prefix => ({
          kind: onStatics ? 'static' : 'partition',
          prefix,
        })),
    }
  } else if (complete && table.clustering.length > 0) {
    if (staticOnly && !isConditional({ ...base, targets: () => [] })) {
      throw invalid(
        'Invalid restrictions on clustering columns since the DELETE statement modifies only static columns',
      )
    }
    keys = rowTargets(table, restrictions)
  } else if (table.clustering.length === 0) {
    // The row is the partition: deleting it is deleting its only row.
    keys = rowTargets(table, restrictions)
  } else {
    if (operations.length > 0)
      throw invalid('Range deletions are not supported for specific columns')
    keys = sliceTargets(table, restrictions)
  }
  const modification: Modification = { ...base, ...keys }
  if (isConditional(modification)) {
    const inOn = [...restrictions.columns.values()].find(r => r.in)
    if (inOn)
      throw invalid(
        `IN on the ${inOn.column.kind === 'partition_key' ? 'partition key' : 'clustering key columns'} is not supported with conditional deletions`,
      )
    if (
      table.clustering.length > 0 &&
      !complete &&
      !conditions.every(c => c.column.kind === 'static')
    ) {
      throw invalid(
        `DELETE statements must restrict all PRIMARY KEY columns with equality relations in order to delete non static columns`,
      )
    }
    if (table.clustering.length > 0 && !complete && conditions.length === 0) {
      throw invalid(
        `DELETE statements must restrict all PRIMARY KEY columns with equality relations in order to delete non static columns`,
      )
    }
  }
  checkUsing(modification)
  return { modification, plan: modificationPlan(scope.db, modification) }
}

/** Clustering columns must be restricted from the first on, and a range only at the end. */
export function checkGaps(table: Table, restrictions: Restrictions): void {
  let open: { name: string; ranged: boolean } | undefined
  for (const column of table.clustering) {
    const r = restrictions.columns.get(column.name)
    const tuple = restrictions.tuples.find(t => t.columns.includes(column))
    if (!r && !tuple) {
      open ??= { name: column.name, ranged: false }
      continue
    }
    if (open?.ranged && !(tuple && tuple.columns[0] !== column)) {
      throw invalid(
        `Clustering column "${column.name}" cannot be restricted (preceding column "${open.name}" is restricted by a non-EQ relation)`,
      )
    }
    if (open && !open.ranged) {
      throw invalid(
        `PRIMARY KEY column "${column.name}" cannot be restricted as preceding column "${open.name}" is not restricted`,
      )
    }
    if (r && !r.eq && !r.in) open ??= { name: column.name, ranged: true }
  }
}

export function noSlicesInUpdate(table: Table, restrictions: Restrictions): void {
  const sliced = table.clustering.some(c => {
    const r = restrictions.columns.get(c.name)
    return r && (r.lower ?? r.upper)
  })
  if (sliced || restrictions.tuples.some(t => t.op !== '=' && t.op !== 'IN')) {
    throw invalid(
      'Slice restrictions are not supported on the clustering columns in UPDATE statements',
    )
  }
}
