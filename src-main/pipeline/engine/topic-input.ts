// A job's input out of a topic: a consumer group of its own, positions of its own. The checkpoint
// says where to go on; without one the edge's `start` does. A position that the topic no longer has
// (it was deleted, or kept too short) fails the job at its start, and so does a topic that is deleted
// or made anew, under a running job or before it goes on: the cluster's id of the topic tells, however
// full the new one is. Where retention deletes records unread while the job runs, the client
// continues behind them; they are counted and said.
import { setTimeout as sleep } from 'node:timers/promises'
import { GroupConsumer, KafkaAdmin, type FetchedBatch, type PartitionEnds } from '@main/connections'
import { LabError } from '@shared/errors'
import { groupOf, type LabEdge, type StartPosition } from '@shared/lab'
import type { TopicAddress } from '../model/topic-address'
import type { RawRecord } from '../model/batch'
import type { Json } from '../model/operator'
import { ChunkQueue } from './chunk-queue'
import { FetchedChunk } from './fetched-chunk'
import { splitChunk, type Chunk, type JobInput } from './input'
import { kafkaOf, patiently, type RunContext } from './run-context'
import { SeqTrack } from './seq-track'
import type { Signal } from './signal'

const QUEUE_RECORDS_MAX = 60_000
const QUEUE_BYTES_MAX = 64 * 1024 * 1024
/**
 * A topic's end may stand behind what was read already for a moment, while a new leader catches up.
 */
const GONE_LOOKS = 3
const GONE_LOOK_MS = 1000
/** A broker that does not answer holds up no stop. */
const LAST_LOOK_MS = 1000
/** Between two looks whether records still come out of the same topic. */
const SAME_LOOK_MS = 500

export class TopicInput implements JobInput {
  readonly id: string
  readonly node: string
  readonly positions = new Map<number, number>()
  readonly seen: SeqTrack
  private readonly queue = new ChunkQueue(QUEUE_RECORDS_MAX, QUEUE_BYTES_MAX)
  private readonly fetchedTo = new Map<number, number>()
  private readonly ends = new Map<number, number>()
  private readonly admin: KafkaAdmin
  private consumer: GroupConsumer | undefined
  private closed = false
  /** Whether the group's offsets at the broker are `committedTo`. */
  private mirrored: Promise<boolean> = Promise.resolve(true)
  private committedTo: ReadonlyMap<number, number> = new Map()
  failure: LabError | undefined
  /** Records that retention deleted before this job read them. */
  deletedUnread = 0
  private looking = false
  /** The cluster's id of the topic that the positions are of; undefined where there are none. */
  private topicId: string | undefined
  private lookedAt = -Infinity
  private look: Promise<boolean> = Promise.resolve(false)
  private limits: ReadonlyMap<number, number> | undefined

  constructor(
    private readonly run: RunContext,
    private readonly edge: LabEdge,
    readonly port: number,
    private readonly topic: TopicAddress,
    private readonly arrived: Signal,
    private readonly stop: AbortSignal,
  ) {
    this.id = edge.id
    this.seen = new SeqTrack(run.runId)
    this.node = edge.to
    this.admin = new KafkaAdmin(kafkaOf(run, topic.connection))
  }

  get connectionName(): string {
    return this.topic.connection
  }

  get topicName(): string {
    return this.topic.topic
  }

  /** The run puts nothing more into it. */
  get isFilled(): boolean {
    return this.run.topicComplete(this.edge.from)
  }

  get group(): string {
    return groupOf(this.run.lab, this.edge)
  }

  async open(positions: Readonly<Record<string, number>> | undefined): Promise<void> {
    await patiently(this.run, [this.node], this.stop, () => this.findPositions(positions))
    this.consumer = new GroupConsumer(kafkaOf(this.run, this.topic.connection), {
      topic: this.topic.topic,
      group: this.group,
      endsSoon: this.run.endWhenDrained || this.run.availableNow,
      positionOf: partition => this.fetchedTo.get(partition) ?? 0,
      onBatch: (partition, batches, end) => this.takeFetched(partition, batches, end),
      onError: error => {
        this.run.stats.say('warn', error.code, error.params, this.node)
        if (error.code === 'kafka-no-topic') void this.lookWhetherGone()
      },
    })
    const consumer = this.consumer
    await patiently(this.run, [this.node], this.stop, () => consumer.start())
  }

  private async findPositions(saved: Readonly<Record<string, number>> | undefined): Promise<void> {
    const { topic } = this.topic
    const id = await this.admin.topicIdOf(topic)
    if (this.isOther(id)) throw this.topicGone()
    const ends = await this.admin.endsOf(topic)
    const start = saved ? undefined : await this.startsOf(this.edge.start ?? 'earliest', ends)
    for (const end of ends) {
      const { partition, earliest, latest } = end
      const position = saved
        ? (saved[String(partition)] ?? earliest)
        : (start?.get(partition) ?? earliest)
      if (position < earliest || position > latest) throw this.goneAt(end, position)
      this.positions.set(partition, position)
      this.fetchedTo.set(partition, position)
      this.ends.set(partition, latest)
    }
    this.topicId = id
  }

