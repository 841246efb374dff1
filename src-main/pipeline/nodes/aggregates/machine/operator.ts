// The running state machine: one state for each key. All new values of a row come from the state
// before it. A key may have a timer: by the events' time it goes off behind the watermark, by the
// lab's clock when a batch begins after its moment, both as Spark's group state timeouts do: after the
// rows of a batch, and only for keys that had none in it.
import type { ColdPart, TimeStat, TimerLedger } from '@shared/contract'
import type { CompiledExpression, Row, StructType, Value } from '@shared/expr'
import type { Emit } from '../../../model/batch'
import type { MarkRule } from '../../../model/event-times'
import type {
  Json,
  KeptKey,
  NodeEnv,
  Operator,
  StateDelta,
  TimeDetail,
} from '../../../model/operator'
import { textOfKey } from '../../../model/rows'
import { Watermark } from '../../../model/watermark'
import { coldPlaceOf } from '../../cold/cold-place'
import { SpillMap } from '../../cold/spill-map'
import { KeyReader, type Named } from '../key-reader'
import { CellForm, nextState, rowOf, withoutMoments, type Cell } from './cell'
import { rowsInTime } from './in-time'
import { dueOf, type TimerRule } from './timer'
import { isSavedTimers, Timers } from './timers'

/** Rows of a table that is given out again, at once. */
const REFRESH_ROWS = 20_000

export interface MachineOptions {
  readonly by: readonly Named<CompiledExpression>[]
  readonly starts: readonly Named<CompiledExpression>[]
  readonly steps: readonly Named<CompiledExpression>[]
  readonly test: CompiledExpression | undefined
  /** Of the rows that it gives out. */
  readonly row: StructType
  readonly timer: TimerRule | undefined
  readonly rule: MarkRule
}

export class Machine implements Operator {
  private readonly cells: SpillMap<Cell>
  private changed = new Set<Cell>()
  private readonly unsaved = new Set<Cell>()
  private readonly forgotten = new Set<string>()
  private readonly keys: KeyReader
  private readonly form: CellForm
  private readonly timers = new Timers<Cell>()
  private readonly watermark: Watermark
  private nowMs = 0
  /** Timers that went off, and keys whose state went with them. */
  private wentOff = 0
  private forgot = 0
  private hadTimer = false

  constructor(
    private readonly env: NodeEnv,
    private readonly options: MachineOptions,
  ) {
    const { by, row, timer, rule } = options
    this.keys = new KeyReader(by)
    const form = new CellForm(
      row,
      by.map(({ name }) => name),
    )
    this.form = form
    const cells = {
      write: (cell: Cell) => form.write(cell),
      read: (saved: Json, id: string) => form.read(saved, id),
    }
    const timed = {
      ...cells,
      dueMs: ({ due = Infinity }: Cell) => due,
      cameBack: (cell: Cell) => this.timers.cameBack(cell),
    }
    this.cells = new SpillMap<Cell>(timer ? timed : cells, coldPlaceOf(env))
    this.watermark = new Watermark(timer?.event?.delayMs ?? 0, env, rule)
  }

  clock(nowMs: number): void {
    this.nowMs = nowMs
  }

  /** A moment after the next timer of the lab's clock; a batch without rows when the mark has moved. */
  wakeAt(): number | undefined {
    const { timer } = this.options
    if (!timer) return undefined
    if (timer.event) return this.watermark.isAhead ? 0 : this.watermark.idleAt
    const earliest = Math.min(this.timers.earliest ?? Infinity, this.cells.earliest)
    return Number.isFinite(earliest) ? earliest + 1 : undefined
  }

  batch: Operator['batch'] = (_input, { rows }, emit) => {
    const { test, steps, timer } = this.options
    const { env, watermark, nowMs } = this
    const taken = timer?.event
      ? rowsInTime({ env, watermark, nowMs, time: timer.event.time }, rows, emit)
      : rows
    for (const row of taken) {
      const id = textOfKey(this.keys.keyOf(row))
      const cell = this.cells.get(id) ?? this.create(id, row)
      const both: Row = { ...row, state: cell.state }
      if (test && test.evaluate(both) !== true) {
        this.heldOff(cell)
        continue
      }
      cell.state = nextState(cell.state, both, steps)
      cell.touchedMs = this.nowMs
      if (timer) this.setTimer(cell, timer, row)
      this.changed.add(cell)
      this.unsaved.add(cell)
    }
  }

  private create(id: string, row: Row): Cell {
    const { nowMs } = this
    const state: Record<string, Value> = {}
    for (const { name, it } of this.options.starts) state[name] = it.evaluate(row)
    const cell = this.form.fresh(id, this.keys.head(row), state, nowMs)
    this.cells.set(id, cell)
    // Also when `when` says no to this row: what it begins with came from here.
    this.unsaved.add(cell)
    return cell
  }

  /** A timer cannot be set before this: what is over already goes off when time goes on. */
  private get soonest(): number {
    return this.options.timer?.event ? this.watermark.closing : this.nowMs + 1
  }

  private setTimer(cell: Cell, timer: TimerRule, row: Row): void {
    const due = dueOf(timer, row, cell, this.nowMs)
    this.timers.set(cell, due === undefined ? undefined : Math.max(due, this.soonest))
  }

  /** Of a key that had rows in this batch no timer goes off with it. */
  private heldOff(cell: Cell): void {
    if (cell.due === undefined || cell.due >= this.soonest) return
    this.timers.set(cell, this.soonest)
    this.unsaved.add(cell)
  }

