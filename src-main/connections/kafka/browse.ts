// Browses a topic from its oldest or newest record, an offset or a time, with a filter. A page is
// bounded by its limit and by time, and says which of them ended it and how many records it
// scanned.
import type { BrowseRest, BrowseResult, TopicRecord } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { FilterVerdict } from '@shared/messages'
import type { KafkaAdmin, PartitionEnds } from './admin'
import { headerTexts, type FetchedRecord } from './fetched-record'
import type { Decode, Decoded } from '../registry/decode'
import type { PartitionReader } from './reader'

export type BrowseStart =
  'oldest' | 'newest' | { readonly offset: number } | { readonly timeMs: number }

/** What a filter says of each of some messages of a partition. */
export type MessageMatcher = (
  messages: readonly FetchedRecord[],
  partition: number,
) => Promise<readonly FilterVerdict[]>

export interface BrowseRequest {
  readonly topic: string
  readonly from: BrowseStart
  readonly partition?: number
  readonly limit: number
  readonly filter?: string
  readonly matcher?: MessageMatcher
  /** Of values that have a schema; filters see what a person sees. */
  readonly decode?: Decode
  readonly scanMs?: number
  /** Of an answer that came to its time limit. */
  readonly rest?: readonly BrowseRest[]
  readonly signal?: AbortSignal
}

const SCAN_MS_MAX = 10_000
const SHOWN_BYTES_MAX = 64 * 1024
/** What one answer carries at most, in characters: a channel takes 8 million. */
const ANSWER_CHARS_MAX = 4_000_000
/** How far a step back from the end goes when a filter finds too little. */
const STEP_BACK_RECORDS = 2000
/** Records may be large, so a scan begins with a short step. */
const STEP_BACK_FIRST = 250
const STEP_FAST_MS = 100
const STEP_SLOW_MS = 400
const CHUNK_RECORDS = 500
const CHUNK_BYTES = 2 * 1024 * 1024

export async function browse(
  admin: KafkaAdmin,
  reader: PartitionReader,
  request: BrowseRequest,
): Promise<BrowseResult> {
  const ends = (await admin.endsOf(request.topic)).filter(
    p => request.partition === undefined || p.partition === request.partition,
  )
  if (ends.length === 0)
    throw new LabError('kafka-no-partition', {
      kind: 'usage',
      params: { topic: request.topic, partition: request.partition ?? 0 },
    })
  const scan = new Scan(reader, request)
  const { rest } = request
  const restOf = ({ partition }: PartitionEnds) =>
    rest?.find(each => each.partition === partition)?.offset
  const left = rest === undefined ? ends : ends.filter(each => restOf(each) !== undefined)
  if (request.from === 'newest')
    return scan.backwards(left.map(each => ({ ...each, latest: restOf(each) ?? each.latest })))
  return scan.forwards(
    rest === undefined
      ? await startsOf(admin, request, ends)
      : left.map(({ latest, ...each }) => ({
          partition: each.partition,
          from: Math.max(each.earliest, restOf({ ...each, latest }) ?? each.earliest),
          to: latest,
        })),
  )
}

interface Range {
  readonly partition: number
  readonly from: number
  readonly to: number
}

async function startsOf(
  admin: KafkaAdmin,
  { topic, from }: BrowseRequest,
  ends: readonly PartitionEnds[],
): Promise<Range[]> {
  const at =
    typeof from === 'object' && 'timeMs' in from
      ? await admin.offsetsAt(topic, from.timeMs)
      : undefined
  return ends.map(({ partition, earliest, latest }) => {
    const wanted = at
      ? (at.get(partition) ?? latest)
      : typeof from === 'object' && 'offset' in from
        ? from.offset
        : earliest
    return { partition, from: Math.min(Math.max(wanted, earliest), latest), to: latest }
  })
}

class Scan {
  private scanned = 0
  private matched = 0
  private unlike = 0
  private readonly endsAt: number
  private readonly verdictsOf: MessageMatcher

