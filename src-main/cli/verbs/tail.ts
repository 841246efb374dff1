// `sluice tail TOPIC` prints records as they arrive, or from a place in the past up to now and on.
// It keeps each partition's next offset, so records that arrive while it reads the past are not
// shown twice, and records that the feed had to drop are read again from the topic.
import { z } from 'zod'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TopicRecord } from '@shared/contract'
import { cli } from '@shared/text/ui/cli'
import { pagesOf } from '../feeds'
import {
  count,
  dataDir,
  flag,
  index,
  kafkaAddress,
  startPosition,
  text,
  type StartPosition,
} from '../options'
import type { LabClient } from '../parts'
import { printable } from '../print/printable'
import { defineVerb, type VerbContext } from '../verb'

const PAGE_RECORDS = 1000

export const tail = defineVerb({
  name: 'tail',
  options: z.strictObject({
    topic: text('TOPIC'),
    from: startPosition().optional(),
    partition: index().optional(),
    limit: count().optional(),
    end: flag(),
    data: dataDir(),
    kafka: kafkaAddress(),
  }),
  places: ['topic'],
  examples: [
    'tail orders',
    'tail orders --from earliest --limit 10',
    'tail orders --from earliest --end --json > orders.ndjson',
  ],
  async run({ topic, from = 'latest', partition, limit = Infinity, end, ...reach }, context) {
    const { client } = await context.open({ needs: ['kafka'], ...reach })
    const reader = new TailReader(client, topic, partition, limit, context)
    await reader.begin(from)
    if (from !== 'latest' || end) await reader.readPast()
    if (end || reader.isDone) return
    await context.print.notice(context.say(cli.waitingFor, { topic }))
    await reader.follow()
  },
})

class TailReader {
  /** The offset that each partition shows next. */
  private readonly next = new Map<number, bigint>()
  private shown = 0

  constructor(
    private readonly client: LabClient,
    private readonly topic: string,
    private readonly partition: number | undefined,
    private readonly limit: number,
    private readonly context: VerbContext,
  ) {}

  get isDone(): boolean {
    return this.shown >= this.limit || this.context.signal.aborted
  }

  async begin(from: StartPosition): Promise<void> {
    const { partitionList } = await this.client.topics.describe({ topic: this.topic })
    for (const p of partitionList) {
      if (this.partition !== undefined && p.id !== this.partition) continue
      this.next.set(p.id, await this.startOf(p, from))
    }
  }

  private async startOf(
    p: { id: number; earliest: string; latest: string },
    from: StartPosition,
  ): Promise<bigint> {
    if (from === 'latest') return BigInt(p.latest)
    if (from === 'earliest') return BigInt(p.earliest)
    if ('offset' in from) return BigInt(from.offset)
    const { records } = await this.client.topics.browse({
      topic: this.topic,
      from,
      partition: p.id,
      limit: 1,
    })
    return BigInt(records[0]?.offset ?? p.latest)
  }

  /** Up to what is there now, partition by partition, in the order of time where pages meet. */
  async readPast(): Promise<void> {
    for (const partition of this.next.keys()) {
      while (!this.isDone) if (!(await this.readPage(partition))) break
    }
  }

  async follow(): Promise<void> {
    for await (const page of pagesOf(
      this.client.topics.tail,
      { topic: this.topic },
      this.context.signal,
    )) {
      if (page.dropped > 0) await this.readPast()
      if (this.isDone) return
      for (const record of page.items) {
        const next = this.next.get(record.partition)
        if (next === undefined && this.partition !== undefined) continue
        if (next !== undefined && BigInt(record.offset) < next) continue
        if (next !== undefined && BigInt(record.offset) > next)
          await this.fill(record.partition, BigInt(record.offset))
        await this.show(record)
        if (this.isDone) return
      }
      if (page.items.length === 0) await sleep(20)
    }
  }

  /**
   * Offsets between what was shown and what came: dropped by the feed, or never there (compaction,
   * transaction markers).
   */
  private async fill(partition: number, upTo: bigint): Promise<void> {
    while (!this.isDone && this.next.get(partition)! < upTo)
      if (!(await this.readPage(partition, upTo))) return
  }

  /** Whether there is more to read. */
  private async readPage(partition: number, upTo?: bigint): Promise<boolean> {
    const offset = Number(this.next.get(partition) ?? 0n)
    const limit = Math.min(PAGE_RECORDS, upTo === undefined ? PAGE_RECORDS : Number(upTo) - offset)
    const page = await this.client.topics.browse(
      { topic: this.topic, partition, from: { offset }, limit },
      { signal: this.context.signal },
    )
    for (const record of page.records) {
      if (BigInt(record.offset) < (this.next.get(partition) ?? 0n) || this.isDone) continue
      if (upTo !== undefined && BigInt(record.offset) >= upTo) return false
      await this.show(record)
    }
    return page.records.length > 0 && page.stoppedBecause !== 'end'
  }

  private async show(record: TopicRecord): Promise<void> {
    this.next.set(record.partition, BigInt(record.offset) + 1n)
    this.shown++
    await this.context.print.item(record, () => lineOf(record))
  }
}

function lineOf(record: TopicRecord): string {
  const place = `${record.partition}@${record.offset}`
  const headers = record.headers.map(([name, value]) => ` ${name}=${value}`).join('')
  const key = record.key === null ? '' : ` ${printable(record.key)}`
  const value = record.value === null ? 'null' : printable(record.value)
  return `${place}${key}${headers}  ${value}${record.truncated ? '…' : ''}`
}
