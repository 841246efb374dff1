// From the restrictions of an UPDATE or DELETE to the keys that it writes: all of the partition
// key, and as much of the clustering as the statement needs.
import { invalid } from '../../errors'
import type { Table } from '../../schema/model'
import type { Bound } from '../../result'
import { clusteringOf, partitionPrefixOf, type Target } from './targets'
import { allValues, product, sortedOptions } from './options'
import type { Restrictions } from './restrictions'
import { areComplete, clusteringSlices, isEquality, wholeKeys } from './slices'

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

export function refuseOthers(restrictions: Restrictions, verb: 'UPDATE' | 'DELETE'): void {
  const others = [...restrictions.columns.values()].filter(r => r.column.slot >= 0)
  if ([...restrictions.columns.values()].some(r => r.contains.length > 0))
    throw invalid(`Cannot use ${verb} with CONTAINS`)
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
    return restrictions.tuples.some(t => isEquality(t) && t.columns.includes(c))
  })
}

/** The part of the key that has IN, as errors name it. */
export function inColumns({ columns, tuples }: Restrictions): string | undefined {
  const single = [...columns.values()].filter(r => r.in).map(r => r.column.kind)
  if (single.includes('partition_key')) return 'partition key'
  return single.length > 0 || tuples.some(t => t.op === 'IN') ? 'clustering key columns' : undefined
}

export function rowTargets(table: Table, restrictions: Restrictions): KeyPlan {
  return {
    partitionKeyMarkers: markersOf(table, restrictions),
    targets: values => {
      const prefixes = partitionKeys(table, restrictions, values)
      const rows = wholeKeys(table, restrictions, values).map(key => clusteringOf(table, key))
      return prefixes.flatMap(prefix =>
        rows.map((clustering): Target => ({ kind: 'row', prefix, clustering })),
      )
    },
  }
}

export function sliceTargets(table: Table, restrictions: Restrictions): KeyPlan {
  return {
    partitionKeyMarkers: markersOf(table, restrictions),
    targets: values => {
      // A span that took in other rows than those that fit would delete them.
      if (!areComplete(table, restrictions))
        throw invalid('Some clustering restrictions cannot be combined in a DELETE')
      const slices = clusteringSlices(table, restrictions, values)
      return partitionKeys(table, restrictions, values).flatMap(prefix =>
        slices.map((slice): Target => ({ kind: 'slice', prefix, slice })),
      )
    },
  }
}
