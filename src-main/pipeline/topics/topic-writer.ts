// Writes numbered records into a topic so that none is lost and none is there twice. Each record
// carries its run and number as headers, and the partition of a number is always the same (until
// the topic gets more partitions). After a doubt (a failed send, a crash) the partitions' ends are
// read: records that are there are not sent again. The idempotent producer keeps kafkajs's own
// retries from doubling.
import {
  KafkaAdmin,
  headerBytes,
  KafkaProducer,
  NumberedHeaders,
  type PartitionEnds,
  PartitionReader,
  partitionOfKey,
  RecordSet,
  type ResolvedOf,
} from '@main/connections'
import { LabError } from '@shared/errors'
import { newTopic, type TopicConfig } from './topic-config'
import { RUN_HEADER, SEQ_HEADER, seqOf } from './sequence-headers'
import type { SourceRecord } from '../model/source'

/**
 * Kafka takes batches of 1,048,588 bytes; this leaves room for one more record of the usual sizes.
 */
const BATCH_BYTES_MAX = 900_000
const RECORD_OVERHEAD_BYTES = 120
const COUNTED_CHARS = 10_000
/** A topic that we wrote to may be out of sight for a moment, while a new leader catches up. */
const GONE_LOOKS = 6
/** Between two looks whether records still go to the same topic. */
const SAME_LOOK_MS = 500

/**
 * By partition: the offset up to which this run's records are known, where looking for more begins,
 * and the highest number among them (-1: none). The two belong together: a later offset with an
 * earlier number would have records sent twice.
 */
export type WrittenUpTo = Readonly<Record<string, readonly [offset: number, seq: number]>>

interface Lot {
  readonly set: RecordSet
  /** The number of its last record. */
  seq: number
}

export class TopicWriter {
  private producer: KafkaProducer | undefined
  private partitions = 1
  private readonly run: Buffer
  /** Highest number of ours in each partition. */
  private readonly highest = new Map<number, number>()
  private readonly writtenTo = new Map<number, number>()
  /**
   * The topic has grown since records went out whose arrival is in doubt: where those were to go,
   * and what was found there.
   */
  private before:
    { readonly partitions: number; readonly highest: ReadonlyMap<number, number> } | undefined
  private inDoubt = true
  private begins: boolean
  /** How often in a row the topic did not hold what we wrote. */
  private goneLooks = 0
  private lookedAt = 0
  /** What the next request takes; the memory is used again and again. */
  private readonly waiting = new Map<number, Lot>()
  private readonly numbered: NumberedHeaders
  /** Where nothing goes; `others` are those that take it in their place. */
  private idleNow: readonly number[] = []
  private others: readonly number[] = []

  constructor(
    private readonly connection: ResolvedOf<'kafka'>,
    private readonly settings: TopicConfig,
    runId: string,
    /**
     * Undefined: this run has not begun to write, so none of its records can be in the topic,
     * however long that is.
     */
    writtenTo: WrittenUpTo | undefined,
    /** The cluster's id of the topic that holds them; undefined where it was not kept. */
    public topicId?: string,
  ) {
    this.run = Buffer.from(runId, 'latin1')
    this.numbered = new NumberedHeaders({ [RUN_HEADER]: this.run }, SEQ_HEADER)
    this.begins = writtenTo === undefined
    for (const [partition, [offset, seq]] of Object.entries(writtenTo ?? {})) {
      this.writtenTo.set(Number(partition), offset)
      this.highest.set(Number(partition), seq)
    }
  }

  /**
   * Makes the topic, connects, and finds the records of this run that are in it already. A topic that
   * held records of ours is not made again: that would hide that they are gone.
   */
  async open(): Promise<void> {
    if (this.producer && !this.inDoubt) return
    const { topic, create, acks, idempotent, compression } = this.settings
    const admin = new KafkaAdmin(this.connection)
    try {
      if (create && !this.hasWritten) await admin.createTopic(topic, newTopic(this.settings))
      const ends = await this.endsOf(admin)
      const known = this.writtenTo.size
      this.partitions = ends.length
      this.others = []
      if (this.begins)
        for (const { partition, latest } of ends) this.writtenTo.set(partition, latest)
      else if (this.inDoubt) await this.findHighest(ends)
      this.begins = false
      if (known > 0 && known < ends.length)
        this.before = { partitions: known, highest: new Map(this.highest) }
    } finally {
      await admin.close()
    }
    this.producer ??= await KafkaProducer.open(this.connection, {
      idempotent: idempotent && acks === 'all',
      acks: acks === 'all' ? -1 : acks === '1' ? 1 : 0,
      compression,
    })
    this.inDoubt = false
  }

