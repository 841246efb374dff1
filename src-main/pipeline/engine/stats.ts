// The figures that a run shows of itself: counts and rates by node and edge, the last records at
// each edge, dead letters, the log. All bounded.
import type {
  DeadLetter,
  GraphStat,
  PartitionShare,
  PeekRecord,
  QueueLevel,
  RunLogLine,
  TimeStat,
} from '@shared/contract'
import type { ErrorData } from '@shared/errors'
import { compileWriter, Decimal, type Row, type StructType, type Value } from '@shared/expr'
import { KeyedTable, Ring } from '@shared/feed'
import type { Batch, RawRecord } from '../model/batch'
import { Meter } from './meter'
import type { BadRecord } from '../model/operator'
import { TimeWatch } from '../model/time-watch'
import { BusyShare } from './profile/busy-share'
import { KeyShares } from './profile/key-share'
import { RowSample } from './profile/row-sample'

const PEEK_RECORDS = 50
const PEEK_A_BATCH = 10
const VALUE_CHARS_MAX = 4000
const DEAD_LETTERS = 500
const LOG_LINES = 1000
/** A person who looks asks every second or two. */
const LOOK_MS = 10_000

export type TaskState = NonNullable<GraphStat['state']>

interface Peeked {
  readonly seq: number
  readonly at?: number
  readonly row?: Row
  readonly record?: RawRecord
}

export class EdgeStats {
  readonly meter = new Meter()
  readonly last = new Ring<Peeked>(PEEK_RECORDS)
  /**
   * Records that wait before the node that the edge leads to, and the share of what may wait there
   * (0…1).
   */
  lag = 0
  fill = 0
  private toJson: ((row: Row) => string) | undefined
  private sample: RowSample | undefined
  private lookedAt = 0
  /** Of an edge out of a topic: records that the run read, by partition, and how many there are. */
  private readonly byPartition = new Map<number, number>()
  private partitions = 0

  constructor(
    readonly id: string,
    readonly row: StructType,
    private readonly now: () => number = Date.now,
  ) {}

  pass(batch: Batch, isShown = true): void {
    if (isShown) this.show(batch)
    if (this.sample) this.sampled(this.sample, batch)
    this.meter.add((batch.records ?? batch.rows).length)
  }

  private show({ rows, records }: Batch): void {
    const list = records ?? rows
    const from = Math.max(0, list.length - PEEK_A_BATCH)
    const at = this.now()
    const before = this.meter.total
    if (records)
      this.last.push(
        ...records
          .slice(from)
          .map((record, i) => ({ seq: before + from + i, at, record: copyOf(record) })),
      )
    else this.last.push(...rows.slice(from).map((row, i) => ({ seq: before + from + i, at, row })))
  }

  private sampled(sample: RowSample, batch: Batch): void {
    if (performance.now() - this.lookedAt > LOOK_MS) this.sample = undefined
    else sample.take(batch)
  }

  /** Rows that pass are sampled from now on, until nobody asks any more. */
  look(): RowSample {
    this.lookedAt = performance.now()
    if (!this.sample) {
      this.sample = new RowSample(Date.now())
      for (const { row, record } of this.last.since(undefined).items)
        this.sample.take(record ? { rows: [], records: [record] } : { rows: row ? [row] : [] })
    }
    return this.sample
  }

  read(partition: number, count: number, partitions: number): void {
    this.byPartition.set(partition, (this.byPartition.get(partition) ?? 0) + count)
    this.partitions = partitions
  }

  /** The partition that had most records so far. */
  get skew(): PartitionShare | undefined {
    const { byPartition, partitions } = this
    if (partitions < 2) return undefined
    let sum = 0
    let most = { partition: 0, count: -1 }
    for (const [partition, count] of byPartition) {
      sum += count
      if (count > most.count) most = { partition, count }
    }
    if (sum === 0) return undefined
    const share = Math.round((most.count / sum) * 100) / 100
    return { partition: most.partition, share, partitions }
  }

  /** Of the last records, as texts. */
  get lastValues(): readonly string[] {
    return this.last.since(undefined).items.map(item => this.peek(item).value)
  }

  /** Made when somebody looks, not when it passes. */
  peek(item: Peeked): PeekRecord {
    const { seq, at = this.now(), record, row } = item
    if (record) return { seq, at, ...recordText(record) }
    this.toJson ??= exactJson(this.row)
    return { seq, at, value: this.toJson(row ?? {}).slice(0, VALUE_CHARS_MAX) }
  }
}

