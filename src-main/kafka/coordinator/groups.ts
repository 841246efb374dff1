// All groups of the broker, and the offsets they committed: durable, with their metadata text, kept
// until the group is deleted or was without members for longer than offsets.retention.minutes.
import { ApiError } from '../wire/errors'
import { Group, type GroupSettings } from './group'
import type { MovedOffset } from './group-history'
import type { Rereads } from './rereads'
import type { Change, Json, StateLog } from './state-log'

const SWEEP_MS = 600_000
const KEY_KIND = 'offset'

export interface CommittedOffset {
  readonly offset: number
  readonly leaderEpoch: number
  readonly metadata: string
  readonly committedAt: number
}

export interface OffsetCommit {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly leaderEpoch: number
  readonly metadata: string
}

export interface GroupsSettings extends GroupSettings {
  readonly offsetsRetentionMs: number
}

type Offsets = Map<string, Map<number, CommittedOffset>>

export const offsetKey = (group: string, topic: string, partition: number) =>
  JSON.stringify([KEY_KIND, group, topic, partition])

export class Groups {
  private readonly groups = new Map<string, Group>()
  private readonly offsets = new Map<string, Offsets>()
  /** Offsets that open transactions will commit: group -> topic/partition -> producer ids. */
  private readonly uncertain = new Map<string, Map<string, Set<number>>>()
  private readonly sweeper: NodeJS.Timeout
  private readonly onOwners: Rereads['owners'] = (group, causes) =>
    this.rereads.owners(group, causes)

  constructor(
    private readonly state: StateLog,
    private readonly settings: () => GroupsSettings,
    private readonly rereads: Rereads,
  ) {
    for (const [key, value] of state.entries()) {
      const [kind, group, topic, partition] = JSON.parse(key) as [string, string, string, number]
      if (kind !== KEY_KIND) continue
      const [offset, leaderEpoch, metadata, committedAt] = value as readonly [
        number,
        number,
        string,
        number,
      ]
      this.place(group, topic, partition, { offset, leaderEpoch, metadata, committedAt })
      // It was empty before this start too.
      this.group(group).emptySinceMs = 0
    }
    this.sweeper = setInterval(() => void this.sweep(Date.now()).catch(() => {}), SWEEP_MS)
    this.sweeper.unref()
  }

  /** Every group that had members or offsets until lately. */
  ids(): string[] {
    return [...this.groups.keys()]
  }

  find(id: string): Group | undefined {
    return this.groups.get(id)
  }

  /**
   * The group, which begins by this if it does not exist yet. As in Kafka it is there, and empty,
   * also when its members and offsets are gone, until the next sweep.
   */
  group(id: string): Group {
    let group = this.groups.get(id)
    if (!group) this.groups.set(id, (group = new Group(id, this.settings, this.onOwners)))
    return group
  }

  /**
   * The group that a member commits offsets to. None when it does not exist yet: a client without
   * generation begins it by its commit.
   */
  forCommit(id: string, generation: number): Group | undefined {
    const known = this.find(id)
    if (!known && generation >= 0) throw new ApiError('ILLEGAL_GENERATION')
    return known
  }

  // Offsets

  private place(group: string, topic: string, partition: number, committed: CommittedOffset): void {
    this.group(group)
    let topics = this.offsets.get(group)
    if (!topics) this.offsets.set(group, (topics = new Map()))
    let partitions = topics.get(topic)
    if (!partitions) topics.set(topic, (partitions = new Map()))
    partitions.set(partition, committed)
  }

  committed(group: string, topic: string, partition: number): CommittedOffset | undefined {
    return this.offsets.get(group)?.get(topic)?.get(partition)
  }

  committedTopics(group: string): ReadonlyMap<string, ReadonlyMap<number, CommittedOffset>> {
    return this.offsets.get(group) ?? new Map()
  }

  /**
   * `also`: changes that must become durable in the same step (the transaction that commits the
   * offsets).
   */
  async commit(
    group: string,
    commits: readonly OffsetCommit[],
    now: number,
    also: readonly Change[] = [],
  ): Promise<void> {
    const changes = commits.map((c): Change => [
      offsetKey(group, c.topic, c.partition),
      [c.offset, c.leaderEpoch, c.metadata, now] satisfies Json,
    ])
    if (changes.length + also.length > 0) await this.state.put([...changes, ...also])
    for (const { topic, partition, offset, leaderEpoch, metadata } of commits) {
      this.place(group, topic, partition, { offset, leaderEpoch, metadata, committedAt: now })
      this.rereads.committed(group, topic, partition, offset)
    }
  }