  finish(emit: Emit): boolean {
    const { timer } = this.options
    if (this.changed.size > 0) emit('out', { rows: [...this.changed].map(rowOf) })
    this.changed = new Set()
    if (!timer) return false
    const mark = timer.event ? this.watermark.closing : this.nowMs
    this.cells.recall(mark)
    const over = this.timers.takeBefore(mark)
    const rows = over.map(cell => this.goOff(cell, timer))
    if (rows.length > 0 && timer.steps.length > 0) emit('out', { rows })
    return (timer.event !== undefined && this.watermark.endBatch()) || over.length > 0
  }

  /** The key's row with what the timer made of it. */
  private goOff(cell: Cell, { steps, keep }: TimerRule): Row {
    this.wentOff += 1
    cell.state = nextState(cell.state, { state: cell.state }, steps)
    cell.touchedMs = this.nowMs
    if (keep) this.unsaved.add(cell)
    else {
      this.forgot += 1
      this.cells.delete(cell.id)
      this.unsaved.delete(cell)
      this.forgotten.add(cell.id)
    }
    return rowOf(cell)
  }

  snapshot: Operator['snapshot'] = full => {
    const cells = full ? Array.from(this.cells.entries(), ([, cell]) => cell) : [...this.unsaved]
    const deleted = [...this.forgotten]
    this.unsaved.clear()
    this.forgotten.clear()
    const set = cells.map(cell => [cell.id, this.form.write(cell)] as const)
    if (this.cells.makeRoom()) this.timers.keepOnly(this.cells.near.values())
    const facts = this.facts()
    return { set, deleted, ...(facts === undefined ? {} : { facts }) }
  };

  /** As `snapshot(true)`, in pieces. */
  *snapshotParts(): Generator<StateDelta> {
    const facts = this.facts()
    if (facts !== undefined) yield { facts }
    yield* this.cells.pieces()
  }

  private facts(): Json | undefined {
    const { timer } = this.options
    // A checkpoint that knows a timer must learn that there is none any more.
    if (!timer && !this.hadTimer) return undefined
    const kind = !timer ? 'none' : timer.event ? 'event' : 'processing'
    return {
      timers: kind,
      wentOff: this.wentOff,
      forgot: this.forgot,
      waiting: this.timers.size,
      marks: this.watermark.save(),
    }
  }

  restore: Operator['restore'] = ({ keys, facts }) => {
    const known = isSavedTimers(facts) ? facts : undefined
    const { timer } = this.options
    this.hadTimer = known !== undefined
    // A moment of the other clock says nothing here.
    const isSameClock = timer && known?.timers === (timer.event ? 'event' : 'processing')
    this.cells.restore(known && !isSameClock ? withoutMoments(keys) : keys)
    if (isSameClock) {
      for (const cell of this.cells.near.values()) this.timers.cameBack(cell)
      this.timers.size = known.waiting ?? this.countTimers()
    }
    if (!known) return
    this.wentOff = known.wentOff
    this.forgot = known.forgot
    const [times, closing, late] = known.marks
    if (isSameClock && timer.event) this.watermark.restore(times, closing, late)
  }

  grown(saved: Json, names: readonly string[]): Json {
    return this.form.grown(saved, this.options.starts, names)
  }

  /** Checkpoints of before did not say it. */
  private countTimers(): number {
    let count = 0
    for (const [, { due }] of this.cells.entries()) count += Number(due !== undefined)
    return count
  }

  resumed(nowMs: number): void {
    this.watermark.resumed(nowMs)
  }

  refresh(emit: Emit): void {
    let rows: Row[] = []
    const give = () => {
      if (rows.length > 0) emit('out', { rows })
      rows = []
    }
    for (const [, cell] of this.cells.entries()) {
      rows.push(rowOf(cell))
      if (rows.length >= REFRESH_ROWS) give()
    }
    give()
  }

  stateKeys(): number {
    return this.cells.size
  }

  coldState(): ColdPart {
    return this.cells.coldState
  }

  timerCounts(): Omit<TimerLedger, 'node'> | undefined {
    if (!this.options.timer) return undefined
    return { waiting: this.timers.size, wentOff: this.wentOff, forgot: this.forgot }
  }

  *keptKeys(): Generator<() => KeptKey> {
    for (const [, cell, isCold] of this.cells.entries())
      yield () => ({ ...this.form.told(cell), ...(isCold ? { isCold } : {}) })
  }

  private cellOf(row: Row): Cell | undefined {
    return this.cells.peek(textOfKey(this.keys.keyOf(row)))
  }

  keptFor: Operator['keptFor'] = (_input, row) => {
    const cell = this.cellOf(row)
    return [cell ? this.form.told(cell) : this.form.toldNone(this.keys.head(row))]
  }

  keyFor(_input: number, row: Row): Json {
    return this.form.toldNone(this.keys.head(row)).key
  }

  givesFor: Operator['givesFor'] = (_input, row) => {
    const cell = this.cellOf(row)
    return cell ? [rowOf(cell)] : []
  }

  async close(): Promise<void> {
    this.cells.close()
  }

  timeStat(): TimeStat {
    return this.watermark.stat()
  }

  timeDetail(): TimeDetail {
    const event = this.options.timer?.event
    if (!event) return { lanes: [], refuses: false }
    return { lanes: this.watermark.lanes, refuses: true, delayMs: event.delayMs }
  }
}
