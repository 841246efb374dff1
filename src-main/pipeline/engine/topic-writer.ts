// Writes numbered records into a topic so that none is lost and none is there twice. Each record carries its run and number as
// headers, and the partition of a number is always the same. After a doubt (a failed send, a crash) the partitions' ends are read:
// what stands there is not sent again. The idempotent producer keeps kafkajs's own retries from doubling.
import {
  KafkaAdmin,
  KafkaProducer,
  PartitionReader,
  partitionOfKey,
  type OutgoingRecord,
  type ResolvedOf,
} from '@main/connections'
import type { TopicConfig } from '../nodes/sources/topic'
import { RUN_HEADER, SEQ_HEADER, seqOf } from './seq-track'
import type { SourceRecord } from './source'

/** Kafka takes batches of 1,048,588 bytes; this leaves room for headers and framing. */
const REQUEST_BYTES_MAX = 900_000
const RECORD_OVERHEAD_BYTES = 90

/** By partition: the offset up to which this run's records are known, where looking for more begins, and the highest number among
 * them (-1: none). The two belong together: a later offset with an earlier number would have records sent twice. */
export type WrittenUpTo = Readonly<Record<string, readonly [offset: number, seq: number]>>

export class TopicWriter {
  private producer: KafkaProducer | undefined
  private partitions = 1
  private readonly run: Buffer
  /** Highest number of ours in each partition. */
  private readonly highest = new Map<number, number>()
  private readonly writtenTo = new Map<number, number>()
  private inDoubt = true

  constructor(
    private readonly connection: ResolvedOf<'kafka'>,
    private readonly settings: TopicConfig,
    runId: string,
    writtenTo: WrittenUpTo = {},
  ) {
    this.run = Buffer.from(runId, 'latin1')
    for (const [partition, [offset, seq]] of Object.entries(writtenTo)) {
      this.writtenTo.set(Number(partition), offset)
      this.highest.set(Number(partition), seq)
    }
  }

  /** Makes the topic, connects, and finds out what of this run stands in it already. */
  async open(): Promise<void> {
    if (this.producer && !this.inDoubt) return
    const { topic, create, partitions, replication, configs, acks, idempotent, compression } = this.settings
    const admin = new KafkaAdmin(this.connection)
    try {
      if (create) await admin.createTopic(topic, { partitions, replication, configs })
      const ends = await admin.endsOf(topic)
      this.partitions = ends.length
      if (this.inDoubt) await this.findHighest(ends)
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

  private async findHighest(ends: readonly { partition: number; earliest: number; latest: number }[]): Promise<void> {
    const reader = await PartitionReader.open(this.connection)
    try {
      for (const { partition, earliest, latest } of ends) {
        const from = Math.max(earliest, this.writtenTo.get(partition) ?? earliest)
        if (from >= latest) continue
        for await (const message of reader.read(this.settings.topic, partition, from, latest)) {
          const run = message.headers[RUN_HEADER]
          const seq = seqOf(message)
          if (seq === undefined || !Buffer.isBuffer(run) || !run.equals(this.run)) continue
          this.highest.set(partition, Math.max(seq, this.highest.get(partition) ?? -1))
        }
        this.writtenTo.set(partition, latest)
      }
    } finally {
      await reader.close()
    }
  }

  /** Sends records `from`, `from + 1`, …; returns when all are acknowledged. After an error: `open` again, then the same call. */
  async write(from: number, records: readonly SourceRecord[]): Promise<{ sent: number; bytes: number }> {
    let batch: OutgoingRecord[] = []
    let batchBytes = 0
    let sent = 0
    let bytes = 0
    const send = async () => {
      if (batch.length === 0) return
      const now = batch
      batch = []
      batchBytes = 0
      await this.send(now)
      sent += now.length
    }
    for (const [i, record] of records.entries()) {
      const seq = from + i
      const key = typeof record.key === 'string' ? Buffer.from(record.key) : record.key
      const partition = key ? partitionOfKey(key, this.partitions) : seq % this.partitions
      if (seq <= (this.highest.get(partition) ?? -1)) continue
      const size =
        RECORD_OVERHEAD_BYTES +
        (key?.length ?? 0) +
        (typeof record.value === 'string' ? Buffer.byteLength(record.value) : record.value.length)
      if (batchBytes + size > REQUEST_BYTES_MAX) await send()
      batch.push({
        key,
        value: record.value,
        partition,
        headers: { ...record.headers, [RUN_HEADER]: this.run, [SEQ_HEADER]: String(seq) },
        ...(record.timestamp === undefined ? {} : { timestamp: String(record.timestamp) }),
      })
      batchBytes += size
      bytes += size
    }
    await send()
    return { sent, bytes }
  }

  private async send(batch: OutgoingRecord[]): Promise<void> {
    if (!this.producer) await this.open()
    try {
      const deliveries = (await this.producer?.send(this.settings.topic, batch)) ?? []
      this.delivered(batch, deliveries)
    } catch (error) {
      // Whether it arrived is not known: the partitions' ends will say.
      this.inDoubt = true
      await this.producer?.close()
      this.producer = undefined
      throw error
    }
  }

  private delivered(batch: readonly OutgoingRecord[], deliveries: readonly { partition: number; baseOffset: number }[]): void {
    const base = new Map(deliveries.map(d => [d.partition, d.baseOffset]))
    const counts = new Map<number, number>()
    for (const { partition = 0, headers } of batch) {
      counts.set(partition, (counts.get(partition) ?? 0) + 1)
      this.highest.set(partition, Number(headers?.[SEQ_HEADER]))
    }
    for (const [partition, count] of counts) {
      const at = base.get(partition) ?? -1
      if (at >= 0) this.writtenTo.set(partition, at + count)
      this.onDelivered?.({ partition, offset: at < 0 ? -1 : at + count - 1, count })
    }
  }

  onDelivered: ((delivery: { partition: number; offset: number; count: number }) => void) | undefined

  /** For the checkpoint. */
  get position(): WrittenUpTo {
    return Object.fromEntries(
      [...this.writtenTo].map(([partition, offset]) => [String(partition), [offset, this.highest.get(partition) ?? -1] as const]),
    )
  }

  async close(): Promise<void> {
    await this.producer?.close()
    this.producer = undefined
  }
}