  private async startsOf(
    start: StartPosition,
    ends: readonly { partition: number; earliest: number; latest: number }[],
  ): Promise<Map<number, number>> {
    if (start === 'earliest') return new Map(ends.map(e => [e.partition, e.earliest]))
    if (start === 'latest') return new Map(ends.map(e => [e.partition, e.latest]))
    if ('time' in start) return this.admin.offsetsAt(this.topic.topic, Date.parse(start.time))
    return new Map(
      ends.map(e => [e.partition, Math.min(Math.max(start.offset, e.earliest), e.latest)]),
    )
  }

  private async takeFetched(
    partition: number,
    batches: readonly FetchedBatch[],
    end: number,
  ): Promise<void> {
    if (this.closed || (await this.isMadeAnew(SAME_LOOK_MS))) return
    await this.lookForDeleted(partition, batches)
    const from = this.fetchedTo.get(partition) ?? 0
    this.ends.set(partition, Math.max(end, this.ends.get(partition) ?? 0))
    // The topic ends before where we stand: it was made anew, and the client began at its first
    // record. None of these is ours to skip.
    if (end < from) void this.lookWhetherGone()
    // After a rebalance kafkajs may hand over again what is queued already.
    const fresh = batches.filter(batch => batch.lastOffset >= from)
    const last = fresh.at(-1)
    if (!last) return
    // A transaction's marker is not a record but takes an offset: the position goes past it too.
    this.fetchedTo.set(partition, last.lastOffset + 1)
    this.queue.push(new FetchedChunk(partition, from, last.lastOffset + 1, fresh))
    this.arrived.ring()
    await this.queue.room()
  }

  /**
   * A gap before the first batch: compaction and transactions leave some too, so the topic is asked
   * where it begins now.
   */
  private async lookForDeleted(partition: number, batches: readonly FetchedBatch[]): Promise<void> {
    const from = this.fetchedTo.get(partition) ?? 0
    const first = batches.find(batch => batch.lastOffset >= from)?.firstOffset ?? from
    if (first <= from) return
    const ends = await this.admin.endsOf(this.topic.topic).catch(() => undefined)
    const begins = ends?.find(each => each.partition === partition)?.earliest ?? from
    this.skipDeleted(partition, Math.min(first, begins))
  }

  private skipDeleted(partition: number, to: number): void {
    const count = to - (this.fetchedTo.get(partition) ?? 0)
    if (count <= 0) return
    this.deletedUnread += count
    this.fetchedTo.set(partition, to)
    const params = { topic: this.topic.topic, partition, count }
    this.run.stats.say('warn', 'run-deleted-unread', params, this.node)
  }

  private isOther(id: string | undefined): boolean {
    return this.topicId !== undefined && id !== undefined && id !== this.topicId
  }

  /** Whether another topic has taken this one's place; the job fails then. */
  private isMadeAnew(lookEveryMs: number): Promise<boolean> {
    const now = performance.now()
    if (this.topicId !== undefined && now - this.lookedAt >= lookEveryMs) {
      this.lookedAt = now
      this.look = this.lookWhetherOther()
    }
    return this.look
  }

  private async lookWhetherOther(): Promise<boolean> {
    // No answer says nothing: others look whether the topic is there at all.
    const id = await this.admin.topicIdOf(this.topic.topic).catch(() => undefined)
    if (!this.isOther(id)) return false
    const gone = await this.whatIsGone()
    this.fail(gone instanceof LabError ? gone : this.topicGone())
    return true
  }

  private fail(reason: LabError): void {
    this.failure = reason
    this.arrived.ring()
  }

  private async lookWhetherGone(): Promise<void> {
    if (this.looking) return
    this.looking = true
    for (let looks = 1; !this.closed; looks++) {
      const gone = await this.whatIsGone()
      if (gone === undefined) break
      if (gone !== 'unknown' && looks >= GONE_LOOKS) {
        this.fail(gone)
        return
      }
      await sleep(GONE_LOOK_MS, undefined, { signal: this.stop }).catch(() => {})
    }
    this.looking = false
  }

  /** Undefined: the topic is there, with all that we have read of it. */
  private async whatIsGone(): Promise<LabError | 'unknown' | undefined> {
    const { topic } = this.topic
    try {
      if (this.isOther(await this.admin.topicIdOf(topic))) return this.topicGone()
      const ends = await this.admin.endsOf(topic)
      const behind = ends.find(
        ({ partition, latest }) => latest < (this.fetchedTo.get(partition) ?? 0),
      )
      return behind && this.goneAt(behind, this.fetchedTo.get(behind.partition) ?? 0)
    } catch (error) {
      return LabError.from(error).code === 'kafka-no-topic' ? this.topicGone() : 'unknown'
    }
  }

  private topicGone(): LabError {
    const { topic } = this.topic
    return new LabError('run-topic-gone', { kind: 'conflict', params: { topic } })
  }

