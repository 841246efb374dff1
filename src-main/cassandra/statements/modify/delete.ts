// DELETE of columns, rows, ranges of rows and partitions.
import type { DeleteStatement } from '@shared/cql'
import { invalid } from '../../errors'
import type { Table } from '../../schema/model'
import { findTable, type Plan, refuseVirtual, type Scope } from '../context'
import { checkGaps } from '../rows/clustering-checks'
import {
  checkPartitionKey,
  clusteringComplete,
  clusteringRestricted,
  inColumns,
  markersOf,
  partitionKeys,
  refuseOthers,
  rowTargets,
  sliceTargets,
} from '../rows/keys'
import { analyze, type Restrictions } from '../rows/restrictions'
import { compileCondition, type CompiledCondition } from './conditions'
import { checkUsing, compileUsing, type Modification, modificationPlan } from './modification'
import type { Operation } from './operation'
import { compileDeletion } from './operations'

const NO_COLUMNS_IN_RANGE = 'Range deletions are not supported for specific columns'
const STATICS_ONLY =
  'Invalid restrictions on clustering columns since the DELETE statement modifies only static columns'
const WHOLE_KEY = (purpose: string) =>
  `DELETE statements must restrict all PRIMARY KEY columns with equality relations in order to ${purpose}`

export function compileDelete(
  scope: Scope,
  statement: DeleteStatement,
): { modification: Modification; plan: Plan } {
  const table = findTable(scope, statement.table)
  refuseVirtual(table)
  const using = compileUsing(scope, table, statement.using)
  const operations = statement.deletions.map(d => compileDeletion(scope, table, d))
  const restrictions = analyze(scope, table, statement.where)
  const conditions = statement.conditions.map(c => compileCondition(scope, table, c))
  checkPartitionKey(table, restrictions, 'DELETE')
  refuseOthers(restrictions, 'DELETE')
  checkGaps(table, restrictions)
  const { ifExists } = statement
  const conditional = ifExists || conditions.length > 0
  const deleted = { table, restrictions, operations, conditions, conditional }
  const modification: Modification = {
    table,
    kind: 'delete',
    using,
    operations,
    conditions,
    ifExists,
    ifNotExists: false,
    inOn: inColumns(restrictions),
    ...keysOf(deleted),
  }
  if (conditional) checkConditional(deleted)
  checkUsing(modification)
  return { modification, plan: modificationPlan(scope.db, modification) }
}

interface Deleted {
  readonly table: Table
  readonly restrictions: Restrictions
  readonly operations: readonly Operation[]
  readonly conditions: readonly CompiledCondition[]
  readonly conditional: boolean
}

function keysOf({
  table,
  restrictions,
  operations,
  conditions,
  conditional,
}: Deleted): Pick<Modification, 'targets' | 'partitionKeyMarkers'> {
  // Without clustering columns the row is the partition.
  if (table.clustering.length === 0) return rowTargets(table, restrictions)
  const ofRows = operations.some(o => o.column.kind === 'regular')
  const onlyStatics = operations.length > 0 && !ofRows
  if (onlyStatics && !conditional && clusteringRestricted(table, restrictions))
    throw invalid(STATICS_ONLY)
  if (!clusteringRestricted(table, restrictions)) {
    const onStatics = onlyStatics || conditions.some(c => c.column.kind === 'static')
    return {
      partitionKeyMarkers: markersOf(table, restrictions),
      targets: values => {
        const prefixes = partitionKeys(table, restrictions, values)
        if (ofRows) throw invalid(NO_COLUMNS_IN_RANGE)
        return prefixes.map(prefix => ({ kind: onStatics ? 'static' : 'partition', prefix }))
      },
    }
  }
  if (clusteringComplete(table, restrictions)) {
    return rowTargets(table, restrictions)
  }
  const slices = sliceTargets(table, restrictions)
  if (operations.length === 0) return slices
  // A range without a place for any row takes nothing away, and so may name columns.
  return {
    ...slices,
    targets: values => {
      if (slices.targets(values).length > 0) throw invalid(NO_COLUMNS_IN_RANGE)
      return []
    },
  }
}

function checkConditional({ table, restrictions, operations, conditions }: Deleted): void {
  if (table.clustering.length === 0 || clusteringComplete(table, restrictions)) return
  const onlyStatics = operations.length > 0 && operations.every(o => o.column.kind === 'static')
  if (!onlyStatics) throw invalid(WHOLE_KEY('delete non static columns'))
  if (conditions.some(c => c.column.kind !== 'static'))
    throw invalid(WHOLE_KEY('use IF condition on non static columns'))
}