  constructor(
    private readonly reader: PartitionReader,
    private readonly request: BrowseRequest,
  ) {
    this.endsAt = performance.now() + (request.scanMs ?? SCAN_MS_MAX)
    const needle = request.filter?.trim().toLowerCase() || undefined
    const holdsText = (message: FetchedRecord) => needle === undefined || holds(message, needle)
    const { matcher } = request
    this.verdictsOf = async (messages, partition) => {
      const texts = messages.map(holdsText)
      if (!matcher) return texts.map(each => (each ? 'yes' : 'no'))
      const verdicts = await matcher(
        messages.filter((_, at) => texts[at]),
        partition,
      )
      let at = 0
      return texts.map(each => (each ? (verdicts[at++] ?? 'no') : 'no'))
    }
  }

  private get isFiltered(): boolean {
    return this.request.matcher !== undefined || Boolean(this.request.filter?.trim())
  }

  private get isCancelled(): boolean {
    return this.request.signal?.aborted === true
  }

  private get stop(): 'cancelled' | 'time-limit' | undefined {
    if (this.isCancelled) return 'cancelled'
    return performance.now() > this.endsAt ? 'time-limit' : undefined
  }

  async forwards(ranges: readonly Range[]): Promise<BrowseResult> {
    const lists: TopicRecord[][] = []
    let stopped: BrowseResult['stoppedBecause'] = 'end'
    for (const [at, range] of ranges.entries()) {
      const { partition, from, to } = range
      const found = new Found(this.request.limit)
      lists.push(found.records)
      for await (const chunk of this.chunks(partition, from, to)) {
        await this.look(chunk, partition, found)
        if (found.isFull) {
          stopped = 'limit'
          break
        }
        const stop = this.stop
        if (!stop) continue
        const here = { partition, offset: (chunk.at(-1)?.offset ?? from) + 1 }
        const after = ranges.slice(at + 1).map(each => ({ ...each, offset: each.from }))
        return this.result(lists, stop, 'ascending', plain([here, ...after]))
      }
    }
    return this.result(lists, stopped, 'ascending')
  }

  /** Newest first: steps back from the end until enough matched. */
  async backwards(ends: readonly PartitionEnds[]): Promise<BrowseResult> {
    const lists: TopicRecord[][] = []
    let stopped: BrowseResult['stoppedBecause'] = 'oldest'
    const stepMax = this.isFiltered ? STEP_BACK_RECORDS : this.request.limit
    let step = Math.min(stepMax, STEP_BACK_FIRST)
    for (const [at, { partition, earliest, latest }] of ends.entries()) {
      let found = new Found(this.request.limit)
      for (let to = latest; to > earliest && !found.isFull;) {
        const started = performance.now()
        const from = Math.max(earliest, to - step)
        const list = new Found(Infinity)
        for await (const chunk of this.chunks(partition, from, to)) {
          await this.look(chunk, partition, list)
          if (this.isCancelled) break
        }
        found = found.after(list)
        to = from
        step = nextStep(step, stepMax, performance.now() - started)
        const stop = this.stop
        if (stop) {
          const here = to > earliest ? [{ partition, offset: to }] : []
          const after = ends.slice(at + 1).map(each => ({ ...each, offset: each.latest }))
          const all = [...lists, found.records]
          return this.result(all, stop, 'descending', plain([...here, ...after]))
        }
        if (to > earliest && found.isFull) stopped = 'limit'
      }
      lists.push(found.records)
    }
    return this.result(lists, stopped, 'descending')
  }

  /** Of bounded size, so that a filter answers soon and a scan can end between two. */
  private async *chunks(
    partition: number,
    from: number,
    to: number,
  ): AsyncGenerator<readonly FetchedRecord[]> {
    let chunk: FetchedRecord[] = []
    let bytes = 0
    for await (const message of this.reader.read(this.request.topic, partition, from, to)) {
      chunk.push(message)
      bytes += message.value?.length ?? 0
      if (chunk.length < CHUNK_RECORDS && bytes < CHUNK_BYTES) continue
      yield chunk
      chunk = []
      bytes = 0
    }
    if (chunk.length > 0) yield chunk
  }

  private async look(
    messages: readonly FetchedRecord[],
    partition: number,
    into: Found,
  ): Promise<void> {
    const { decode = asTheyAre } = this.request
    const decoded = await decode(messages)
    const verdicts = await this.verdictsOf(
      decoded.map(({ record }) => record),
      partition,
    )
    for (const [at, message] of messages.entries()) {
      if (into.isFull) return
      this.scanned += 1
      if (verdicts[at] === 'unlike') this.unlike += 1
      if (verdicts[at] !== 'yes') continue
      this.matched += 1
      into.add(toRecord(message, partition, decoded[at]))
    }
  }

