// The running aggregation of `aggregate`: groups, watermark, output modes. A row whose windows were
// all given up before this batch is counted, and given out by the port for what is late.
import type { ColdPart, ModeRows, TimeStat } from '@shared/contract'
import {
  compileWriter,
  type CompiledAggregate,
  type CompiledExpression,
  type Row,
  type StructType,
} from '@shared/expr'
import { LATE_PORT } from '@shared/lab'
import type { Emit, OutputMode } from '../../../model/batch'
import type {
  Json,
  KeptKey,
  NodeEnv,
  Operator,
  StateDelta,
  TimeDetail,
} from '../../../model/operator'
import { coldPlaceOf } from '../../cold/cold-place'
import type { Group } from '../group'
import { Groups } from '../groups'
import { KeyReader, type Named } from '../key-reader'
import type { Trigger } from './config'
import { Modes, SAMPLE_ROWS } from './modes'
import { openWindow } from './open-window'
import { givenForRow, keptForRow, rowTime, type Looked } from './row-look'
import { Sessions, windowKey } from './sessions'
import type { MarkRule } from '../../../model/event-times'
import { Watermark } from '../../../model/watermark'
import type { Span } from '../../../model/windows'
import { WindowBook, windowStateOf, type KnownWindow } from './window-book'

export interface AggregateShared {
  readonly by: readonly Named<CompiledExpression>[]
  readonly compute: readonly Named<CompiledAggregate>[]
  readonly head: StructType
  /** Undefined: the lab's clock. */
  readonly time: CompiledExpression | undefined
  readonly trigger: Trigger
}

export interface AggregateOptions extends AggregateShared {
  readonly mode: OutputMode
  /** Of the rows that it gives out. */
  readonly row: StructType
  readonly windows: ((ms: number) => readonly Span[]) | undefined
  /** Windows of one key that touch become one. */
  readonly isSession: boolean
  readonly delayMs: number | undefined
  /** So long after its end, by the watermark, a window takes late rows. */
  readonly latenessMs: number
  readonly rule: MarkRule
}

/** Rows of a table that is given out again, at once. */
const REFRESH_ROWS = 20_000

export class AggregateOperator implements Operator {
  private readonly groups: Groups
  private readonly keys: KeyReader
  private nowMs = 0
  private readonly watermark: Watermark
  private readonly sessions: Sessions | undefined
  private nextTrigger = 0
  /** Rows since results were given out. */
  private rowsSince = 0
  /** Of the windows in the state; undefined where none is known. */
  private oldest: Group | undefined
  /** Sessions grow and become one, so they have no place in it. */
  private readonly book: WindowBook | undefined
  private readonly modes = new Modes()

  constructor(
    private readonly env: NodeEnv,
    private readonly options: AggregateOptions,
  ) {
    // Of sessions that nothing gives up the picture of the modes looks through all.
    const keepsSessions = options.isSession && options.mode === 'complete'
    const cold = keepsSessions ? undefined : coldPlaceOf(env)
    this.groups = new Groups(options.compute, options.head, cold)
    this.keys = new KeyReader(options.by)
    this.watermark = new Watermark(options.delayMs ?? Infinity, env, options.rule)
    if (options.windows && !options.isSession) this.book = new WindowBook()
    if (options.isSession)
      this.sessions = new Sessions(this.groups, options.mode === 'complete', cold)
  }

  private get byClock(): boolean {
    return this.options.windows !== undefined && this.options.time === undefined
  }

  clock(nowMs: number): void {
    this.nowMs = nowMs
    this.groups.nowMs = nowMs
    if (this.byClock) this.watermark.closing = Math.max(this.watermark.closing, nowMs)
  }

  /**
   * The end of the earliest open window of the lab's clock, or the trigger when something waits for
   * it.
   */
  wakeAt(): number | undefined {
    // In complete mode nothing is given up, so Spark runs no batch without rows for it.
    const { isAhead, moves } = this.watermark
    const isBehind = !this.byClock && this.options.mode !== 'complete' && (isAhead || moves)
    const owes = this.groups.owes || isBehind
    const waitsForRows = this.options.trigger.rows > 0
    const trigger = owes && !waitsForRows ? this.nextTrigger : Infinity
    let end = this.watermark.idleAt ?? Infinity
    if (this.byClock && this.options.mode === 'append') {
      end = Math.min(end, this.groups.coldEarliest)
      for (const group of this.groups.byKey.values()) end = Math.min(end, group.windowEnd)
    }
    const at = Math.min(trigger, end)
    return Number.isFinite(at) ? at : undefined
  }

