// Producing: batches that we encode, over kafkajs's connections, with retries of our own. Each
// partition's batch keeps its sequence number through every retry, so an idempotent producer never
// writes it twice. When the fate of a batch stays unknown, the producer takes a new identity
// instead of guessing. The partitioner is Java's: a key lands where every other client would put
// it.
import { setTimeout as sleep } from 'node:timers/promises'
import { addressOf, type ResolvedOf } from '../profiles'
import { kafkaClient } from './client'
import { kafkaError } from './errors'
import { createErrorFromCode, lookupCodec, type ProtocolError } from './kafkajs'
import { produceBatches } from './raw-calls'
import { rawCluster, type RawBroker, type RawCluster } from './raw-cluster'
import { explained } from './probe'
import { topicIdOf } from './topic-id'
import {
  headerBytes,
  RecordSet,
  type Codec,
  type Headers,
  type ProducerIdentity,
} from './record-set'

export type Compression = 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd'

export interface OutgoingRecord {
  readonly key: Buffer | string | null
  readonly value: Buffer | string | null
  readonly partition?: number
  readonly headers?: Headers
  readonly timestamp?: string
}

export interface Delivery {
  readonly partition: number
  /** -1 when the broker gives no answer (acks 0). */
  readonly baseOffset: number
}

export interface ProducerOptions {
  readonly idempotent?: boolean
  readonly acks?: -1 | 0 | 1
  readonly compression?: Compression
}

const CODECS = { none: 0, gzip: 1, snappy: 2, lz4: 3, zstd: 4 } as const
const TRIES = 6
const RETRY_MS = 100
const RETRY_MS_MAX = 1000
const TIMEOUT_MS = 30_000
const TRANSACTION_TIMEOUT_MS = 60_000
const SEQUENCES = 2 ** 31
/** The broker has the batch already: an earlier try arrived. */
const DUPLICATE_SEQUENCE = 46

/** A batch in flight. */
interface Sending {
  readonly set: RecordSet
  readonly sequence: number
}

export class KafkaProducer {
  private identity: ProducerIdentity | undefined
  private readonly sequences = new Map<string, number>()
  private readonly acks: number
  private readonly codec: Codec | undefined
  private spread = 0
  /**
   * Sends of an idempotent producer wait for one another: sequence numbers must arrive in their
   * order.
   */
  private turn: Promise<unknown> = Promise.resolve()

  private constructor(
    private readonly cluster: RawCluster,
    private readonly address: string,
    private readonly options: ProducerOptions,
  ) {
    this.acks = options.idempotent ? -1 : (options.acks ?? -1)
    const type = CODECS[options.compression ?? 'none']
    this.codec =
      type === 0 ? undefined : { type, compress: buffer => lookupCodec(type).compress({ buffer }) }
  }

  static async open(
    connection: ResolvedOf<'kafka'>,
    options: ProducerOptions = {},
  ): Promise<KafkaProducer> {
    const address = addressOf(connection)
    const cluster = rawCluster(kafkaClient(connection, { clientId: 'sluice-producer' }))
    const producer = new KafkaProducer(cluster, address, options)
    try {
      await cluster.connect()
      await producer.identify()
      return producer
    } catch (error) {
      await producer.close()
      throw await explained(kafkaError(error, address), connection)
    }
  }

  /** The broker's id for this producer, by which it recognises a repeated batch. */
  private async identify(): Promise<void> {
    if (!this.options.idempotent || this.identity) return
    await this.patiently(async () => {
      await this.cluster.refreshMetadataIfNecessary()
      const broker = await this.cluster.findControllerBroker()
      const { producerId, producerEpoch } = await broker.initProducerId({
        transactionTimeout: TRANSACTION_TIMEOUT_MS,
      })
      this.identity = { id: BigInt(producerId), epoch: producerEpoch }
      this.sequences.clear()
      return true
    })
  }

  /**
   * Distributes records and sends them; the answer has one delivery for each partition that got
   * records.
   */
  async send(topic: string, records: readonly OutgoingRecord[]): Promise<Delivery[]> {
    const partitions = await this.partitionsOf(topic)
    const sets = new Map<number, RecordSet>()
    for (const { key, value, partition, headers, timestamp } of records) {
      const to =
        partition ??
        (key === null ? this.spread++ % partitions : partitionOfKey(toBuffer(key), partitions))
      const set = sets.get(to) ?? new RecordSet()
      sets.set(to, set)
      set.add(
        key,
        value,
        timestamp === undefined ? Date.now() : Number(timestamp),
        headerBytes(headers),
      )
    }
    return this.sendSets(topic, sets)
  }

  topicIdOf(topic: string): Promise<string | undefined> {
    return topicIdOf(this.cluster, topic)
  }

  private async partitionsOf(topic: string): Promise<number> {
    try {
      await this.cluster.addTargetTopic(topic)
      return Math.max(1, this.cluster.findTopicPartitionMetadata(topic).length)
    } catch (error) {
      throw kafkaError(error, this.address)
    }
  }

  /**
   * One request per broker; returns when all partitions have acknowledged. The sets may be used
   * again afterwards.
   */
  sendSets(topic: string, sets: ReadonlyMap<number, RecordSet>): Promise<Delivery[]> {
    if (!this.options.idempotent) return this.sendNow(topic, sets)
    const sent = this.turn.then(() => this.sendNow(topic, sets))
    this.turn = sent.catch(() => {})
    return sent
  }

