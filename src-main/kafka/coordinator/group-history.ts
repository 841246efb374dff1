// What became of a group lately: when it rebalanced and why, and who had which partitions after it.
// Kept in memory, as its members are.
import type { Member } from './member'
import { assignedPartitions, type TopicPartitions } from './subscription'

/**
 * `late`: a member did not join or synchronise within its rebalance timeout, or left because nobody
 * polled it in time. `reset`: a client put the committed offsets elsewhere.
 */
export interface RebalanceCause {
  readonly what: 'joined' | 'left' | 'expired' | 'changed' | 'late' | 'reset'
  readonly clientId: string
  readonly moved?: readonly MovedOffset[]
}

export interface MovedOffset {
  readonly topic: string
  readonly partition: number
  readonly offset: number
}

export interface GroupOwner {
  readonly id: string
  readonly clientId: string
  readonly host: string
  readonly assignment: readonly TopicPartitions[]
}

export interface GroupChange {
  readonly at: number
  readonly state: 'rebalancing' | 'stable' | 'empty'
  readonly generation: number
  readonly because?: RebalanceCause
  /** Of a group that is stable. */
  readonly owners: readonly GroupOwner[]
}

export interface Reset {
  readonly clientId: string
  readonly moved: readonly MovedOffset[]
  readonly members: readonly Member[]
}

const CHANGES_MAX = 200
/** Of all changes together: a group of hundreds of members is remembered for fewer changes. */
const OWNERS_MAX = 5000
/** A reset of more partitions than this names the first. */
const MOVED_MAX = 100

export class GroupHistory {
  private readonly kept: GroupChange[] = []
  private owners = 0

  get changes(): readonly GroupChange[] {
    return this.kept
  }

  /** What led to the newest change since the members had their partitions before. */
  causes(): RebalanceCause[] {
    const found: RebalanceCause[] = []
    for (let at = this.kept.length - 1; at >= 0; at--) {
      const { state, because } = this.kept[at]!
      const isReset = because?.what === 'reset'
      if (state === 'stable' && !isReset && at < this.kept.length - 1) break
      if (because) found.unshift(because)
    }
    return found
  }

  /** What one client resets before anybody has read is one reset: only the last places count. */
  reset(state: 'stable' | 'empty', generation: number, { clientId, moved, members }: Reset): void {
    const last = this.kept.at(-1)?.because
    const isMore = last?.what === 'reset' && last.clientId === clientId
    const places = new Map<string, MovedOffset>()
    for (const each of [...((isMore && last.moved) || []), ...moved])
      places.set(`${each.partition}/${each.topic}`, each)
    if (isMore) this.owners -= this.kept.pop()?.owners.length ?? 0
    const because = {
      ...{ what: 'reset' as const, clientId },
      moved: [...places.values()].slice(0, MOVED_MAX),
    }
    this.add(state, generation, { because, members })
  }

  add(
    state: GroupChange['state'],
    generation: number,
    { because, members = [] }: { because?: RebalanceCause; members?: readonly Member[] } = {},
  ): void {
    const owners = members.map(({ id, clientId, clientHost, assignment }) => ({
      ...{ id, clientId, host: clientHost },
      assignment: assignedPartitions(assignment),
    }))
    this.kept.push({ at: Date.now(), state, generation, ...(because && { because }), owners })
    this.owners += owners.length
    while (this.kept.length > CHANGES_MAX || (this.owners > OWNERS_MAX && this.kept.length > 1))
      this.owners -= this.kept.shift()?.owners.length ?? 0
  }
}
