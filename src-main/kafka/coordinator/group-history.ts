// What became of a group lately: when it rebalanced and why, and who had which partitions after it.
// Kept in memory, as its members are.
import type { Member } from './member'
import { assignedPartitions, type TopicPartitions } from './subscription'

/**
 * `late`: a member did not join or synchronise within its rebalance timeout, or left because nobody
 * polled it in time.
 */
export interface RebalanceCause {
  readonly what: 'joined' | 'left' | 'expired' | 'changed' | 'late'
  readonly clientId: string
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

const CHANGES_MAX = 200
/** Of all changes together: a group of hundreds of members is remembered for fewer changes. */
const OWNERS_MAX = 5000

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
      if (state === 'stable' && at < this.kept.length - 1) break
      if (because) found.unshift(because)
    }
    return found
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
