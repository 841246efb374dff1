// Asks a table for new rows, again and again, and puts them into the intake log together with the
// position behind them. So a row is taken in once, whatever happens in between. A look back reads a
// part again and leaves out the rows that it has had, by their key and their growing columns.
import { setTimeout as sleep } from 'node:timers/promises'
import { LabError } from '@shared/errors'
import {
  openTablePoll,
  withRetry,
  type PollBound,
  type PolledRow,
  type PollPosition,
  type TablePoll,
} from '@main/connections'
import { anyJson, compactJson } from '@main/generator'
import type { Json, NodeEnv } from '../../../model/operator'
import { durationMs } from '../../../model/duration'
import type { SourceOptions } from '../../../model/source'
import { intakeSource, type IntakePart } from '../intake/intake-source'
import type { IntakeLog, TakenRecord } from '../intake/intake-log'
import type { Config } from './config'
import { lookedBack } from './look-back'

/** Rows that nobody has taken yet; the table keeps the others meanwhile. */
const WAITING_BYTES_MAX = 16 * 1024 * 1024
const PORTION_CHARS_MAX = 8 * 1024 * 1024
/** More rows within a look back would not fit a checkpoint. */
const SEEN_MAX = 100_000

/** Of one lane: behind which row, and which rows a look back has had. */
interface LaneNote {
  readonly lane: string
  readonly last: PollPosition | null
  readonly seen: readonly (readonly [row: string, growing: string | number])[]
}

interface Fresh {
  readonly found: PolledRow
  readonly record: TakenRecord
}

class Lane {
  last: PollPosition | null | undefined
  readonly seen = new Map<string, string | number>()

  take({ last, seen }: LaneNote): void {
    this.last = last
    for (const [row, growing] of seen) this.seen.set(row, growing)
  }
}

export async function pollSource(env: NodeEnv, config: Config, options: SourceOptions) {
  const lanes = new Map<string, Lane>()
  const laneOf = (name: string) => {
    const lane = lanes.get(name) ?? new Lane()
    lanes.set(name, lane)
    return lane
  }
  return intakeSource(env, options, {
    events: config.events,
    // What we wrote ourselves: a parse boundary.
    onNote: note => {
      for (const each of (note ?? []) as unknown as readonly LaneNote[])
        laneOf(each.lane).take(each)
    },
    head: () =>
      [...lanes].flatMap(([lane, { last, seen }]) =>
        last === undefined ? [] : [noteOf({ lane, last, seen: [...seen] })],
      ),
    part: (log, room) => new TablePoller({ env, config, log, room, laneOf }),
  })
}

const noteOf = (note: LaneNote) => note as unknown as Json

interface PollerOptions {
  readonly env: NodeEnv
  readonly config: Config
  readonly log: IntakeLog
  readonly room: () => number
  readonly laneOf: (name: string) => Lane
}

class TablePoller implements IntakePart {
  private readonly stopping = new AbortController()
  private table: TablePoll | undefined
  private loop: Promise<void> | undefined
  private isPaused = false
  private wait: LabError | undefined
  private end: LabError | undefined
  private repeated = 0

  constructor(private readonly options: PollerOptions) {}

  async start(): Promise<void> {
    this.loop = this.cycle().catch((error: unknown) => {
      const known = LabError.from(error)
      if (known.kind !== 'cancelled') this.end = known
    })
  }

  private async cycle(): Promise<void> {
    const { signal } = this.stopping
    const { every } = this.options.config
    while (!signal.aborted) {
      if (!this.isPaused)
        await withRetry(() => this.pollAll(), { signal, onFailure: error => (this.wait = error) })
      this.wait = undefined
      await sleep(durationMs(every), undefined, { signal }).catch(() => {})
    }
  }

  private async pollAll(): Promise<void> {
    const { env, config, log, room } = this.options
    const { connection, keyspace, table, growing, unique, onlyPartitions } = config
    this.table ??= await openTablePoll(env.connection(connection), {
      ...{ table, growing, unique },
      ...(keyspace === undefined ? {} : { keyspace }),
      ...(onlyPartitions === undefined ? {} : { partitions: onlyPartitions }),
    })
    for (const lane of this.table.lanes) {
      if (this.stopping.signal.aborted || this.isPaused) return
      if (log.waitingBytes < WAITING_BYTES_MAX && room() > 0) await this.poll(this.table, lane)
    }
  }

  private async poll(table: TablePoll, name: string): Promise<void> {
    const { config, log, room, laneOf } = this.options
    const lane = laneOf(name)
    if (lane.last === undefined) await this.begin(table, name)
    const wanted = Math.min(config.rowsPerPoll, room())
    let bound = this.boundOf(table, lane)
    let taken = 0
    for (;;) {
      const page = await table.page(name, bound, wanted)
      const fresh = page.filter(row => !lane.seen.has(rowText(row))).slice(0, wanted - taken)
      this.repeated += page.filter(row => lane.seen.has(rowText(row))).length
      for (const some of portionsOf(fresh.map(row => this.freshOf(row))))
        await log.append(...this.taking(table, name, lane, some))
      taken += fresh.length
      const last = page.at(-1)
      if (!last || page.length < wanted || taken >= wanted) return
      bound = { after: last.at }
    }
  }

