// The rebalances of a consumer group, made of the moments that were told of it: what began each, how
// long nobody knew what to read, and who had which partitions afterwards.
import type { GroupCause, GroupChange } from '../contract'

export interface Rebalance {
  readonly at: number
  readonly causes: readonly GroupCause[]
  /** `running`: it has not ended yet. `empty`: nobody was left. */
  readonly end: 'stable' | 'empty' | 'running'
  readonly ms?: number
  readonly generation?: number
  readonly owners: GroupChange['owners']
}

/** Oldest first, as the changes are. */
export function rebalancesOf(changes: readonly GroupChange[]): Rebalance[] {
  const found: Rebalance[] = []
  let begun: number | undefined
  let causes: GroupCause[] = []
  for (const { at, state, because, generation, owners } of changes) {
    if (because?.what === 'reset') {
      // No rebalance, but it says why the next reader begins where it does.
      if (state !== 'rebalancing') found.push({ at, causes: [because], end: state, owners })
      continue
    }
    if (because) causes.push(because)
    if (state === 'rebalancing') {
      begun ??= at
      continue
    }
    found.push({
      at: begun ?? at,
      causes,
      end: state,
      ...(begun !== undefined && { ms: at - begun }),
      ...(generation !== undefined && { generation }),
      owners,
    })
    begun = undefined
    causes = []
  }
  if (begun !== undefined) found.push({ at: begun, causes, end: 'running', owners: [] })
  return found
}

export interface OwnedSpan {
  readonly from: number
  readonly to: number
  /** The member's id; nothing while the group rebalances. */
  readonly owner: string | undefined
}

export interface PartitionLane {
  readonly topic: string
  readonly partition: number
  readonly spans: readonly OwnedSpan[]
}

/** Each partition that anybody had, and by whom it was read until when. */
export function ownershipOf(changes: readonly GroupChange[], now: number): PartitionLane[] {
  const lanes = new Map<string, { topic: string; partition: number; spans: OwnedSpan[] }>()
  for (const { owners } of changes)
    for (const { assignment } of owners)
      for (const { topic, partitions } of assignment)
        for (const partition of partitions)
          lanes.set(`${partition}/${topic}`, { topic, partition, spans: [] })
  changes.forEach((change, index) => {
    const span = { from: change.at, to: changes[index + 1]?.at ?? now }
    const ownerOf = new Map<string, string>()
    for (const { id, assignment } of change.owners)
      for (const { topic, partitions } of assignment)
        for (const partition of partitions) ownerOf.set(`${partition}/${topic}`, id)
    for (const [key, { spans }] of lanes) {
      const owner = ownerOf.get(key)
      // A partition that nobody has is empty room; only a rebalance is drawn without an owner.
      if (owner !== undefined || change.state === 'rebalancing') join(spans, { ...span, owner })
    }
  })
  return [...lanes.values()].sort(
    (a, b) => a.topic.localeCompare(b.topic) || a.partition - b.partition,
  )
}

/** What goes on as it was is one span. */
function join(spans: OwnedSpan[], span: OwnedSpan): void {
  const last = spans.at(-1)
  if (last && last.to === span.from && last.owner === span.owner)
    spans[spans.length - 1] = { ...last, to: span.to }
  else spans.push(span)
}
