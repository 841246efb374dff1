// A Kafka in memory for simulations of whole labs. A seed decides what goes wrong: sends that fail before
// or after they arrived, answers without the records, records that come twice, batches that come in pieces,
// readers that begin anew at their positions, and retention. A killed life of a run reaches it no more.
import type { FetchedBatch, FetchedRecord, RecordSet } from '@main/connections'
import { LabError } from '@shared/errors'

const BATCH_HEADER_BYTES = 61

export interface Trouble {
  /** In a hundred. */
  readonly failedSends: number
  readonly lostSends: number
  readonly twice: number
  readonly readAgain: number
}

interface Partition {
  earliest: number
  latest: number
  batches: FetchedBatch[]
}

/** One start of a run, which its connection names. */
export class Life {
  isDead = false
  private steps = 0

  constructor(
    readonly kafka: MemoryKafka,
    /** Called with each request: the moment at which something may happen. */
    private readonly onStep: (step: number, life: Life) => void,
  ) {}

  async step(): Promise<void> {
    await new Promise(resolve => setImmediate(resolve))
    this.stepNow()
  }

  stepNow(): void {
    if (!this.isDead) this.onStep(++this.steps, this)
    if (this.isDead) throw new LabError('cancelled', { kind: 'cancelled' })
  }
}

const lives = new Map<string, Life>()
type Connection = { readonly profile: { readonly bootstrap: string } }
export const nameLife = (address: string, life: Life): unknown => lives.set(address, life)
function lifeOf({ profile: { bootstrap } }: Connection): Life {
  const life = lives.get(bootstrap)
  if (!life) throw new Error(`no life at ${bootstrap}`)
  return life
}

export class MemoryKafka {
  private readonly topics = new Map<string, Partition[]>()

  constructor(
    readonly random: (end: number) => number,
    readonly troubleOf: (topic: string) => Trouble,
    /** A test that mocks the clients gives it: this file may not import them. */
    private readonly Batch: typeof FetchedBatch,
  ) {}

  partitions(topic: string): Partition[] {
    const found = this.topics.get(topic)
    if (!found) throw new LabError('kafka-no-topic', { kind: 'config', params: { topic } })
    return found
  }

  make(topic: string, count: number): boolean {
    if (this.topics.has(topic)) return false
    const empty = (): Partition => ({ earliest: 0, latest: 0, batches: [] })
    this.topics.set(topic, Array.from({ length: count }, empty))
    return true
  }

  append(topic: string, at: number, bytes: Buffer, count: number, firstMs: number): number {
    const partition = this.partitions(topic)[at]
    if (!partition) throw new Error(`${topic} has no partition ${at}`)
    const firstOffset = partition.latest
    partition.latest += count
    const source = { bytes, count, firstOffset, firstMs, appendMs: undefined }
    partition.batches.push(new this.Batch(String(partition.latest - 1), source))
    return firstOffset
  }

  records(topic: string): FetchedRecord[] {
    return this.partitions(topic).flatMap(({ batches }, partition) => {
      const found: FetchedRecord[] = []
      for (const batch of batches) batch.readInto(found, partition, 0)
      return found
    })
  }

  /** What retention deletes: the first half of the batches that are there. */
  expire(topic: string): void {
    for (const partition of this.partitions(topic)) {
      partition.batches = partition.batches.slice(partition.batches.length >> 1)
      partition.earliest = partition.batches[0]?.firstOffset ?? partition.latest
    }
  }
}

export class MemoryAdmin {
  private readonly life: Life
  constructor(connection: Connection) {
    this.life = lifeOf(connection)
  }
  async createTopic(topic: string, { partitions }: { partitions: number }): Promise<boolean> {
    await this.life.step()
    return this.life.kafka.make(topic, partitions)
  }
  async topicIdOf(topic: string): Promise<string> {
    await this.life.step()
    return `id of ${topic}`
  }
  async endsOf(topic: string) {
    await this.life.step()
    return this.life.kafka
      .partitions(topic)
      .map(({ earliest, latest }, partition) => ({ partition, earliest, latest }))
  }
  async close(): Promise<void> {}
}

