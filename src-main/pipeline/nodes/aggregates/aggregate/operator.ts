// The running aggregation of `aggregate`: groups, watermark, output modes. A row whose windows were
// all given up before this batch is counted, and given out by the port for what is late.
import type { TimeStat } from '@shared/contract'
import type { CompiledAggregate, CompiledExpression, Row, StructType } from '@shared/expr'
import { LATE_PORT } from '@shared/lab'
import type { Emit, OutputMode } from '../../../model/batch'
import type { NodeEnv, Operator } from '../../../model/operator'
import { Groups, KeyReader, type Group, type Named } from '../groups'
import type { Trigger } from './config'
import { openWindow } from './open-window'
import { Sessions, windowKey } from './sessions'
import type { MarkRule } from '../../../model/event-times'
import { Watermark } from '../../../model/watermark'
import type { Span } from '../../../model/windows'

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
  readonly windows: ((ms: number) => readonly Span[]) | undefined
  /** Windows of one key that touch become one. */
  readonly isSession: boolean
  readonly delayMs: number | undefined
  /** So long after its end, by the watermark, a window takes late rows. */
  readonly latenessMs: number
  readonly rule: MarkRule
}

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

  constructor(
    private readonly env: NodeEnv,
    private readonly options: AggregateOptions,
  ) {
    this.groups = new Groups(options.compute, options.head)
    this.keys = new KeyReader(options.by)
    this.watermark = new Watermark(options.delayMs ?? Infinity, env, options.rule)
    if (options.isSession) this.sessions = new Sessions(this.groups, options.mode === 'complete')
  }

  private get byClock(): boolean {
    return this.options.windows !== undefined && this.options.time === undefined
  }

  clock(nowMs: number): void {
    this.nowMs = nowMs
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
    if (this.byClock && this.options.mode === 'append')
      for (const group of this.groups.byKey.values()) end = Math.min(end, group.windowEnd)
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
      const group = groups.byKey.get(key) ?? groups.create(key, keys.head(row))
      groups.add(group, row)
    }
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
      const open = takesAll ? windows(value) : windows(value).filter(w => w.end > refusedTo)
      if (open.length === 0) {
        tooLate.push(row)
        continue
      }
      if (time && value < watermark.closing) late += 1
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
      this.fixedGroup(span, windowKey(span.start, rowKey), row)
    this.groups.add(group, row)
  }

  private fixedGroup(span: Span, key: string, row: Row): Group {
    const known = this.groups.byKey.get(key)
    if (known) return known
    const head = { window_start: span.start, window_end: span.end, ...this.keys.head(row) }
    const group = this.groups.create(key, head, span.end)
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
    if (mode === 'append') this.emitClosed(emit, changed)
    else {
      this.emitChanged(emit, changed)
      if (mode === 'update' && this.options.windows) this.closed()
    }
    const moved = !this.byClock && this.watermark.endBatch()
    return begins || changed.length > 0 || moved
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
    return over.sort((a, b) => a.windowEnd - b.windowEnd)
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
    return closed.sort((a, b) => a.windowEnd - b.windowEnd)
  }

  snapshot: Operator['snapshot'] = full => {
    const [times = null, closing = null, late = null] = this.watermark.save()
    const gone = (this.sessions?.owed ?? []).map(head => this.groups.saveHead(head))
    const rowsSince = this.options.trigger.rows > 0 ? this.rowsSince : 0
    const rest = gone.length > 0 || rowsSince > 0 ? [gone, rowsSince] : []
    const facts = [times, closing, this.nextTrigger, late, ...rest]
    return { ...this.groups.snapshot(full), facts }
  }

  restore: Operator['restore'] = ({ keys, facts }) => {
    this.groups.restore(keys)
    const [times, closing, nextTrigger, late, gone, rowsSince] = Array.isArray(facts) ? facts : []
    this.sessions?.restore(Array.isArray(gone) ? this.groups.loadHeads(gone) : [])
    if (!Array.isArray(facts)) return
    this.watermark.restore(times, closing, late)
    if (typeof nextTrigger === 'number') this.nextTrigger = nextTrigger
    if (typeof rowsSince === 'number') this.rowsSince = rowsSince
  }

  resumed(nowMs: number): void {
    this.watermark.resumed(nowMs)
  }

  refresh(emit: Emit): void {
    const { mode, latenessMs } = this.options
    if (mode === 'append' && latenessMs === 0) return
    const until = mode === 'append' ? this.watermark.late : Infinity
    const groups = [...this.groups.byKey.values()].filter(group => group.windowEnd <= until)
    if (groups.length > 0) emit('out', { rows: groups.map(group => this.groups.row(group)) })
  }

  stateKeys(): number {
    return this.groups.size
  }

  timeStat(): TimeStat {
    const stat = this.watermark.stat()
    const { oldest } = this
    const start = oldest?.head.window_start
    // In complete mode no window is ever given up.
    if (!oldest || typeof start !== 'number' || this.options.mode === 'complete') return stat
    const window = { start, end: oldest.windowEnd }
    return { ...stat, open: openWindow(window, stat, this.byClock) }
  }

  figures(): Readonly<Record<string, number>> {
    const { closing } = this.watermark
    return Number.isFinite(closing) && this.options.windows ? { watermark: closing } : {}
  }
}
