// From the restrictions of an UPDATE or DELETE to the keys that it writes: all of the partition
// key, and as much of the clustering as the statement needs.
import { invalid } from '../../errors'
import type { Table } from '../../schema/model'
import type { Bound } from '../../result'
import { clusteringOf, partitionPrefixOf, type Target } from './targets'
import { allValues, product, sortedOptions, tupleOptions } from './options'
import type { Restrictions } from './restrictions'
import { clusteringSlices } from './slices'

export interface KeyPlan {
  readonly partitionKeyMarkers?: readonly number[]
  targets(values: readonly Bound[]): Target[]
}

export function partitionKeys(
  table: Table,
  restrictions: Restrictions,
  values: readonly Bound[],
): string[] {
  const lists = table.partitionKey.map(c => {
    const restriction = restrictions.columns.get(c.name)
    return restriction?.in
      ? sortedOptions(c, allValues(restriction, values))
      : allValues(restriction, values)
  })
  return product<Bound>(lists).map(key => partitionPrefixOf(table, key))
}

export function checkPartitionKey(
  table: Table,
  restrictions: Restrictions,
  verb: 'UPDATE' | 'DELETE',
): void {
  const missing = table.partitionKey.filter(c => !restrictions.columns.has(c.name))
  if (restrictions.token.length > 0)
    throw invalid(`The token function cannot be used in WHERE clauses for ${verb} statements`)
  if (missing.length > 0)
    throw invalid(`Some partition key parts are missing: ${missing.map(c => c.name).join(', ')}`)
  for (const column of table.partitionKey) {
    const r = restrictions.columns.get(column.name)
    if (r && !r.eq && !r.in)
      throw invalid(
        `Only EQ and IN relation are supported on the partition key (unless you use the token() function) for ${verb} statements`,
      )
  }
}

export function markersOf(table: Table, restrictions: Restrictions): number[] | undefined {
  const markers = table.partitionKey.map(c => restrictions.columns.get(c.name)?.eq?.marker)
  return markers.every(m => m !== undefined) ? (markers as number[]) : undefined
}

export function refuseOthers(restrictions: Restrictions): void {
  const others = [...restrictions.columns.values()].filter(r => r.column.slot >= 0)
  if (others.length > 0)
    throw invalid(
      `Non PRIMARY KEY columns found in where clause: ${others.map(r => r.column.name).join(', ')} `,
    )
}

export function clusteringRestricted(table: Table, restrictions: Restrictions): boolean {
  return (
    restrictions.tuples.length > 0 || table.clustering.some(c => restrictions.columns.has(c.name))
  )
}

/** Is every clustering column pinned by = or IN (alone or in tuples)? */
export function clusteringComplete(table: Table, restrictions: Restrictions): boolean {
  return table.clustering.every(c => {
    const r = restrictions.columns.get(c.name)
    if (r?.eq || r?.in) return true
    return restrictions.tuples.some(t => (t.op === '=' || t.op === 'IN') && t.columns.includes(c))
  })
}

export function rowTargets(table: Table, restrictions: Restrictions): KeyPlan {
  return {
    partitionKeyMarkers: markersOf(table, restrictions),
    targets: values => {
      const prefixes = partitionKeys(table, restrictions, values)
      const rows = product<Bound>(clusteringLists(table, restrictions, values)).map(key =>
        clusteringOf(table, key),
      )
      return prefixes.flatMap(prefix =>
        rows.map((clustering): Target => ({ kind: 'row', prefix, clustering })),
      )
    },
  }
}

function clusteringLists(
  table: Table,
  restrictions: Restrictions,
  values: readonly Bound[],
): Bound[][] {
  if (restrictions.tuples.length === 0)
    return table.clustering.map(c => allValues(restrictions.columns.get(c.name), values))
  // Tuples: each gives whole runs of columns; only one tuple can be among = and IN.
  return table.clustering.map((c, i) => {
    const tuple = restrictions.tuples.find(t => t.columns.includes(c))
    if (!tuple) return allValues(restrictions.columns.get(c.name), values)
    const options = tupleOptions(tuple, values)
    if (options.length > 1) throw invalid('IN on several clustering columns is not supported here')
    return [options[0]?.[i - tuple.columns[0]!.position]]
  })
}

export function sliceTargets(table: Table, restrictions: Restrictions): KeyPlan {
  return {
    partitionKeyMarkers: markersOf(table, restrictions),
    targets: values => {
      const slices = clusteringSlices(table, restrictions, values)
      return partitionKeys(table, restrictions, values).flatMap(prefix =>
        slices.map((slice): Target => ({ kind: 'slice', prefix, slice })),
      )
    },
  }
}
