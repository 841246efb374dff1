// Producing: a kafkajs producer whose errors are ours, and a partitioner equal to Java's, so that a key lands where every other
// client would put it.
import { addressOf, type ResolvedOf } from '../profiles'
import { kafkaClient } from './client'
import { kafkaError } from './errors'
import { kafkajs, type Producer } from './library'
import { explained } from './probe'

export type Compression = 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd'

export interface OutgoingRecord {
  readonly key: Buffer | string | null
  readonly value: Buffer | string | null
  readonly partition?: number
  readonly headers?: Readonly<Record<string, Buffer | string>>
  readonly timestamp?: string
}

export interface Delivery {
  readonly partition: number
  readonly baseOffset: number
}

export interface ProducerOptions {
  readonly idempotent?: boolean
  readonly acks?: -1 | 0 | 1
  readonly compression?: Compression
}

const COMPRESSION = { none: 'None', gzip: 'GZIP', snappy: 'Snappy', lz4: 'LZ4', zstd: 'ZSTD' } as const

export class KafkaProducer {
  private constructor(
    private readonly producer: Producer,
    private readonly address: string,
    private readonly options: ProducerOptions,
  ) {}

  static async open(connection: ResolvedOf<'kafka'>, options: ProducerOptions = {}): Promise<KafkaProducer> {
    const address = addressOf(connection)
    const producer = kafkaClient(connection, { clientId: 'sluice-producer' }).producer({
      allowAutoTopicCreation: false,
      idempotent: options.idempotent ?? false,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
      ...(options.idempotent ? { maxInFlightRequests: 1, retry: { retries: 5, initialRetryTime: 100, maxRetryTime: 1000 } } : {}),
    })
    try {
      await producer.connect()
      return new KafkaProducer(producer, address, options)
    } catch (error) {
      throw await explained(kafkaError(error, address), connection)
    }
  }

  /** One request per broker; the answer has one delivery for each partition that got records. */
  async send(topic: string, records: OutgoingRecord[]): Promise<Delivery[]> {
    try {
      const answers = await this.producer.send({
        topic,
        messages: records,
        acks: this.options.idempotent ? -1 : (this.options.acks ?? -1),
        compression: kafkajs.CompressionTypes[COMPRESSION[this.options.compression ?? 'none']],
      })
      return answers.map(({ partition, baseOffset }) => ({ partition, baseOffset: Number(baseOffset ?? -1) }))
    } catch (error) {
      throw kafkaError(error, this.address)
    }
  }

  async close(): Promise<void> {
    await this.producer.disconnect().catch(() => {})
  }
}

/** Java's murmur2 (org.apache.kafka.common.utils.Utils), the partition of a record with a key. */
export function partitionOfKey(key: Buffer, partitions: number): number {
  return (murmur2(key) & 0x7fffffff) % partitions
}

export function murmur2(data: Uint8Array): number {
  const m = 0x5bd1e995
  const length = data.length
  let h = 0x9747b28c ^ length
  const whole = length & ~3
  for (let i = 0; i < whole; i += 4) {
    let k = (data[i] ?? 0) | ((data[i + 1] ?? 0) << 8) | ((data[i + 2] ?? 0) << 16) | ((data[i + 3] ?? 0) << 24)
    k = Math.imul(k, m)
    k ^= k >>> 24
    h = Math.imul(h, m) ^ Math.imul(k, m)
  }
  const rest = length & 3
  if (rest >= 3) h ^= (data[whole + 2] ?? 0) << 16
  if (rest >= 2) h ^= (data[whole + 1] ?? 0) << 8
  if (rest >= 1) h = Math.imul(h ^ (data[whole] ?? 0), m)
  h ^= h >>> 13
  h = Math.imul(h, m)
  return h ^ (h >>> 15)
}
