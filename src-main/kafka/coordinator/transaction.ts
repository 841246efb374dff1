// The state of one transactional id, and its form in the state log.
import type { Json } from './state-log'
import type { OffsetCommit } from './groups'

export type TxnState =
  'Empty' | 'Ongoing' | 'PrepareCommit' | 'PrepareAbort' | 'CompleteCommit' | 'CompleteAbort'

export interface TxnOffsets {
  readonly group: string
  readonly commits: readonly OffsetCommit[]
}

export interface Txn {
  readonly id: string
  readonly producerId: number
  readonly epoch: number
  readonly timeoutMs: number
  readonly state: TxnState
  readonly startedAt: number
  readonly partitions: readonly (readonly [topic: string, partition: number])[]
  readonly groups: readonly string[]
  readonly offsets: readonly TxnOffsets[]
}

const KIND = 'txn'
export const txnKey = (id: string) => JSON.stringify([KIND, id])

export function txnToJson(txn: Txn): Json {
  return {
    producerId: txn.producerId,
    epoch: txn.epoch,
    timeoutMs: txn.timeoutMs,
    state: txn.state,
    startedAt: txn.startedAt,
    partitions: txn.partitions,
    groups: txn.groups,
    offsets: txn.offsets.map(({ group, commits }) => ({
      group,
      commits: commits.map(c => [c.topic, c.partition, c.offset, c.leaderEpoch, c.metadata]),
    })),
  }
}

export function txnFromJson(key: string, value: Json): Txn | undefined {
  const [kind, id] = JSON.parse(key) as [string, string]
  if (kind !== KIND) return undefined
  type Kept = Omit<Txn, 'id' | 'offsets'> & {
    offsets: { group: string; commits: [string, number, number, number, string][] }[]
  }
  const kept = value as unknown as Kept
  const offsets = kept.offsets.map(({ group, commits }) => ({
    group,
    commits: commits.map(([topic, partition, offset, leaderEpoch, metadata]) => ({
      topic,
      partition,
      offset,
      leaderEpoch,
      metadata,
    })),
  }))
  return { ...kept, id, offsets }
}

export const hasPartition = (txn: Txn, topic: string, partition: number) =>
  txn.partitions.some(([t, p]) => t === topic && p === partition)

/** Those that the transaction does not have yet, each once. */
export function newPartitions(
  txn: Txn,
  partitions: Txn['partitions'],
): (readonly [topic: string, partition: number])[] {
  const placeOf = (topic: string, partition: number) => `${topic}/${partition}`
  const known = new Set(txn.partitions.map(([topic, partition]) => placeOf(topic, partition)))
  return partitions.filter(([topic, partition]) => {
    const place = placeOf(topic, partition)
    return !known.has(place) && known.add(place)
  })
}