  private result(
    lists: readonly TopicRecord[][],
    stoppedBecause: BrowseResult['stoppedBecause'],
    order: 'ascending' | 'descending',
    rest: readonly BrowseRest[] = [],
  ): BrowseResult {
    const all = lists
      .flat()
      .sort(
        (a, b) =>
          a.timeMs - b.timeMs || a.partition - b.partition || Number(a.offset) - Number(b.offset),
      )
    const records = fitting(order === 'ascending' ? all : all.reverse(), this.request.limit)
    const cut = all.length > records.length
    const reason =
      cut && (stoppedBecause === 'end' || stoppedBecause === 'oldest') ? 'limit' : stoppedBecause
    const { scanned, matched, unlike } = this
    const more = rest.length > 0 ? { rest } : {}
    return { records, scanned, matched, unlike, stoppedBecause: reason, ...more }
  }
}

const nextStep = (step: number, stepMax: number, tookMs: number): number => {
  if (tookMs < STEP_FAST_MS) return Math.min(stepMax, step * 2)
  return tookMs > STEP_SLOW_MS ? Math.max(1, Math.floor(step / 2)) : step
}

/** Some at least, however large. */
function fitting(records: readonly TopicRecord[], limit: number): TopicRecord[] {
  let chars = 0
  const end = records.findIndex(record => (chars += charsOf(record)) > ANSWER_CHARS_MAX)
  return records.slice(0, Math.min(limit, end === -1 ? limit : Math.max(1, end)))
}

const charsOf = ({ key, value, headers }: TopicRecord) =>
  headers.reduce((sum, [name, text]) => sum + name.length + text.length, 200) +
  (key?.length ?? 0) +
  (value?.length ?? 0)

/** What a scan found in a partition, in its order: as much as an answer may carry. */
class Found {
  private chars = 0

  constructor(
    private readonly limit: number,
    readonly records: TopicRecord[] = [],
  ) {
    for (const record of records) this.chars += charsOf(record)
  }

  get isFull(): boolean {
    return (
      this.records.length >= this.limit || (this.limit < Infinity && this.chars >= ANSWER_CHARS_MAX)
    )
  }

  add(record: TopicRecord): void {
    this.records.push(record)
    this.chars += charsOf(record)
  }

  /** With older records before these. */
  after(older: Found): Found {
    return new Found(this.limit, [...older.records, ...this.records].slice(-this.limit))
  }
}

const plain = (rest: readonly BrowseRest[]): BrowseRest[] =>
  rest.map(({ partition, offset }) => ({ partition, offset }))

function holds(message: FetchedRecord, needle: string): boolean {
  return (
    message.value?.toString('utf8').toLowerCase().includes(needle) === true ||
    message.key?.toString('utf8').toLowerCase().includes(needle) === true
  )
}

const asTheyAre: Decode = async records => records.map(record => ({ record }))

export function toRecord(
  message: FetchedRecord,
  partition: number,
  { record: { value }, schemaId }: Decoded = { record: message },
): TopicRecord {
  const sizeBytes = (message.key?.length ?? 0) + (message.value?.length ?? 0)
  return {
    partition,
    offset: String(message.offset),
    timeMs: message.timeMs,
    key: textOf(message.key),
    value: textOf(value),
    headers: headerTexts(message),
    sizeBytes,
    truncated: (value?.length ?? 0) > SHOWN_BYTES_MAX,
    ...(schemaId === undefined ? {} : { schemaId }),
  }
}

/** UTF-8 when it is that, else hexadecimal, so that binary values can be looked at too. */
function textOf(bytes: Buffer | null): string | null {
  if (bytes === null) return null
  const shown = bytes.subarray(0, SHOWN_BYTES_MAX)
  const text = shown.toString('utf8')
  const replaced = text.indexOf('\uFFFD')
  const isText = replaced === -1 || (bytes.length > SHOWN_BYTES_MAX && replaced >= text.length - 3)
  return isText ? text : `0x${shown.subarray(0, 4096).toString('hex')}`
}
