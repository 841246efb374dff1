// A job's input out of a topic: a consumer group of its own, positions of its own. The checkpoint says where to go on; without one
// the edge's `start` does. A position that the topic no longer has (it was deleted, or kept too short) is said, never skipped over.
import { GroupConsumer, KafkaAdmin, type KafkaMessage } from '@main/connections'
import { LabError } from '@shared/errors'
import type { LabEdge, StartPosition } from '@shared/lab'
import type { TopicConfig } from '../nodes/sources/topic'
import type { RawRecord } from './batch'
import type { Json } from './operator'
import { ChunkQueue } from './chunk-queue'
import { splitChunk, type Chunk, type JobInput } from './input'
import { kafkaOf, patiently, type RunContext } from './run-context'
import { SeqTrack } from './seq-track'
import type { Signal } from './signal'

const QUEUE_RECORDS_MAX = 60_000

export class TopicInput implements JobInput {
  readonly id: string
  readonly node: string
  readonly positions = new Map<number, number>()
  readonly seen: SeqTrack
  private readonly queue = new ChunkQueue(QUEUE_RECORDS_MAX)
  private readonly fetchedTo = new Map<number, number>()
  private readonly ends = new Map<number, number>()
  private readonly admin: KafkaAdmin
  private consumer: GroupConsumer | undefined
  private closed = false
  private limits: ReadonlyMap<number, number> | undefined

  constructor(
    private readonly run: RunContext,
    private readonly edge: LabEdge,
    readonly port: number,
    private readonly topic: TopicConfig,
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

  get group(): string {
    return this.edge.group ?? `${this.run.lab.id}-${this.edge.to}`
  }

  async open(positions: Readonly<Record<string, number>> | undefined): Promise<void> {
    await patiently(this.run, [this.node], this.stop, () => this.findPositions(positions))
    this.consumer = new GroupConsumer(kafkaOf(this.run, this.topic.connection), {
      topic: this.topic.topic,
      group: this.group,
      positionOf: partition => this.fetchedTo.get(partition) ?? 0,
      onBatch: (partition, messages, end) => this.take1(partition, messages, end),
      onError: error => this.run.stats.say('warn', error.code, error.params, this.node),
    })
    const consumer = this.consumer
    await patiently(this.run, [this.node], this.stop, () => consumer.start())
  }

  private async findPositions(saved: Readonly<Record<string, number>> | undefined): Promise<void> {
    const { topic } = this.topic
    const ends = await this.admin.endsOf(topic)
    const start = saved ? undefined : await this.startsOf(this.edge.start ?? 'earliest', ends)
    for (const { partition, earliest, latest } of ends) {
      const position = saved ? (saved[String(partition)] ?? earliest) : (start?.get(partition) ?? earliest)
      if (position < earliest || position > latest) {
        throw new LabError('run-position-gone', { kind: 'conflict', params: { topic, partition, position, earliest, latest } })
      }
      this.positions.set(partition, position)
      this.fetchedTo.set(partition, position)
      this.ends.set(partition, latest)
    }
  }

  private async startsOf(
    start: StartPosition,
    ends: readonly { partition: number; earliest: number; latest: number }[],
  ): Promise<Map<number, number>> {
    if (start === 'earliest') return new Map(ends.map(e => [e.partition, e.earliest]))
    if (start === 'latest') return new Map(ends.map(e => [e.partition, e.latest]))
    if ('time' in start) return this.admin.offsetsAt(this.topic.topic, Date.parse(start.time))
    return new Map(ends.map(e => [e.partition, Math.min(Math.max(start.offset, e.earliest), e.latest)]))
  }

  private async take1(partition: number, messages: KafkaMessage[], end: number): Promise<void> {
    if (this.closed) return
    const from = this.fetchedTo.get(partition) ?? 0
    this.ends.set(partition, Math.max(end, this.ends.get(partition) ?? 0))
    const records: RawRecord[] = []
    for (const message of messages) {
      const offset = Number(message.offset)
      // After a rebalance kafkajs may hand over again what is queued already.
      if (offset < from) continue
      const { key, value, headers = {} } = message
      records.push({ partition, offset, timeMs: Number(message.timestamp), key, value, headers: plainHeaders(headers) })
    }
    const last = records.at(-1)
    if (!last) return
    this.fetchedTo.set(partition, last.offset + 1)
    this.queue.push({ partition, from, to: last.offset + 1, count: records.length, batch: { rows: [], records } })
    this.arrived.ring()
    await this.queue.room()
  }

  save(): Json {
    return this.seen.save()
  }

  restore(saved: Json | undefined): void {
    this.seen.restore(saved)
  }

  take(countMax: number): Chunk | undefined {
    for (;;) {
      const chunk = this.queue.take(countMax)
      const limit = chunk && this.limits?.get(chunk.partition)
      if (!chunk || limit === undefined || chunk.to <= limit) return chunk
      // What came after the limit was set is not part of this run; its position stays before it.
      if (chunk.from < limit) return splitChunk(chunk, limit)[0]
    }
  }

  async limitToNow(): Promise<void> {
    const ends = await patiently(this.run, [this.node], this.stop, () => this.admin.endsOf(this.topic.topic))
    this.limits = new Map(ends.map(({ partition, latest }) => [partition, latest]))
  }

  async reachedLimit(): Promise<boolean> {
    return [...(this.limits ?? [])].every(([partition, limit]) => (this.positions.get(partition) ?? 0) >= limit)
  }

  takeRange(partition: number, from: number, to: number): Chunk | undefined {
    return this.queue.takeRange(partition, from, to)
  }

  done(chunk: Chunk): void {
    this.positions.set(chunk.partition, chunk.to)
  }

  committed(): void {
    void this.consumer?.commit(new Map(this.positions))
  }

  get lag(): number {
    let lag = 0
    for (const [partition, end] of this.ends) lag += Math.max(0, end - (this.positions.get(partition) ?? 0))
    return lag
  }

  get fill(): number {
    return this.queue.fill
  }

  async drained(): Promise<boolean> {
    return this.run.topicComplete(this.edge.from) && this.caughtUp()
  }

  /** Whether all that stands in the topic now has been worked through. */
  async caughtUp(): Promise<boolean> {
    if (this.queue.size > 0) return false
    const ends = await this.admin.endsOf(this.topic.topic).catch(() => undefined)
    return ends !== undefined && ends.every(({ partition, latest }) => (this.positions.get(partition) ?? 0) >= latest)
  }

  async close(): Promise<void> {
    this.closed = true
    this.queue.clear()
    await Promise.all([this.consumer?.close(), this.admin.close()])
  }
}

type PlainHeaders = RawRecord['headers']

function plainHeaders(headers: Readonly<Record<string, Buffer | string | (Buffer | string)[] | undefined>>): PlainHeaders {
  // kafkajs's types allow strings (for sending); what it reads are buffers.
  return headers as PlainHeaders
}
