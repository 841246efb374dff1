// Moves the committed offsets of a group: to an end of the topic, to an offset, to a time, or by so
// many records. The plan is asked for first, so that a person sees what will be read again.
import type { OffsetMove, OffsetTarget } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { KafkaAdmin, PartitionEnds } from './admin'
import { describeGroup } from './groups'

export interface ResetOf {
  readonly group: string
  readonly topic: string
  /** Undefined means all partitions. */
  readonly partition?: number
  readonly to: OffsetTarget
}

/** Where each partition would go on; never outside of what the topic holds. */
export async function planReset(admin: KafkaAdmin, reset: ResetOf): Promise<OffsetMove[]> {
  return (await planned(admin, reset)).moves
}

/** Only for a group without members, which would go on from where they are and commit over it. */
export async function resetGroup(admin: KafkaAdmin, reset: ResetOf): Promise<OffsetMove[]> {
  const { members, moves } = await planned(admin, reset)
  const { group, topic } = reset
  if (members > 0)
    throw new LabError('kafka-group-active', { kind: 'conflict', params: { group, members } })
  if (moves.length > 0)
    await admin.commitOffsets(group, topic, new Map(moves.map(move => [move.partition, move.to])))
  return moves
}

async function planned(
  admin: KafkaAdmin,
  { group, topic, partition, to }: ResetOf,
): Promise<{ members: number; moves: OffsetMove[] }> {
  const [{ members, offsets }, ends] = await Promise.all([
    describeGroup(admin, group),
    admin.endsOf(topic),
  ])
  if (partition !== undefined && !ends.some(each => each.partition === partition))
    throw new LabError('kafka-no-partition', { kind: 'usage', params: { topic, partition } })
  const committed = new Map(
    offsets.filter(each => each.topic === topic).map(each => [each.partition, each.committed]),
  )
  const atTime =
    typeof to === 'object' && 'timeMs' in to ? await admin.offsetsAt(topic, to.timeMs) : undefined
  const moves = ends
    .filter(each => partition === undefined || each.partition === partition)
    .flatMap(each => {
      const from = committed.get(each.partition)
      const wanted = atTime ? atTime.get(each.partition) : wantedOf(to, each, from)
      if (wanted === undefined) return []
      const kept = Math.min(Math.max(wanted, each.earliest), each.latest)
      return [{ partition: each.partition, from: from ?? null, to: String(kept) }]
    })
  return { members, moves }
}

/** Undefined where nothing was committed that could be moved by so many records. */
function wantedOf(to: OffsetTarget, ends: PartitionEnds, from: string | undefined) {
  if (to === 'earliest') return ends.earliest
  if (to === 'latest') return ends.latest
  if ('offset' in to) return to.offset
  if ('by' in to) return from === undefined ? undefined : Number(from) + to.by
  return undefined
}
