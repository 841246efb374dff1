// Browses a topic from its oldest or newest record, an offset or a time, with a filter. A page is
// bounded by its limit and by time, and says which of them ended it and how many records it
// scanned.
import type { BrowseRest, BrowseResult, TopicRecord } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { KafkaAdmin, PartitionEnds } from './admin'
import type { FetchedRecord } from './fetched-record'
import type { PartitionReader } from './reader'

export type BrowseStart =
  'oldest' | 'newest' | { readonly offset: number } | { readonly timeMs: number }

export interface BrowseRequest {
  readonly topic: string
  readonly from: BrowseStart
  readonly partition?: number
  readonly limit: number
  readonly filter?: string
  readonly scanMs?: number
  /** Of an answer that came to its time limit. */
  readonly rest?: readonly BrowseRest[]
  readonly signal?: AbortSignal
}

const SCAN_MS_MAX = 10_000
const SHOWN_BYTES_MAX = 64 * 1024
/** How far a step back from the end goes when a filter finds too little. */
const STEP_BACK_RECORDS = 2000

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
  private readonly endsAt: number
  private readonly needle: string | undefined

  constructor(
    private readonly reader: PartitionReader,
    private readonly request: BrowseRequest,
  ) {
    this.endsAt = performance.now() + (request.scanMs ?? SCAN_MS_MAX)
    this.needle = request.filter?.trim().toLowerCase() || undefined
  }

  private get stop(): 'cancelled' | 'time-limit' | undefined {
    if (this.request.signal?.aborted) return 'cancelled'
    return performance.now() > this.endsAt ? 'time-limit' : undefined
  }

  async forwards(ranges: readonly Range[]): Promise<BrowseResult> {
    const lists: TopicRecord[][] = []
    let stopped: BrowseResult['stoppedBecause'] = 'end'
    for (const [at, range] of ranges.entries()) {
      const list: TopicRecord[] = []
      lists.push(list)
      for await (const message of this.reader.read(
        this.request.topic,
        range.partition,
        range.from,
        range.to,
      )) {
        this.look(message, range.partition, list)
        if (list.length >= this.request.limit) {
          stopped = 'limit'
          break
        }
        const stop = this.stop
        if (!stop) continue
        const here = { partition: range.partition, offset: message.offset + 1 }
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
    const stepSize = this.needle ? STEP_BACK_RECORDS : this.request.limit
    for (const [at, { partition, earliest, latest }] of ends.entries()) {
      let found: TopicRecord[] = []
      for (let to = latest; to > earliest && found.length < this.request.limit;) {
        const from = Math.max(earliest, to - stepSize)
        const list: TopicRecord[] = []
        for await (const message of this.reader.read(this.request.topic, partition, from, to))
          this.look(message, partition, list)
        found = [...list, ...found]
        to = from
        const stop = this.stop
        if (stop) {
          const here = to > earliest ? [{ partition, offset: to }] : []
          const after = ends.slice(at + 1).map(each => ({ ...each, offset: each.latest }))
          return this.result([...lists, found], stop, 'descending', plain([...here, ...after]))
        }
        if (to > earliest && found.length >= this.request.limit) stopped = 'limit'
      }
      lists.push(found)
    }
    return this.result(lists, stopped, 'descending')
  }

  private look(message: FetchedRecord, partition: number, into: TopicRecord[]): void {
    this.scanned += 1
    if (this.needle && !holds(message, this.needle)) return
    this.matched += 1
    into.push(toRecord(message, partition))
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
    const cut = all.length > this.request.limit
    const records =
      order === 'ascending'
        ? all.slice(0, this.request.limit)
        : all.slice(-this.request.limit).reverse()
    const reason =
      cut && (stoppedBecause === 'end' || stoppedBecause === 'oldest') ? 'limit' : stoppedBecause
    const { scanned, matched } = this
    const more = rest.length > 0 ? { rest } : {}
    return { records, scanned, matched, stoppedBecause: reason, ...more }
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

export function toRecord(message: FetchedRecord, partition: number): TopicRecord {
  const sizeBytes = (message.key?.length ?? 0) + (message.value?.length ?? 0)
  const headers = Object.entries(message.headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map(
      one => [name, one?.toString('utf8') ?? ''] as const,
    ),
  )
  return {
    partition,
    offset: String(message.offset),
    timeMs: message.timeMs,
    key: textOf(message.key),
    value: textOf(message.value),
    headers,
    sizeBytes,
    truncated: (message.value?.length ?? 0) > SHOWN_BYTES_MAX,
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
