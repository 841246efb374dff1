// The running aggregation of `aggregate`: when results are given out, and what a checkpoint keeps. Which
// groups a row belongs to is in `intake.ts`, what comes out in `results.ts`, what is seen in `sight.ts`.
import type { ColdPart, TimeStat } from '@shared/contract'
import type { Row } from '@shared/expr'
import type { Emit } from '../../../model/batch'
import type {
  Json,
  KeptKey,
  NodeEnv,
  Operator,
  StateDelta,
  TimeDetail,
} from '../../../model/operator'
import { Watermark } from '../../../model/watermark'
import { coldPlaceOf } from '../../cold/cold-place'
import { grownEntry } from '../group'
import { Groups } from '../groups'
import { KeyReader } from '../key-reader'
import { Intake } from './intake'
import { goesByClock, type AggregateOptions } from './options'
import { Results } from './results'
import { givenForRow, keptForRow, rowTime, type Looked } from './row-look'
import { Sessions } from './sessions'
import { Sight } from './sight'

export class AggregateOperator implements Operator {
  private readonly groups: Groups
  private readonly keys: KeyReader
  private readonly watermark: Watermark
  private readonly sessions: Sessions | undefined
  private readonly results: Results
  private readonly sight: Sight
  private readonly intake: Intake
  private nextTrigger = 0
  /** Rows since results were given out. */
  private rowsSince = 0

  constructor(
    env: NodeEnv,
    private readonly options: AggregateOptions,
  ) {
    // Of sessions that nothing gives up the picture of the modes looks through all.
    const keepsSessions = options.isSession && options.mode === 'complete'
    const cold = keepsSessions ? undefined : coldPlaceOf(env)
    this.groups = new Groups(options.compute, options.head, cold)
    this.keys = new KeyReader(options.by)
    const { groups, keys } = this
    const watermark = new Watermark(options.delayMs ?? Infinity, env, options.rule)
    const givenTo = options.mode === 'complete' ? () => Infinity : () => watermark.late
    const sessions = options.isSession ? new Sessions(groups, givenTo, cold) : undefined
    const results = new Results(options, groups, watermark, sessions)
    const sight = new Sight(options, groups, watermark, results)
    const parts = { env, options, groups, keys, watermark, sessions, results, sight }
    this.intake = new Intake(parts)
    this.watermark = watermark
    this.sessions = sessions
    this.results = results
    this.sight = sight
  }

  private get byClock(): boolean {
    return goesByClock(this.options)
  }

  private get nowMs(): number {
    return this.groups.nowMs
  }

  clock(nowMs: number): void {
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
    this.intake.add(rows, emit)
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
    this.sight.endBatch(changed)
    this.results.give(emit, changed)
    const moved = !this.byClock && this.watermark.endBatch()
    return begins || changed.length > 0 || moved
  }

  owes(): boolean {
    return this.options.mode !== 'append' && this.groups.owes
  }

  snapshot: Operator['snapshot'] = full => {
    const facts = this.facts()
    return { ...this.groups.snapshot(full), facts }
  }

  private facts(): Json {
    const [times = null, closing = null, late = null] = this.watermark.save()
    const gone = (this.sessions?.owed ?? []).map(head => this.groups.saveHead(head))
    const rowsSince = this.options.trigger.rows > 0 ? this.rowsSince : 0
    const seen = this.sight.save()
    const order = this.options.windows ? this.groups.begun : 0
    const fresh = this.sessions?.fresh ?? []
    return [times, closing, this.nextTrigger, late, gone, rowsSince, seen, order, fresh]
  }

  /** As `snapshot(true)`, in pieces. */
  *snapshotParts(): Generator<StateDelta> {
    yield { facts: this.facts() }
    yield* this.groups.everything()
  }

  restore: Operator['restore'] = ({ keys, facts }) => {
    this.groups.restore(keys)
    const [times, closing, nextTrigger, late, gone, rowsSince, seen, order, fresh] = Array.isArray(
      facts,
    )
      ? facts
      : []
    this.sessions?.restore(this.groups.loadHeads(listOf(gone)), listOf(fresh).map(String))
    if (!Array.isArray(facts)) return
    this.watermark.restore(times, closing, late)
    if (typeof nextTrigger === 'number') this.nextTrigger = nextTrigger
    if (typeof rowsSince === 'number') this.rowsSince = rowsSince
    if (typeof order === 'number') this.groups.begun = order
    this.sight.restore(seen)
  }

  grown(saved: Json, names: readonly string[]): Json {
    return grownEntry(this.options.compute, saved, names)
  }

  resumed(nowMs: number): void {
    this.watermark.resumed(nowMs)
  }

  refresh(emit: Emit): void {
    this.results.again(emit)
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

  keyFor(_input: number, row: Row): Json {
    return this.groups.toldOf(undefined, this.keys.head(row)).key
  }

  givesFor: Operator['givesFor'] = (_input, row) => givenForRow(this.looked, row)

  timeFor: Operator['timeFor'] = (_input, row) => rowTime(this.looked, row)

  timeStat(): TimeStat {
    return this.sight.timeStat()
  }

  timeDetail(): TimeDetail {
    return this.sight.timeDetail()
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

const listOf = (saved: Json | undefined): readonly Json[] => (Array.isArray(saved) ? saved : [])