  private async sendNow(topic: string, sets: ReadonlyMap<number, RecordSet>): Promise<Delivery[]> {
    const deliveries: Delivery[] = []
    try {
      await this.identify()
      const waiting = new Map<number, Sending>()
      for (const [partition, set] of sets)
        if (set.count > 0)
          waiting.set(partition, { set, sequence: this.nextSequence(topic, partition, set.count) })
      await this.patiently(async () => {
        await this.cluster.addTargetTopic(topic)
        await this.cluster.refreshMetadataIfNecessary()
        const leaders = await this.leadersOf(topic, waiting)
        const failures = await Promise.all(
          [...leaders].map(([broker, group]) =>
            this.toBroker(broker, topic, group, waiting, deliveries),
          ),
        )
        const failure = failures.find(error => error !== undefined)
        if (failure !== undefined) throw failure
        return true
      })
      return deliveries
    } catch (error) {
      // The broker may or may not have used up this sequence number: begin with a new identity.
      this.identity = undefined
      throw kafkaError(error, this.address)
    }
  }

  private nextSequence(topic: string, partition: number, count: number): number {
    const name = `${topic} ${partition}`
    const sequence = this.sequences.get(name) ?? 0
    this.sequences.set(name, (sequence + count) % SEQUENCES)
    return sequence
  }

  private async leadersOf(
    topic: string,
    waiting: ReadonlyMap<number, Sending>,
  ): Promise<Map<RawBroker, Map<number, Sending>>> {
    const groups = new Map<RawBroker, Map<number, Sending>>()
    const known = this.cluster.findTopicPartitionMetadata(topic)
    for (const [partition, sending] of waiting) {
      const leader = known.find(p => p.partitionId === partition)?.leader
      if (leader === undefined || leader < 0)
        throw createErrorFromCode(leader === undefined ? 3 : 5)
      const broker = await this.cluster.findBroker({ nodeId: leader })
      const group = groups.get(broker) ?? new Map<number, Sending>()
      groups.set(broker, group.set(partition, sending))
    }
    return groups
  }

  /** Delivered batches leave `waiting`. Returns the error, if any. */
  private async toBroker(
    broker: RawBroker,
    topic: string,
    group: ReadonlyMap<number, Sending>,
    waiting: Map<number, Sending>,
    deliveries: Delivery[],
  ): Promise<unknown> {
    try {
      const batches = new Map<number, Buffer>()
      for (const [partition, { set, sequence }] of group)
        batches.set(partition, await set.encode(this.identity, sequence, this.codec))
      const answers = await produceBatches(
        broker,
        { acks: this.acks, timeout: TIMEOUT_MS, topic },
        batches,
      )
      let failure: unknown
      for (const partition of group.keys()) {
        const answer = answers.find(a => a.partition === partition)
        const code = answer?.errorCode ?? 0
        if (code === 0 || code === DUPLICATE_SEQUENCE) {
          deliveries.push({
            partition,
            baseOffset: code === 0 ? Number(answer?.baseOffset ?? -1) : -1,
          })
          waiting.delete(partition)
        } else failure ??= createErrorFromCode(code)
      }
      return failure
    } catch (error) {
      return error
    }
  }

  private async patiently(work: () => Promise<true>): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await work()
        return
      } catch (error) {
        if (tries >= TRIES || !isWorthRetrying(error)) throw error
        const delayMs = Math.min(RETRY_MS_MAX, RETRY_MS * 2 ** (tries - 1))
        await sleep(delayMs / 2 + (Math.random() * delayMs) / 2)
        await this.mend(error)
      }
    }
  }

  /** Before another try: connections that are gone and leaders that have moved. */
  private async mend(error: unknown): Promise<void> {
    try {
      if (isConnectionClosed(error)) this.cluster.removeBroker(error)
      if (!this.cluster.isConnected()) await this.cluster.connect()
      await this.cluster.refreshMetadata()
    } catch {
      // The next try meets the same error and reports it.
    }
  }

  async close(): Promise<void> {
    await this.cluster.disconnect().catch(() => {})
  }
}

const toBuffer = (bytes: Buffer | string) =>
  typeof bytes === 'string' ? Buffer.from(bytes) : bytes

function isConnectionClosed(error: unknown): error is { host: string; port: number } {
  return (
    error instanceof Error &&
    error.name === 'KafkaJSConnectionClosedError' &&
    'host' in error &&
    'port' in error
  )
}

const RETRIED = new Set([
  'KafkaJSConnectionError',
  'KafkaJSConnectionClosedError',
  'KafkaJSRequestTimeoutError',
  'KafkaJSBrokerNotFound',
  'KafkaJSMetadataNotLoaded',
  'KafkaJSTopicMetadataNotLoaded',
  'KafkaJSLockTimeout',
])

/**
 * Certificates and logins do not get better by trying again; kafkajs marks which of the broker's
 * refusals may.
 */
function isWorthRetrying(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return RETRIED.has(error.name) || (isProtocolError(error) && error.retriable)
}

const isProtocolError = (error: Error): error is ProtocolError =>
  error.name === 'KafkaJSProtocolError' && 'retriable' in error

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
    let k =
      (data[i] ?? 0) |
      ((data[i + 1] ?? 0) << 8) |
      ((data[i + 2] ?? 0) << 16) |
      ((data[i + 3] ?? 0) << 24)
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