  get idle(): readonly number[] {
    return this.idleNow
  }

  /**
   * From the next write on. The caller knows that nothing is in doubt: a record that is sent again
   * must go where it went before.
   */
  setIdle(partitions: readonly number[]): void {
    this.idleNow = partitions
    this.others = []
  }

  /** Whether all that the topic holds of this run has a number before `seq`. */
  isPast(seq: number): boolean {
    return [...this.highest.values()].every(highest => highest < seq)
  }

  /** The number after the last one that the topic holds of this run. */
  get nextFree(): number {
    return Math.max(-1, ...this.highest.values()) + 1
  }

  /** Records that went to another partition, because their own was idle. */
  moved = 0

  /**
   * Of all records that were written, as they are before compression. Each counts once: one that a
   * failed send left in doubt when it is written anew, by its size within some bytes.
   */
  bytes = 0

  private placeOf(key: Buffer | null, seq: number): number {
    const own = partitionOf(key, seq, this.partitions)
    if (this.idleNow.length === 0 || !this.idleNow.includes(own)) return own
    if (this.others.length === 0)
      this.others = Array.from({ length: this.partitions }, (_, at) => at).filter(
        at => !this.idleNow.includes(at),
      )
    return this.others[own % this.others.length] ?? own
  }

  private get hasWritten(): boolean {
    return [...this.highest.values()].some(seq => seq >= 0)
  }

  private async endsOf(admin: KafkaAdmin): Promise<readonly PartitionEnds[]> {
    const { topic } = this.settings
    const found = await Promise.all([admin.topicIdOf(topic), admin.endsOf(topic)]).catch(
      (error: unknown) => {
        if (this.hasWritten && LabError.from(error).code === 'kafka-no-topic') return []
        throw error
      },
    )
    const [id, ends] = found
    const isOther = this.isOther(id)
    if (ends && !isOther && !ends.some(end => this.isBehind(end))) {
      this.goneLooks = 0
      this.topicId = id ?? this.topicId
      return ends
    }
    const retry = !isOther && ++this.goneLooks < GONE_LOOKS
    throw this.gone(retry)
  }

  private gone(retry: boolean): LabError {
    const { topic } = this.settings
    return new LabError('run-topic-gone', { kind: 'conflict', params: { topic }, retry })
  }

  /** A topic made anew takes what we send, however much it lacks: only its id tells. */
  private isOther(id: string | undefined): boolean {
    return this.hasWritten && id !== undefined && id !== (this.topicId ?? id)
  }

  private async refuseOther(): Promise<void> {
    const now = performance.now()
    if (!this.producer || now - this.lookedAt < SAME_LOOK_MS) return
    this.lookedAt = now
    // No answer says nothing: sending will.
    const id = await this.producer.topicIdOf(this.settings.topic).catch(() => undefined)
    if (this.isOther(id)) throw this.gone(false)
    this.topicId = id ?? this.topicId
  }

  private isBehind({ partition, latest }: PartitionEnds): boolean {
    return (this.highest.get(partition) ?? -1) >= 0 && latest < (this.writtenTo.get(partition) ?? 0)
  }

  private async findHighest(
    ends: readonly { partition: number; earliest: number; latest: number }[],
  ): Promise<void> {
    const reader = await PartitionReader.open(this.connection)
    try {
      for (const { partition, earliest, latest } of ends) {
        const from = Math.max(earliest, this.writtenTo.get(partition) ?? earliest)
        if (from < latest) await this.findIn(reader, partition, from, latest)
        this.writtenTo.set(partition, latest)
      }
    } finally {
      await reader.close()
    }
  }

  private async findIn(
    reader: PartitionReader,
    partition: number,
    from: number,
    to: number,
  ): Promise<void> {
    for await (const message of reader.read(this.settings.topic, partition, from, to)) {
      const run = message.headers[RUN_HEADER]
      const seq = seqOf(message)
      if (seq === undefined || !Buffer.isBuffer(run) || !run.equals(this.run)) continue
      this.highest.set(partition, Math.max(seq, this.highest.get(partition) ?? -1))
    }
  }

  /**
   * As `write`, but a record that is larger than the topic takes is left out. Halves the records
   * until those stand alone; answers them by their place.
   */
  async writeAccepted(
    from: number,
    records: readonly SourceRecord[],
  ): Promise<{ at: number; error: LabError }[]> {
    try {
      await this.open()
      await this.write(from, records)
      return []
    } catch (error) {
      if (!(error instanceof LabError) || error.code !== 'kafka-too-large') throw error
      if (records.length === 1) return [{ at: 0, error }]
      const half = records.length >> 1
      const refused = await this.writeAccepted(from, records.slice(0, half))
      for (const { at, error } of await this.writeAccepted(from + half, records.slice(half)))
        refused.push({ at: at + half, error })
      return refused
    }
  }