  /** Where a lane begins is noted before anything is read, so that it is asked for once only. */
  private async begin(table: TablePoll, name: string): Promise<void> {
    const { config, log } = this.options
    const last =
      config.start === 'now' && config.startAt === undefined ? await table.newest(name) : undefined
    const seen = last ? await this.seenBefore(table, name, last) : []
    await log.append([], [noteOf({ lane: name, last: last ?? null, seen })])
  }

  /** Rows that are there when it begins now: a look back must not take them for late ones. */
  private async seenBefore(
    table: TablePoll,
    name: string,
    last: PollPosition,
  ): Promise<LaneNote['seen']> {
    const { lookBack } = this.options.config
    if (lookBack === undefined) return []
    const from = lookedBack(last[0] ?? '', lookBack)
    const page = await table.page(name, { from }, SEEN_MAX + 1)
    if (page.length > SEEN_MAX) throw tooManySeen()
    return page.map(seenOf)
  }

  private boundOf(table: TablePoll, { last }: Lane): PollBound {
    const { startAt, lookBack } = this.options.config
    if (!last) return startAt === undefined ? 'beginning' : { from: startAt }
    if (lookBack === undefined) return { after: last }
    const from = lookedBack(last[0] ?? '', lookBack)
    return { from: startAt !== undefined && table.compare(startAt, from) > 0 ? startAt : from }
  }

  private freshOf(found: PolledRow): Fresh {
    const { key } = this.options.config
    const { row } = found
    return {
      found,
      record: {
        key: key === undefined ? null : keyText(row[key] ?? null),
        value: anyJson(row, compactJson),
      },
    }
  }

  private taking(
    table: TablePoll,
    name: string,
    lane: Lane,
    fresh: readonly Fresh[],
  ): [TakenRecord[], Json] {
    const { lookBack } = this.options.config
    const records = fresh.map(({ record }) => record)
    const newest = fresh.at(-1)?.found.at ?? []
    const last = lane.last && !isBehind(table, newest, lane.last) ? lane.last : newest
    if (lookBack === undefined) return [records, [noteOf({ lane: name, last, seen: [] })]]
    const least = lookedBack(last[0] === undefined ? '' : textOf(last[0]), lookBack)
    for (const [row, growing] of lane.seen)
      if (table.compare(growing, least) < 0) lane.seen.delete(row)
    const seen = fresh.map(({ found }) => seenOf(found))
    if (lane.seen.size + seen.length > SEEN_MAX) throw tooManySeen()
    return [records, [noteOf({ lane: name, last, seen })]]
  }

  pause(): void {
    this.isPaused = true
  }

  resume(): void {
    this.isPaused = false
  }

  counts: IntakePart['counts'] = () => ({
    taken: this.options.log.end,
    refused: {},
    ...(this.repeated > 0 ? { again: this.repeated } : {}),
  })

  trouble = () => this.wait
  failure = () => this.end

  async close(): Promise<void> {
    this.stopping.abort()
    await this.loop
    await this.table?.close()
  }
}

const textOf = (value: string | number | boolean) =>
  typeof value === 'number' ? value : String(value)

/** As the record has it. */
function keyText(value: unknown): string | null {
  if (value === null || typeof value === 'string') return value
  const json = anyJson(value, compactJson)
  return json.startsWith('"') ? String(JSON.parse(json)) : json
}

const seenOf = (row: PolledRow) => [rowText(row), textOf(row.at[0] ?? '')] as const

const tooManySeen = () =>
  new LabError('poll-look-back-rows', { kind: 'config', params: { max: SEEN_MAX } })

/** A page of large rows is taken in parts: the log reads a frame back as a whole. */
function* portionsOf(fresh: readonly Fresh[]): Generator<readonly Fresh[]> {
  let from = 0
  let chars = 0
  for (const [at, { record }] of fresh.entries()) {
    chars += record.value.length
    if (chars < PORTION_CHARS_MAX) continue
    yield fresh.slice(from, at + 1)
    from = at + 1
    chars = 0
  }
  if (from < fresh.length) yield fresh.slice(from)
}

const rowText = ({ at }: PolledRow) => JSON.stringify(at)

/** Whether the first is behind the second in the order of the table. */
function isBehind(table: TablePoll, a: PollPosition, b: PollPosition): boolean {
  return table.compare(textOf(a[0] ?? ''), textOf(b[0] ?? '')) >= 0
}