export class MemoryProducer {
  private constructor(private readonly life: Life) {}
  static async open(connection: Connection): Promise<MemoryProducer> {
    const life = lifeOf(connection)
    await life.step()
    return new MemoryProducer(life)
  }
  async topicIdOf(topic: string): Promise<string> {
    return `id of ${topic}`
  }
  async sendSets(topic: string, sets: ReadonlyMap<number, RecordSet>) {
    const { kafka } = this.life
    const { random } = kafka
    const { failedSends, lostSends, twice } = kafka.troubleOf(topic)
    const lots = await Promise.all(
      [...sets].map(async ([partition, set]) => {
        const batch = Buffer.from(await set.encode(undefined, 0, undefined))
        const firstMs = Number(batch.readBigInt64BE(27))
        return { partition, count: set.count, firstMs, bytes: batch.subarray(BATCH_HEADER_BYTES) }
      }),
    )
    await this.life.step()
    const isFailed = random(100) < failedSends
    const deliveries = lots.map(({ partition, count, firstMs, bytes }) => {
      // Of a send that fails some partitions have it and others do not.
      if (isFailed && random(2) === 0) return { partition, baseOffset: -1 }
      if (!isFailed && random(100) < lostSends) return { partition, baseOffset: -1 }
      const baseOffset = kafka.append(topic, partition, bytes, count, firstMs)
      if (random(100) < twice) kafka.append(topic, partition, bytes, count, firstMs)
      return { partition, baseOffset }
    })
    this.life.stepNow()
    if (isFailed) throw new LabError('kafka-unreachable', { kind: 'unreachable', retry: true })
    return deliveries
  }
  async close(): Promise<void> {}
}

interface ConsumerOptions {
  readonly topic: string
  readonly positionOf: (partition: number) => number
  readonly onBatch: (
    partition: number,
    batches: readonly FetchedBatch[],
    end: number,
  ) => Promise<void>
}

export class MemoryConsumer {
  private readonly life: Life
  private isClosed = false
  private loops: Promise<void>[] = []

  constructor(
    connection: Connection,
    private readonly options: ConsumerOptions,
  ) {
    this.life = lifeOf(connection)
  }
  async start(): Promise<void> {
    await this.life.step()
    const partitions = this.life.kafka.partitions(this.options.topic)
    // A life that was killed reads no more.
    this.loops = partitions.map((_, at) => this.read(at).catch(() => {}))
  }
  private async read(at: number): Promise<void> {
    const { topic, positionOf, onBatch } = this.options
    const { random, troubleOf } = this.life.kafka
    let next = positionOf(at)
    while (!this.isClosed) {
      if (random(100) < troubleOf(topic).readAgain) next = positionOf(at)
      const { latest = 0, earliest = 0, batches = [] } = this.life.kafka.partitions(topic)[at] ?? {}
      next = Math.max(next, earliest)
      const fresh = batches.filter(({ lastOffset }) => lastOffset >= next)
      const some = fresh.slice(0, 1 + random(Math.max(1, fresh.length)))
      const last = some.at(-1)
      if (last) {
        await this.life.step()
        await onBatch(at, some, latest)
        next = last.lastOffset + 1
      } else await new Promise(resolve => setTimeout(resolve, 1))
      if (this.life.isDead) return
    }
  }
  async commit(): Promise<boolean> {
    return true
  }
  async close(): Promise<void> {
    this.isClosed = true
    await Promise.all(this.loops)
  }
}

export class MemoryReader {
  private constructor(private readonly life: Life) {}
  static async open(connection: Connection): Promise<MemoryReader> {
    const life = lifeOf(connection)
    await life.step()
    return new MemoryReader(life)
  }
  async *read(topic: string, at: number, from: number, to: number): AsyncGenerator<FetchedRecord> {
    await this.life.step()
    for (const record of this.life.kafka.records(topic))
      if (record.partition === at && record.offset >= from && record.offset < to) yield record
  }
  async close(): Promise<void> {}
}