  batch: Operator['batch'] = (_input, { rows }, emit) => {
    // A row that comes after an idle time waits for the next border. Found here and not when the
    // border passed: that moment is not noted.
    this.rowsSince += rows.length
    if (this.options.trigger.ms > 0 && this.nextTrigger > 0 && !this.groups.owes)
      this.nextTrigger = this.nextBorder()
    if (this.options.windows) this.addWindowed(rows, this.options.windows, emit)
    else this.addPlain(rows)
  }

  private addPlain(rows: readonly Row[]): void {
    const { groups, keys } = this
    for (const row of rows) {
      const key = keys.keyOf(row)
      const group = groups.find(key) ?? this.made(groups.create(key, keys.head(row)))
      groups.add(group, row)
    }
  }

  private made(group: Group): Group {
    this.modes.rowsMade += 1
    return group
  }

  private addWindowed(
    rows: readonly Row[],
    windows: (ms: number) => readonly Span[],
    emit: Emit,
  ): void {
    const { time, mode, latenessMs } = this.options
    const { watermark } = this
    const refusedTo = watermark.late - latenessMs
    let newest = -Infinity
    // In complete mode Spark leaves out rows that are too late only where windows are sessions.
    const takesAll = this.byClock || (mode === 'complete' && !this.sessions)
    const seen = this.env.watch.begin(this.env.lane(), rows.length, this.nowMs)
    const { drops } = this.env.watch
    const tooLate: Row[] = []
    let late = 0
    let untimed = 0
    for (const row of rows) {
      const value = time ? time.evaluate(row) : this.nowMs
      // A row without a time belongs to no window, as in Spark.
      if (typeof value !== 'number') {
        untimed += 1
        continue
      }
      if (value > newest) newest = value
      const all = windows(value)
      const end = all.at(-1)?.end ?? value
      if (!takesAll) drops.add(watermark.slackOf(end) - latenessMs)
      const open = takesAll ? all : all.filter(w => w.end > refusedTo)
      if (open.length === 0) {
        tooLate.push(row)
        seen.late(value, watermark.behind(value), true, end)
        continue
      }
      if (time && value < watermark.closing) {
        late += 1
        seen.late(value, watermark.behind(value), false, end)
      } else seen.onTime(value)
      for (const span of open) this.addTo(span, row)
    }
    watermark.see(newest)
    if (late > 0 || untimed > 0 || tooLate.length > 0) this.env.late(late, tooLate, untimed)
    if (tooLate.length > 0) emit(LATE_PORT, { rows: tooLate })
  }

  private addTo(span: Span, row: Row): void {
    const rowKey = this.keys.keyOf(row)
    const group =
      this.sessions?.groupOf(span, rowKey, () => this.keys.head(row)) ??
      this.fixedGroup(span, windowKey(span.start, rowKey), row, this.book?.add(span))
    this.groups.add(group, row)
  }

  private fixedGroup(span: Span, key: string, row: Row, window: KnownWindow | undefined): Group {
    const known = this.groups.find(key)
    if (known) return known
    const head = { window_start: span.start, window_end: span.end, ...this.keys.head(row) }
    const group = this.made(this.groups.create(key, head, span.end))
    if (window) this.book?.noteGroup(window, group)
    this.noteOpen(group)
    return group
  }

  private noteOpen(group: Group): void {
    if (group.windowEnd < (this.oldest?.windowEnd ?? Infinity)) this.oldest = group
  }

  private nextBorder(): number {
    const { ms } = this.options.trigger
    return (Math.floor(this.nowMs / ms) + 1) * ms
  }

  /** Results wait for a moment, or for rows. */
  private get isHeld(): boolean {
    const { ms, rows } = this.options.trigger
    return ms > 0 ? this.nowMs < this.nextTrigger : this.rowsSince < rows
  }

  /**
   * With nothing new since the last time nothing is remembered that was not: a moment that is not
   * noted must leave no trace.
   */
  finish(emit: Emit, last: boolean): boolean {
    const { mode, trigger } = this.options
    if (this.isHeld && !last) return !this.byClock && this.watermark.hold()
    const begins =
      (trigger.ms > 0 && this.nextTrigger === 0) || (trigger.rows > 0 && this.rowsSince > 0)
    this.rowsSince = 0
    const changed = this.groups.takeChanged()
    if (trigger.ms > 0 && (begins || changed.length > 0)) this.nextTrigger = this.nextBorder()
    if (mode !== 'complete') this.groups.recall(this.watermark.closing)
    this.noteModes(changed)
    if (mode === 'append') this.emitClosed(emit, changed)
    else {
      this.emitChanged(emit, changed)
      if (mode === 'update' && this.options.windows) this.closed()
    }
    const moved = !this.byClock && this.watermark.endBatch()
    return begins || changed.length > 0 || moved
  }