  /**
   * Which of these commits put the group elsewhere: any change by a client outside of it, and a member's
   * that goes back. A member that goes on may have read what lies between.
   */
  movesIn(group: string, commits: readonly OffsetCommit[], isMember: boolean): MovedOffset[] {
    return commits
      .filter(({ topic, partition, offset }) => {
        const before = this.committed(group, topic, partition)?.offset
        return isMember ? before !== undefined && offset < before : offset !== before
      })
      .map(({ topic, partition, offset }) => ({ topic, partition, offset }))
  }

  async forget(
    group: string,
    which: readonly { topic: string; partition: number }[],
  ): Promise<void> {
    const topics = this.offsets.get(group)
    const known = which.filter(({ topic, partition }) => topics?.get(topic)?.has(partition))
    if (!topics || known.length === 0) return
    await this.state.put(
      known.map(({ topic, partition }) => [offsetKey(group, topic, partition), undefined]),
    )
    for (const { topic, partition } of known) {
      topics.get(topic)?.delete(partition)
      if (topics.get(topic)?.size === 0) topics.delete(topic)
    }
    if (topics.size === 0) this.offsets.delete(group)
  }

  private allOf(group: string): { topic: string; partition: number }[] {
    return [...this.committedTopics(group)].flatMap(([topic, partitions]) =>
      [...partitions.keys()].map(partition => ({ topic, partition })),
    )
  }

  /** Kafka drops a deleted topic's committed offsets. */
  async forgetTopic(topic: string): Promise<void> {
    for (const [group, topics] of [...this.offsets]) {
      const partitions = topics.get(topic)
      if (partitions)
        await this.forget(
          group,
          [...partitions.keys()].map(partition => ({ topic, partition })),
        )
    }
    for (const [group, places] of this.uncertain) {
      for (const place of places.keys()) if (place.startsWith(`${topic}/`)) places.delete(place)
      if (places.size === 0) this.uncertain.delete(group)
    }
  }

  async delete(id: string): Promise<void> {
    const group = this.find(id)
    if (!group) throw new ApiError('GROUP_ID_NOT_FOUND')
    if (group.members.size > 0) throw new ApiError('NON_EMPTY_GROUP')
    await this.forget(id, this.allOf(id))
    this.rereads.forget(id)
    group.stop()
    this.groups.delete(id)
  }

  // Offsets within transactions

  markUncertain(group: string, topic: string, partition: number, producerId: number): void {
    let places = this.uncertain.get(group)
    if (!places) this.uncertain.set(group, (places = new Map()))
    const place = `${topic}/${partition}`
    places.set(place, (places.get(place) ?? new Set()).add(producerId))
  }

  settleUncertain(group: string, producerId: number): void {
    const places = this.uncertain.get(group)
    if (!places) return
    for (const [place, producers] of places) {
      producers.delete(producerId)
      if (producers.size === 0) places.delete(place)
    }
    if (places.size === 0) this.uncertain.delete(group)
  }

  isUncertain(group: string, topic: string, partition: number): boolean {
    return this.uncertain.get(group)?.has(`${topic}/${partition}`) ?? false
  }

  private async sweep(now: number): Promise<void> {
    const { offsetsRetentionMs } = this.settings()
    for (const id of this.ids()) {
      const group = this.group(id)
      if (!group.isUnused()) continue
      const emptySince = group.emptySinceMs
      const old = [...this.committedTopics(id)].flatMap(([topic, partitions]) =>
        [...partitions]
          .filter(
            ([, { committedAt }]) => now - Math.max(committedAt, emptySince) > offsetsRetentionMs,
          )
          .map(([partition]) => ({ topic, partition })),
      )
      await this.forget(id, old)
      if (!this.offsets.has(id) && group.isUnused()) {
        group.stop()
        this.groups.delete(id)
      }
    }
  }

  stop(): void {
    clearInterval(this.sweeper)
    for (const group of this.groups.values()) group.stop()
  }
}
