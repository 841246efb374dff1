// Every aggregate function, in one list.
import { collectionAggregates } from './collections'
import type { AggregateDescriptor } from './descriptor'
import { pickAggregates } from './picks'
import { sumAggregates } from './sums'

export const aggregates: readonly AggregateDescriptor[] = [
  ...sumAggregates,
  ...pickAggregates,
  ...collectionAggregates,
]

const byName = new Map(
  aggregates.flatMap(a => [a.name, ...(a.aliases ?? [])].map(name => [name, a] as const)),
)

export function findAggregate(name: string): AggregateDescriptor | undefined {
  return byName.get(name.toLowerCase())
}

export type { AggregateDescriptor } from './descriptor'
