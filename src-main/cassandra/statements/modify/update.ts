// UPDATE … SET … WHERE … [IF …].
import type { UpdateStatement } from '@shared/cql'
import { invalid } from '../../errors'
import { findTable, type Plan, refuseVirtual, type Scope } from '../context'
import { compileCondition } from './conditions'
import {
  checkPartitionKey,
  clusteringComplete,
  clusteringRestricted,
  inColumns,
  markersOf,
  partitionKeys,
  refuseOthers,
  rowTargets,
} from '../rows/keys'
import { checkUsing, compileUsing, type Modification, modificationPlan } from './modification'
import { compileUpdate } from './operations'
import { analyze } from '../rows/restrictions'
import { checkGaps, noSlicesInUpdate } from '../rows/clustering-checks'

export function compileUpdateStatement(
  scope: Scope,
  statement: UpdateStatement,
): { modification: Modification; plan: Plan } {
  const table = findTable(scope, statement.table)
  refuseVirtual(table)
  const using = compileUsing(scope, table, statement.using)
  const conditional = statement.ifExists || statement.conditions.length > 0
  const operations = statement.operations
    .map(o => compileUpdate(scope, table, o, conditional))
    .sort((a, b) => a.column.id - b.column.id)
  const restrictions = analyze(scope, table, statement.where)
  const conditions = statement.conditions.map(c => compileCondition(scope, table, c))
  checkPartitionKey(table, restrictions, 'UPDATE')
  refuseOthers(restrictions, 'UPDATE')
  checkGaps(table, restrictions)
  const touchesRows =
    operations.some(o => o.column.kind !== 'static') ||
    conditions.some(c => c.column.kind !== 'static')
  const staticOnly = !touchesRows && table.clustering.length > 0
  const base = {
    table,
    kind: 'update' as const,
    using,
    operations,
    conditions,
    ifExists: statement.ifExists,
    inOn: inColumns(restrictions),
    ifNotExists: false,
  }
  let modification: Modification
  if (staticOnly && !clusteringRestricted(table, restrictions)) {
    modification = {
      ...base,
      partitionKeyMarkers: markersOf(table, restrictions),
      targets: values =>
        partitionKeys(table, restrictions, values).map(prefix => ({ kind: 'static', prefix })),
    }
  } else {
    if (staticOnly)
      throw invalid(
        'Invalid restrictions on clustering columns since the UPDATE statement modifies only static columns',
      )
    noSlicesInUpdate(table, restrictions)
    if (!clusteringComplete(table, restrictions)) {
      const missing = table.clustering.filter(
        c =>
          !restrictions.columns.has(c.name) &&
          !restrictions.tuples.some(t => t.columns.includes(c)),
      )
      throw invalid(`Some clustering keys are missing: ${missing.map(c => c.name).join(', ')}`)
    }
    modification = { ...base, ...rowTargets(table, restrictions) }
  }
  checkUsing(modification)
  return { modification, plan: modificationPlan(scope.db, modification) }
}