/**
 * A record lies in the memory of its whole fetch, which it would keep alive: what is shown of it is
 * copied.
 */
function copyOf({ partition, offset, timeMs, key, value, headers }: RawRecord): RawRecord {
  const copy = (bytes: Buffer | null) => bytes && Buffer.from(bytes.subarray(0, VALUE_CHARS_MAX))
  const shown = Object.entries(headers).map(([name, bytes]) => [
    name,
    Array.isArray(bytes) ? bytes.map(each => Buffer.from(each)) : bytes && Buffer.from(bytes),
  ])
  return {
    partition,
    offset,
    timeMs,
    key: copy(key),
    value: copy(value),
    headers: Object.fromEntries(shown),
  }
}

/** Money is shown as it is held: 513.60, which a JSON number would shorten to 513.6. */
function exactJson({ fields }: StructType): (row: Row) => string {
  const writers = fields.map(({ name, type }) => {
    const write = compileWriter(type, { decimals: 'number' })
    const textOf = (value: Value) =>
      type.kind === 'decimal' && value instanceof Decimal
        ? value.rescale(type.scale).toString()
        : (JSON.stringify(write(value)) ?? 'null')
    return { name, head: `${JSON.stringify(name)}:`, textOf }
  })
  return row =>
    `{${writers.map(({ name, head, textOf }) => head + textOf(row[name] ?? null)).join(',')}}`
}

export function recordText(
  record: RawRecord,
): Pick<PeekRecord, 'partition' | 'offset' | 'key' | 'value' | 'headers'> {
  const headers = Object.entries(record.headers).flatMap(([name, bytes]) => {
    const last = Array.isArray(bytes) ? bytes.at(-1) : bytes
    return last ? [[name, bytesText(last)] as const] : []
  })
  return {
    partition: record.partition,
    offset: String(record.offset),
    ...(record.key ? { key: bytesText(record.key) } : {}),
    value: record.value ? bytesText(record.value) : '',
    ...(headers.length > 0 ? { headers: Object.fromEntries(headers) } : {}),
  }
}

/** Text where it is text, else hexadecimal. */
export function bytesText(bytes: Buffer): string {
  const text = bytes.subarray(0, VALUE_CHARS_MAX).toString('utf8')
  return text.slice(0, -3).includes('\uFFFD')
    ? `0x${bytes.subarray(0, VALUE_CHARS_MAX / 2).toString('hex')}`
    : text
}

export class NodeStats {
  in = 0
  out = 0
  errors = 0
  /** Of `errors`: records that the lab's sources did not make. */
  foreign = 0
  /** Counted although late; too late and left out. */
  late = 0
  tooLate = 0
  /** Of `tooLate`: rows that no node of the job had left out before. */
  tooLateFirst = 0
  /** Left out of windows because they have no time. */
  untimed = 0
  state: TaskState = 'stopped'
  error: ErrorData | undefined
  targetRate: number | 'max' | undefined
  curveMs: number | undefined
  readonly meter = new Meter()
  stateKeys: (() => number) | undefined
  figures: (() => Readonly<Record<string, number | string>>) | undefined
  time: (() => TimeStat | undefined) | undefined
  readonly watch = new TimeWatch()
  readonly busy = new BusyShare()
  readonly keys = new KeyShares()
}

export class RunStats {
  /** By the lab's clock, once it is there: records, dead letters and the log tell one time. */
  now: () => number = Date.now
  readonly nodes = new Map<string, NodeStats>()
  readonly edges = new Map<string, EdgeStats>()
  readonly graph = new KeyedTable<GraphStat>()
  readonly deadLetters = new Ring<DeadLetter>(DEAD_LETTERS)
  readonly log = new Ring<RunLogLine>(LOG_LINES)
  /** Records that jobs read a second time when they began. */
  redelivered = 0
  private readonly shown = new Map<string, string>()
  /** Rows that were too late somewhere, as long as they are in memory. */
  private readonly leftOut = new WeakSet<Row>()

  node(id: string): NodeStats {
    const known = this.nodes.get(id) ?? new NodeStats()
    this.nodes.set(id, known)
    return known
  }

  edge(id: string, row: StructType): EdgeStats {
    const known = this.edges.get(id) ?? new EdgeStats(id, row, () => this.now())
    this.edges.set(id, known)
    return known
  }

