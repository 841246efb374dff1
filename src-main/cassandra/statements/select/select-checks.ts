// The checks of a SELECT, in Cassandra's words and order: keys, gaps, filtering, DISTINCT, ORDER BY.
import type { Ordering, SelectStatement } from '@shared/cql'
import { invalid } from '../../errors'
import { isSai } from '../../indexes'
import type { Column, Table } from '../../schema/model'
import { isVector } from '../../types'
import { checkGaps } from '../rows/clustering-checks'
import { areComplete } from '../rows/slices'
import { indexFor } from './index-choice'
import { type ColumnRestriction, findColumn, type Restrictions } from '../rows/restrictions'

const FILTERING =
  'Cannot execute this query as it might involve data filtering and thus may have unpredictable performance. If you want to execute this query despite the performance unpredictability, use ALLOW FILTERING'

export interface KeyShape {
  /** All of the partition key is pinned by = or IN. */
  readonly wholeKey: boolean
  readonly keyIn: boolean
  /** Restrictions beyond what the keys settle: checked row by row. */
  readonly filtered: readonly ColumnRestriction[]
  readonly usesIndex: boolean
  /** Some of the partition key is restricted, and neither all of it nor by an index. */
  readonly partialKey: boolean
}

export function checkKeys(
  table: Table,
  restrictions: Restrictions,
  statement: SelectStatement,
  isAnn: boolean,
  onlyStatics: boolean,
): KeyShape {
  const of = (c: Column) => restrictions.columns.get(c.name)
  const onKey = table.partitionKey.map(of)
  const anyKey = onKey.some(r => r)
  const wholeKey = onKey.every(r => r && (r.eq ?? r.in))
  const keyIn = onKey.some(r => r?.in)
  const others = [...restrictions.columns.values()].filter(r => r.column.slot >= 0)
  if (others.some(r => hasVectorIndex(table, r.column)))
    throw invalid('Vector indexes only support ANN queries')
  const indexed = [...restrictions.columns.values()].filter(
    r => !(wholeKey && isKeyEquality(r)) && indexFor(table, r),
  )
  const keyIndexed = onKey.every(r => !r || indexFor(table, r))
  const usesIndex =
    indexed.length > 0 &&
    !(wholeKey && others.length === 0 && indexed.every(r => r.column.kind === 'clustering'))
  if (keyIn && (usesIndex || isAnn))
    throw invalid(
      'Select on indexed columns and with IN clause for the PRIMARY KEY are not supported',
    )
  const clustering = table.clustering.map(of).filter(r => r !== undefined)
  const clusteringContains = clustering.filter(r => r.contains.length > 0)
  const unserved = !statement.allowFiltering && !usesIndex && !isAnn
  if (unserved && anyKey && !wholeKey) throw invalid(FILTERING)
  if (onlyStatics && (clustering.length > 0 || restrictions.tuples.length > 0))
    throw invalid('Cannot restrict clustering columns when selecting only static columns')
  if (unserved && hasGap(table, restrictions)) checkGaps(table, restrictions)
  if (unserved && clusteringContains.length > 0 && others.length === 0)
    throw invalid(
      'Clustering columns can only be restricted with CONTAINS with a secondary index or filtering',
    )
  if (unserved && (others.length > 0 || clusteringContains.length > 0)) throw invalid(FILTERING)
  const filtered = [...others]
  if (!wholeKey) filtered.push(...onKey.filter(r => r !== undefined))
  if (clusteringContains.length > 0 || !areComplete(table, restrictions))
    filtered.push(...clustering)
  const partialKey = anyKey && !wholeKey && !keyIndexed
  return { wholeKey, keyIn, filtered, usesIndex, partialKey }
}

const hasVectorIndex = (table: Table, column: Column) =>
  isVector(column.type) && table.indexes.some(i => i.column === column.name && isSai(i))

/** What keys and indexes do not settle needs ALLOW FILTERING: the last check of all. */
export function checkFiltering(
  table: Table,
  restrictions: Restrictions,
  statement: SelectStatement,
  { wholeKey, usesIndex, partialKey }: KeyShape,
  isAnn: boolean,
): void {
  if (statement.allowFiltering) return
  const of = (c: Column) => restrictions.columns.get(c.name)
  const clustered = table.clustering.some(of) || restrictions.tuples.length > 0
  if (!usesIndex) {
    if (clustered && !wholeKey && !isAnn) throw invalid(FILTERING)
    return
  }
  const others = [...restrictions.columns.values()].filter(r => r.column.slot >= 0)
  if (needsFilteringBesideIndex(table, restrictions, others, partialKey)) throw invalid(FILTERING)
}