  /** What each mode gives out of this batch. Sessions end in the state, so they are looked for there. */
  private noteModes(changed: readonly Group[]): void {
    const { groups, modes, book, sessions } = this
    const { closing, late } = this.watermark
    if (changed.length === 0 && !this.watermark.isAhead && !this.byClock) return
    const passed = book?.pass(closing, this.nowMs) ?? []
    const again = changed.filter(({ windowEnd }) => windowEnd <= late).length
    const over = sessions ? this.endedSessions(closing) : passed.flatMap(window => window.groups)
    const count = sessions ? over.length : passed.reduce((sum, { keys }) => sum + keys, again)
    if (sessions) modes.rowsMade = Math.max(modes.rowsMade, groups.size)
    const rowOf = (group: Group) => groups.row(group)
    if (changed.length > 0) modes.changed = changed.slice(0, SAMPLE_ROWS).map(rowOf)
    if (over.length > 0)
      modes.over = [...modes.over, ...over.slice(-SAMPLE_ROWS).map(rowOf)].slice(-SAMPLE_ROWS)
    modes.end({ changed: changed.length, over: count })
  }

  private endedSessions(closing: number): readonly Group[] {
    const { passedTo } = this.modes
    if (closing <= passedTo) return []
    this.modes.passedTo = closing
    return [...this.groups.byKey.values()].filter(
      ({ windowEnd }) => windowEnd <= closing && windowEnd > passedTo,
    )
  }

  owes(): boolean {
    return this.options.mode !== 'append' && this.groups.owes
  }

  private emitChanged(emit: Emit, changed: readonly Group[]): void {
    const removed = this.sessions?.takeGone() ?? []
    if (changed.length === 0) return
    const rows = changed.map(group => this.groups.row(group))
    emit('out', removed.length > 0 ? { rows, removed } : { rows })
  }

  /** Windows that are over, and those that late rows changed since. */
  private emitClosed(emit: Emit, changed: readonly Group[]): void {
    const { latenessMs } = this.options
    const { late, closing } = this.watermark
    // Windows behind `late` are of a life with a lateness, which gave them out.
    const over =
      latenessMs === 0
        ? this.closed().filter(({ windowEnd }) => windowEnd > late)
        : this.over(new Set(changed), late, closing)
    if (latenessMs > 0) this.closed()
    if (over.length > 0) emit('out', { rows: over.map(group => this.groups.row(group)) })
  }

  private over(changed: ReadonlySet<Group>, late: number, closing: number): Group[] {
    const over = [...this.groups.byKey.values()].filter(
      group => group.windowEnd <= closing && (group.windowEnd > late || changed.has(group)),
    )
    return over.sort(byEnd)
  }

  /** Windows that nothing can change any more leave the state. */
  private closed(): Group[] {
    const closed: Group[] = []
    const closing = this.watermark.closing - this.options.latenessMs
    if (!Number.isFinite(closing)) return closed
    this.oldest = undefined
    for (const [key, group] of this.groups.byKey) {
      if (group.windowEnd > closing) {
        this.noteOpen(group)
        continue
      }
      closed.push(group)
      this.groups.delete(key, group)
      this.sessions?.forget(key)
    }
    return closed.sort(byEnd)
  }

  snapshot: Operator['snapshot'] = full => {
    const facts = this.facts()
    return { ...this.groups.snapshot(full), facts }
  }

  private facts(): Json {
    const [times = null, closing = null, late = null] = this.watermark.save()
    const gone = (this.sessions?.owed ?? []).map(head => this.groups.saveHead(head))
    const rowsSince = this.options.trigger.rows > 0 ? this.rowsSince : 0
    const seen = { windows: this.book?.save() ?? null, modes: this.modes.save() }
    const order = this.options.windows ? this.groups.begun : 0
    return [times, closing, this.nextTrigger, late, gone, rowsSince, seen, order]
  }

  /** As `snapshot(true)`, in pieces. */
  *snapshotParts(): Generator<StateDelta> {
    yield { facts: this.facts() }
    yield* this.groups.everything()
  }

  restore: Operator['restore'] = ({ keys, facts }) => {
    this.groups.restore(keys)
    const [times, closing, nextTrigger, late, gone, rowsSince, seen, order] = Array.isArray(facts)
      ? facts
      : []
    this.sessions?.restore(Array.isArray(gone) ? this.groups.loadHeads(gone) : [])
    if (!Array.isArray(facts)) return
    this.watermark.restore(times, closing, late)
    if (typeof nextTrigger === 'number') this.nextTrigger = nextTrigger
    if (typeof rowsSince === 'number') this.rowsSince = rowsSince
    if (typeof order === 'number') this.groups.begun = order
    if (!isSeen(seen)) return
    this.book?.restore(seen.windows, this.groups.byKey.values())
    this.modes.restore(seen.modes)
  }

  resumed(nowMs: number): void {
    this.watermark.resumed(nowMs)
  }