  say(
    level: RunLogLine['level'],
    code: string,
    params: RunLogLine['params'] = {},
    node?: string,
  ): void {
    this.log.push({ at: this.now(), level, code, params, ...(node === undefined ? {} : { node }) })
  }

  dead(node: string, { reason, record, row }: BadRecord, isOwn: boolean): void {
    this.node(node).errors += 1
    if (!isOwn) this.node(node).foreign += 1
    const text = record
      ? recordText(record)
      : { value: JSON.stringify(row ?? null, plainly).slice(0, VALUE_CHARS_MAX) }
    this.deadLetters.push({ seq: this.deadCount, at: this.now(), node, reason, ...text })
  }

  get deadCount(): number {
    return this.sum(node => node.errors)
  }

  get failedNodes(): string[] {
    return [...this.nodes].flatMap(([id, { state }]) => (state === 'failed' ? [id] : []))
  }

  get late(): number {
    return this.sum(node => node.late)
  }

  /** Each row once, however many nodes leave it out. */
  get tooLate(): number {
    return this.sum(node => node.tooLateFirst)
  }

  get untimed(): number {
    return this.sum(node => node.untimed)
  }

  lateAt(id: string, counted: number, tooLate: readonly Row[], untimed: number): void {
    const node = this.node(id)
    node.late += counted
    node.untimed += untimed
    node.tooLate += tooLate.length
    for (const row of tooLate) {
      if (!this.leftOut.has(row)) node.tooLateFirst += 1
      this.leftOut.add(row)
    }
  }

  private sum(of: (node: NodeStats) => number): number {
    let sum = 0
    for (const node of this.nodes.values()) sum += of(node)
    return sum
  }

  /** Brings the table of figures up to date; only what changed is touched. A run at rest has no rate. */
  refresh(isAtRest = false): void {
    const rateOf = (meter: Meter) => (isAtRest ? 0 : round(meter.rate))
    const nowMs = performance.now()
    for (const [id, node] of this.nodes) {
      this.put({
        key: `node:${id}`,
        state: node.state,
        ratePerSecond: rateOf(node.meter),
        // Of the side that the rate is of: what came in, or of a source what went out.
        total: node.in > 0 ? node.in : node.out,
        errors: node.errors,
        ...(node.error ? { error: node.error } : {}),
        ...(node.targetRate === undefined ? {} : { targetRate: node.targetRate }),
        ...(node.curveMs === undefined ? {} : { curveMs: node.curveMs }),
        ...(node.stateKeys ? { stateKeys: node.stateKeys() } : {}),
        ...(node.figures ? { figures: node.figures() } : {}),
        ...busyOf(node, isAtRest, nowMs),
        ...keySkewOf(node),
        ...timeOf(node),
      })
    }
    for (const [id, edge] of this.edges) {
      this.put({
        key: `edge:${id}`,
        ratePerSecond: rateOf(edge.meter),
        total: edge.meter.total,
        errors: 0,
        lag: edge.lag,
        queueFill: Math.round(edge.fill * 100) / 100,
        queueLevel: levelOf(edge.fill),
        ...skewOf(edge),
      })
    }
  }

  private put(stat: GraphStat): void {
    const text = JSON.stringify(stat)
    if (this.shown.get(stat.key) === text) return
    this.shown.set(stat.key, text)
    this.graph.set(stat.key, stat)
  }
}

function busyOf({ busy }: NodeStats, isAtRest: boolean, nowMs: number): Pick<GraphStat, 'busy'> {
  const share = isAtRest ? 0 : busy.share(nowMs)
  return share > 0 ? { busy: share } : {}
}

function keySkewOf({ keys: { most } }: NodeStats): Pick<GraphStat, 'keySkew'> {
  return most ? { keySkew: most } : {}
}

function skewOf({ skew }: EdgeStats): Pick<GraphStat, 'skew'> {
  return skew ? { skew } : {}
}

function timeOf({ time }: NodeStats): Pick<GraphStat, 'time'> {
  const stat = time?.()
  return stat ? { time: stat } : {}
}

const levelOf = (fill: number): QueueLevel =>
  fill <= 0.6 ? 'low' : fill <= 0.85 ? 'medium' : 'high'
const round = (rate: number) => (rate >= 100 ? Math.round(rate) : Math.round(rate * 10) / 10)
const plainly = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)