const isKeyEquality = (r: ColumnRestriction) =>
  r.column.kind === 'partition_key' && (r.eq ?? r.in) !== undefined && r.contains.length === 0

function hasGap(table: Table, restrictions: Restrictions): boolean {
  try {
    checkGaps(table, restrictions)
    return false
  } catch {
    return true
  }
}

function needsFilteringBesideIndex(
  table: Table,
  restrictions: Restrictions,
  others: readonly ColumnRestriction[],
  partialKey: boolean,
): boolean {
  if (partialKey) return true
  const served = others.map(r => ({ r, index: indexFor(table, r) }))
  if (served.some(s => !s.index)) return true
  // Storage-attached indexes work together; of the old kind only one is used.
  const old = served.filter(s => s.index && !isSai(s.index))
  if (old.length > 1 || (old.length === 1 && served.length > 1)) return true
  if (old.some(s => s.r.contains.length > 1)) return true
  const onClustering = table.clustering
    .filter(c => restrictions.columns.has(c.name))
    .map(c => restrictions.columns.get(c.name)!)
  return (
    onClustering.some(r => !indexFor(table, r)) &&
    !table.partitionKey.every(c => restrictions.columns.has(c.name))
  )
}

export function checkDistinct(
  table: Table,
  statement: SelectStatement,
  restrictions: Restrictions,
  asked: readonly Column[],
): void {
  if (!statement.distinct) return
  const clusteringUsed =
    table.clustering.some(c => restrictions.columns.has(c.name)) || restrictions.tuples.length > 0
  const regularUsed = [...restrictions.columns.values()].some(r => r.column.kind === 'regular')
  if (clusteringUsed || regularUsed)
    throw invalid(
      'SELECT DISTINCT with WHERE clause only supports restriction by partition key and/or static columns.',
    )
  for (const column of asked) {
    if (column.kind !== 'partition_key' && column.kind !== 'static') {
      throw invalid(
        `SELECT DISTINCT queries must only request partition key columns and/or static columns (not ${column.name})`,
      )
    }
  }
  const isKeyKnown = table.partitionKey.every(key => {
    const restriction = restrictions.columns.get(key.name)
    return restriction?.eq ?? restriction?.in
  })
  if (isKeyKnown) return
  for (const key of table.partitionKey) {
    if (!asked.includes(key))
      throw invalid(
        `SELECT DISTINCT queries must request all the partition key columns (missing ${key.name})`,
      )
  }
}

/** Must rows come backwards? */
export function checkOrderBy(
  table: Table,
  orderBy: readonly Ordering[],
  restrictions: Restrictions,
  shape: KeyShape,
): boolean {
  if (orderBy.length === 0) return false
  if (shape.usesIndex)
    throw invalid('ORDER BY with 2ndary indexes is not supported, except for ANN queries.')
  if (!shape.wholeKey)
    throw invalid(
      'ORDER BY is only supported when the partition key is restricted by an EQ or an IN.',
    )
  let reversed: boolean | undefined
  let at = 0
  // Of two orders for one column the last one counts.
  const orders = new Map(orderBy.map(o => [o.column, o]))
  for (const ordering of orders.values()) {
    const column = findColumn(table, ordering.column)
    if (column.kind !== 'clustering')
      throw invalid(
        `Order by is currently only supported on the clustered columns of the PRIMARY KEY, got ${column.name}`,
      )
    while (at !== column.position) {
      const skipped = table.clustering[at]
      if (!skipped || at > column.position || !restrictions.columns.get(skipped.name)?.eq) {
        throw invalid(
          'Order by currently only supports the ordering of columns following their declared order in the PRIMARY KEY',
        )
      }
      at++
    }
    at++
    const back = ordering.descending !== column.descending
    if (reversed !== undefined && reversed !== back) throw invalid('Unsupported order by relation')
    reversed = back
  }
  return reversed === true
}
