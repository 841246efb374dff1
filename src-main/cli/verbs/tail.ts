// `sluice tail TOPIC` prints records as they arrive, or from a place in the past up to now and on.
// `--where` shows only records for which a condition holds.
// It keeps each partition's next offset, so records that arrive while it reads the past are not
// shown twice, and records that the feed had to drop are read again from the topic.
import { z } from 'zod'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowseResult, TopicRecord } from '@shared/contract'
import { compileFilter, type FilterVerdict, type MessageFilter } from '@shared/messages'
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
import { printable } from '@shared/printed'
import { defineVerb, type VerbContext } from '../verb'

const PAGE_RECORDS = 1000

export const tail = defineVerb({
  name: 'tail',
  options: z.strictObject({
    topic: text('TOPIC'),
    from: startPosition().optional(),
    partition: index().optional(),
    where: text('CONDITION').optional(),
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
    `tail orders --where "total > 400 and size(items) > 1" --from earliest --end`,
  ],
  async run({ from = 'latest', end, kafka, data, ...wanted }, context) {
    const { client } = await context.open({ needs: ['kafka'], kafka, data })
    const { topic, where } = wanted
    const fields = where === undefined ? '' : (await client.topics.fields({ topic })).fields
    const filter = where === undefined ? undefined : { where, fields, timezone: ownZone() }
    const reader = new TailReader(client, { limit: Infinity, ...wanted, filter }, context)
    await reader.begin(from)
    if (from !== 'latest' || end) await reader.readPast()
    if (end || reader.isDone) return
    await context.print.notice(context.say(cli.waitingFor, { topic }))
    await reader.follow()
  },
})

interface Wanted {
  readonly topic: string
  readonly partition?: number
  readonly limit: number
  readonly filter?: MessageFilter
}

class TailReader {
  /** The offset that each partition shows next. */
  private readonly next = new Map<number, bigint>()
  /** Where each partition ended when this began. */
  private readonly ends = new Map<number, bigint>()
  private readonly verdict: (record: TopicRecord) => FilterVerdict
  private shown = 0
  private scanned = 0
  private unlike = 0

  constructor(
    private readonly client: LabClient,
    private readonly wanted: Wanted,
    private readonly context: VerbContext,
  ) {
    this.verdict = wanted.filter ? compileFilter(wanted.filter) : () => 'yes'
  }

  get isDone(): boolean {
    return this.shown >= this.wanted.limit || this.context.signal.aborted
  }

  async begin(from: StartPosition): Promise<void> {
    const { topic, partition } = this.wanted
    const { partitionList } = await this.client.topics.describe({ topic })
    for (const p of partitionList) {
      if (partition !== undefined && p.id !== partition) continue
      this.ends.set(p.id, BigInt(p.latest))
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
      topic: this.wanted.topic,
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
    if (this.wanted.filter === undefined) return
    const { print, say } = this.context
    await print.notice(say(cli.tailMatched, { scanned: this.scanned, matched: this.shown }))
    if (this.unlike > 0) await print.notice(say(cli.tailUnlike, { n: this.unlike }))
  }

  async follow(): Promise<void> {
    for await (const page of pagesOf(
      this.client.topics.tail,
      { topic: this.wanted.topic },
      this.context.signal,
    )) {
      if (page.dropped > 0) await this.readPast()
      if (this.isDone) return
      for (const record of page.items) {
        const next = this.next.get(record.partition)
        if (next === undefined && this.wanted.partition !== undefined) continue
        if (next !== undefined && BigInt(record.offset) < next) continue
        if (next !== undefined && BigInt(record.offset) > next)
          await this.fill(record.partition, BigInt(record.offset))
        // What follows is cut short; the condition is asked of the whole record.
        if (record.truncated && next !== undefined && this.wanted.filter)
          await this.fill(record.partition, BigInt(record.offset) + 1n)
        else if (this.verdict(record) === 'yes') await this.show(record)
        this.next.set(record.partition, BigInt(record.offset) + 1n)
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
    const { topic, filter } = this.wanted
    const from = this.next.get(partition) ?? 0n
    const gap = upTo === undefined || filter ? PAGE_RECORDS : Number(upTo - from)
    const page = await this.client.topics.browse(
      {
        ...{ topic, partition, from: { offset: Number(from) } },
        limit: Math.min(PAGE_RECORDS, gap),
        ...(filter ? { where: filter } : {}),
      },
      { signal: this.context.signal },
    )
    this.scanned += page.scanned
    this.unlike += page.unlike
    for (const record of page.records) {
      if (BigInt(record.offset) < (this.next.get(partition) ?? 0n) || this.isDone) continue
      if (upTo !== undefined && BigInt(record.offset) >= upTo) return false
      this.next.set(partition, BigInt(record.offset) + 1n)
      await this.show(record)
    }
    return this.isMoreAfter(page, partition)
  }

  /** Offsets that a filter left out are passed, so that they are not read again. */
  private isMoreAfter({ rest, records, stoppedBecause }: BrowseResult, partition: number): boolean {
    const passed =
      rest?.find(each => each.partition === partition)?.offset ??
      (stoppedBecause === 'end' ? this.ends.get(partition) : undefined)
    const next = this.next.get(partition) ?? 0n
    const isAhead = passed !== undefined && BigInt(passed) > next
    if (isAhead) this.next.set(partition, BigInt(passed))
    if (rest !== undefined) return isAhead || records.length > 0
    return records.length > 0 && stoppedBecause !== 'end'
  }

  private async show(record: TopicRecord): Promise<void> {
    this.shown++
    await this.context.print.item(record, () => lineOf(record))
  }
}

const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

function lineOf(record: TopicRecord): string {
  const place = `${record.partition}@${record.offset}`
  const headers = record.headers.map(([name, value]) => ` ${name}=${value}`).join('')
  const key = record.key === null ? '' : ` ${printable(record.key)}`
  const value = record.value === null ? 'null' : printable(record.value)
  return `${place}${key}${headers}  ${value}${record.truncated ? '…' : ''}`
}