  private goneAt({ partition, earliest, latest }: PartitionEnds, position: number): LabError {
    const params = { topic: this.topic.topic, partition, position, earliest, latest }
    return new LabError('run-position-gone', { kind: 'conflict', params })
  }

  save(): Json {
    const { deletedUnread, topicId } = this
    return { ...this.seen.save(), deletedUnread, ...(topicId === undefined ? {} : { topicId }) }
  }

  restore(saved: Json | undefined): void {
    this.seen.restore(saved)
    if (typeof saved !== 'object' || saved === null) return
    if ('deletedUnread' in saved) this.deletedUnread = Number(saved.deletedUnread)
    // Checkpoints of before have no id: then the topic that is there is taken for the same.
    if ('topicId' in saved && typeof saved.topicId === 'string') this.topicId = saved.topicId
  }

  take(countMax: number): Chunk | undefined {
    for (;;) {
      const chunk = this.queue.take(countMax)
      const limit = chunk && this.limits?.get(chunk.partition)
      if (!chunk || limit === undefined || chunk.to <= limit) return chunk
      // Records behind the limit are not part of this run; the position stays before them.
      if (chunk.from < limit) return splitChunk(chunk, limit)[0]
    }
  }

  async limitToNow(): Promise<void> {
    const ends = await patiently(this.run, [this.node], this.stop, () =>
      this.admin.endsOf(this.topic.topic),
    )
    this.limits = new Map(ends.map(({ partition, latest }) => [partition, latest]))
  }

  async reachedLimit(): Promise<boolean> {
    return [...(this.limits ?? [])].every(
      ([partition, limit]) => (this.positions.get(partition) ?? 0) >= limit,
    )
  }

  /** Whether the topic has all records before these offsets, by partition. */
  async reaches(offsets: Readonly<Record<string, number>>): Promise<boolean> {
    const ends = await patiently(this.run, [this.node], this.stop, () =>
      this.admin.endsOf(this.topic.topic),
    )
    const latest = new Map(ends.map(end => [end.partition, end.latest]))
    return Object.entries(offsets).every(
      ([partition, offset]) => (latest.get(Number(partition)) ?? 0) >= offset,
    )
  }

  takeRange(partition: number, from: number, to: number): Chunk | undefined {
    return this.queue.takeRange(partition, from, to)
  }

  saw(records: readonly RawRecord[]): void {
    this.seen.see(records)
  }

  done(chunk: Chunk): void {
    this.positions.set(chunk.partition, chunk.to)
  }

  committed(): void {
    const positions = new Map(this.positions)
    this.mirrored = this.consumer?.commit(positions) ?? Promise.resolve(false)
    this.committedTo = positions
  }

  /** After a clean stop every tool sees the lag that the checkpoint has: a last try, if need be. */
  private async mirrorEnd(): Promise<void> {
    if (!(await this.mirrored)) await this.consumer?.commit(this.committedTo)
  }

  get lag(): number {
    let lag = 0
    for (const [partition, end] of this.ends)
      lag += Math.max(0, end - (this.positions.get(partition) ?? 0))
    return lag
  }

  get fill(): number {
    return this.queue.fill
  }

  async drained(): Promise<boolean> {
    return this.isFilled && this.caughtUp()
  }

  /** Whether the job has worked through all that is in the topic now. */
  async caughtUp(): Promise<boolean> {
    if (this.queue.size > 0) return false
    const ends = await this.admin.endsOf(this.topic.topic).catch(() => undefined)
    // All that was left may have been deleted: then no fetch will tell.
    for (const { partition, earliest } of ends ?? [])
      if (earliest > (this.fetchedTo.get(partition) ?? 0)) {
        this.skipDeleted(partition, earliest)
        this.positions.set(partition, earliest)
      }
    return (
      ends !== undefined &&
      ends.every(({ partition, latest }) => (this.positions.get(partition) ?? 0) >= latest) &&
      !(await this.isMadeAnew(0))
    )
  }

  /** Whether all that is in the topic now is at hand, or as much as fits. */
  async hasFetched(): Promise<boolean> {
    if (this.queue.fill >= 1) return true
    const ends = await this.admin.endsOf(this.topic.topic).catch(() => undefined)
    return (
      ends?.every(({ partition, latest }) => (this.fetchedTo.get(partition) ?? 0) >= latest) ===
      true
    )
  }

  async close(): Promise<void> {
    this.closed = true
    this.queue.clear()
    await this.mirrorEnd()
    await this.consumer?.close()
  }

  /** Other jobs may have written to the topic after this one had ended: that waits here too. */
  async lookLast(): Promise<void> {
    if (this.positions.size > 0 && !this.failure) {
      const ends = this.admin.endsOf(this.topic.topic).catch(() => [])
      for (const { partition, latest } of await Promise.race([ends, sleep(LAST_LOOK_MS, [])]))
        this.ends.set(partition, latest)
    }
    await this.admin.close()
  }
}