  /**
   * Sends records `from`, `from + 1`, …; returns when all are acknowledged. After an error: `open`
   * again, then the same call.
   */
  async write(
    from: number,
    records: readonly SourceRecord[],
  ): Promise<{ sent: number; bytes: number }> {
    await this.refuseOther()
    const { numbered, waiting } = this
    for (const { set } of waiting.values()) set.clear()
    const now = Date.now()
    let sent = 0
    let bytes = 0
    let writtenBytes = 0
    let moved = 0
    for (let i = 0; i < records.length; i++) {
      const record = records[i]
      if (!record) continue
      const seq = from + i
      const key = typeof record.key === 'string' ? Buffer.from(record.key) : record.key
      const partition = this.placeOf(key, seq)
      if (partition !== partitionOf(key, seq, this.partitions)) moved += 1
      const size = RECORD_OVERHEAD_BYTES + (key?.length ?? 0) + sizeOf(record.value)
      if (seq <= (this.highest.get(partition) ?? -1) || this.stoodBefore(key, seq)) {
        writtenBytes += size
        continue
      }
      const lot = this.lotOf(partition)
      if (lot.set.count > 0 && lot.set.sizeBytes + size > BATCH_BYTES_MAX) sent += await this.send()
      const before = lot.set.sizeBytes
      const headers = record.headers
        ? headerBytes({ ...record.headers, [RUN_HEADER]: this.run, [SEQ_HEADER]: String(seq) })
        : numbered.with(seq)
      lot.set.add(key, record.value, record.timestamp ?? now, headers)
      lot.seq = seq
      bytes += size
      writtenBytes += lot.set.sizeBytes - before
    }
    sent += await this.send()
    this.moved += moved
    this.bytes += writtenBytes
    return { sent, bytes }
  }

  private stoodBefore(key: Buffer | null, seq: number): boolean {
    const { before } = this
    return (
      before !== undefined &&
      seq <= (before.highest.get(partitionOf(key, seq, before.partitions)) ?? -1)
    )
  }

  private lotOf(partition: number): Lot {
    const known = this.waiting.get(partition)
    if (known) return known
    const lot = { set: new RecordSet(), seq: -1 }
    this.waiting.set(partition, lot)
    return lot
  }

  /** Sends what waits, all partitions at once. */
  private async send(): Promise<number> {
    const lots = [...this.waiting].filter(([, { set }]) => set.count > 0)
    if (lots.length === 0) return 0
    if (!this.producer) await this.open()
    try {
      const sets = new Map(lots.map(([partition, { set }]) => [partition, set]))
      const deliveries = (await this.producer?.sendSets(this.settings.topic, sets)) ?? []
      const base = new Map(deliveries.map(d => [d.partition, d.baseOffset]))
      let sent = 0
      for (const [partition, { set, seq }] of lots) {
        this.delivered(partition, base.get(partition) ?? -1, set.count, seq)
        sent += set.count
        set.clear()
      }
      return sent
    } catch (error) {
      // Whether it arrived is not known: the partitions' ends will say.
      this.inDoubt = true
      await this.producer?.close()
      this.producer = undefined
      throw error
    }
  }

  private delivered(partition: number, at: number, count: number, seq: number): void {
    this.highest.set(partition, seq)
    if (at >= 0) this.writtenTo.set(partition, at + count)
    this.onDelivered?.({ partition, offset: at < 0 ? -1 : at + count - 1, count })
  }

  onDelivered:
    ((delivery: { partition: number; offset: number; count: number }) => void) | undefined

  /** For the checkpoint. */
  get position(): WrittenUpTo {
    return Object.fromEntries(
      [...this.writtenTo].map(([partition, offset]) => [
        String(partition),
        [offset, this.highest.get(partition) ?? -1] as const,
      ]),
    )
  }

  async close(): Promise<void> {
    await this.producer?.close()
    this.producer = undefined
  }
}

const partitionOf = (key: Buffer | null, seq: number, partitions: number) =>
  key ? partitionOfKey(key, partitions) : seq % partitions

/** Counting is only worth it where a text's letters could make the difference to the limit. */
const sizeOf = (value: Buffer | string) =>
  typeof value === 'string' && value.length > COUNTED_CHARS
    ? Buffer.byteLength(value)
    : value.length