  refresh(emit: Emit): void {
    const { mode, latenessMs } = this.options
    if (mode === 'append' && latenessMs === 0) return
    const until = mode === 'append' ? this.watermark.late : Infinity
    let rows: Row[] = []
    const give = () => {
      if (rows.length > 0) emit('out', { rows })
      rows = []
    }
    for (const group of this.groups.all()) {
      if (group.windowEnd > until) continue
      rows.push(this.groups.row(group))
      if (rows.length >= REFRESH_ROWS) give()
    }
    give()
  }

  stateKeys(): number {
    return this.groups.size
  }

  coldState(): ColdPart {
    return this.groups.coldState
  }

  keptKeys(): Iterable<() => KeptKey> {
    return this.groups.kept()
  }

  private get looked(): Looked {
    const { options, groups, keys, sessions, nowMs } = this
    return { options, groups, keys, sessions, nowMs, closing: this.watermark.closing }
  }

  keptFor: Operator['keptFor'] = (_input, row) => keptForRow(this.looked, row)

  givesFor: Operator['givesFor'] = (_input, row) => givenForRow(this.looked, row)

  timeFor: Operator['timeFor'] = (_input, row) => rowTime(this.looked, row)

  timeStat(): TimeStat {
    const stat = this.watermark.stat()
    const window = this.oldestWindow()
    // In complete mode no window is ever given up.
    if (!window || this.options.mode === 'complete') return stat
    return { ...stat, open: openWindow(window, stat, this.byClock) }
  }

  private oldestWindow(): Span | undefined {
    const { oldest, groups, options } = this
    const end = groups.coldEarliest
    // A session of the cold shelf does not tell its start.
    if (end < (oldest?.windowEnd ?? Infinity) && !options.isSession)
      return options.windows?.(end - 1).find(window => window.end === end)
    const start = oldest?.head.window_start
    return oldest && typeof start === 'number' ? { start, end: oldest.windowEnd } : undefined
  }

  timeDetail(): TimeDetail {
    const { mode, time, delayMs, isSession } = this.options
    const stat = this.timeStat()
    const passed =
      mode === 'complete' ? -Infinity : this.watermark.closing - this.options.latenessMs
    const stateOf = (end: number) => windowStateOf(end, stat, stat.open, passed)
    return {
      lanes: this.options.windows && time ? this.watermark.lanes : [],
      ...(delayMs === undefined ? {} : { delayMs }),
      refuses: delayMs !== undefined && (mode !== 'complete' || isSession),
      ...(this.book ? { windows: this.book.view(stateOf) } : {}),
      modes: this.modesView(),
    }
  }

  private modesView(): TimeDetail['modes'] {
    const { options, groups, modes, book } = this
    const { fields } = options.row
    const write = compileWriter(options.row, { decimals: 'number' })
    const shown = (row: Row): ModeRows['sample'][number] => {
      const written: unknown = write(row)
      const record = typeof written === 'object' && written !== null ? written : {}
      return fields.map(({ name }) => scalarOf(Reflect.get(record, name)))
    }
    const newest = book?.newest().flatMap(window => window.groups) ?? groups.first(SAMPLE_ROWS)
    const all = newest.slice(0, SAMPLE_ROWS).map(group => shown(groups.row(group)))
    const open = options.mode === 'complete' ? this.openGroups() : groups.size
    const inState = { append: open, update: open, complete: modes.rowsMade }
    const samples = {
      append: modes.over.map(shown),
      update: modes.changed.map(shown),
      complete: all.toReversed(),
    }
    return modes.view(
      options.mode,
      fields.map(({ name }) => name),
      inState,
      samples,
    )
  }

  /** Rows that the other modes would still keep. */
  private openGroups(): number {
    const { closing } = this.watermark
    if (!this.book) return this.groups.size
    return this.book.newest().reduce((sum, { end, keys }) => sum + (end > closing ? keys : 0), 0)
  }

  figures(): Readonly<Record<string, number>> {
    const { closing } = this.watermark
    const { coldSize: cold } = this.groups
    return {
      ...(Number.isFinite(closing) && this.options.windows ? { watermark: closing } : {}),
      ...(cold > 0 ? { cold } : {}),
    }
  }

  async close(): Promise<void> {
    this.groups.close()
    this.sessions?.close()
  }
}

/** The same, whichever of them were in memory. */
const byEnd = (a: Group, b: Group) => a.windowEnd - b.windowEnd || a.order - b.order

interface Seen {
  readonly windows: Json
  readonly modes: Json
}

const isSeen = (saved: Json | undefined): saved is Seen & Json =>
  typeof saved === 'object' && saved !== null && 'modes' in saved

const scalarOf = (value: unknown): string | number | boolean | null =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : value === null || value === undefined
      ? null
      : JSON.stringify(value)
