// The running state machine: one state for each key. All new values of a row come from the state
// before it. A key may have a timer: by the events' time it goes off behind the watermark, by the
// lab's clock when a batch begins after its moment, both as Spark's group state timeouts do: after the
// rows of a batch, and only for keys that had none in it.
import type { TimeStat, TimerLedger } from '@shared/contract'
import {
  type Row,
  type Value,
  type CompiledExpression,
  type StructType,
  compileWriter,
  compileReader,
  isRow,
} from '@shared/expr'
import { LATE_PORT } from '@shared/lab'
import type { Emit } from '../../../model/batch'
import type { MarkRule } from '../../../model/event-times'
import type { Json, KeptKey, NodeEnv, Operator, TimeDetail } from '../../../model/operator'
import { textOfKey, asJson } from '../../../model/rows'
import { Watermark } from '../../../model/watermark'
import { KeyReader, type Named } from '../key-reader'
import { dueOf, type TimerRule } from './timer'
import { Timers, type Timed } from './timers'

interface Cell extends Timed {
  readonly head: Row
  state: Row
  /** By the lab's clock; 0: in an earlier life of the run. */
  readonly sinceMs: number
  touchedMs: number
}

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
  private readonly cells = new Map<string, Cell>()
  private changed = new Set<Cell>()
  private readonly unsaved = new Set<Cell>()
  private readonly forgotten = new Set<string>()
  private readonly keys: KeyReader
  private readonly headNames: readonly string[]
  private readonly write: (value: Value) => unknown
  private readonly read: (json: unknown) => Value
  private readonly timers = new Timers<Cell>()
  private readonly watermark: Watermark
  private nowMs = 0
  /** Timers that went off, and keys whose state went with them. */
  private wentOff = 0
  private forgot = 0

  constructor(
    private readonly env: NodeEnv,
    private readonly options: MachineOptions,
  ) {
    const { by, row, timer, rule } = options
    this.keys = new KeyReader(by)
    this.headNames = by.map(b => b.name)
    this.write = compileWriter(row)
    this.read = compileReader(row)
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
    const { earliest } = this.timers
    return earliest === undefined ? undefined : earliest + 1
  }

  batch: Operator['batch'] = (_input, { rows }, emit) => {
    const taken = this.options.timer?.event ? this.inTime(rows, emit) : rows
    const { test, steps, timer } = this.options
    for (const row of taken) {
      const id = textOfKey(this.keys.keyOf(row))
      const cell = this.cells.get(id) ?? this.create(id, row)
      const both: Row = { ...row, state: cell.state }
      if (test && test.evaluate(both) !== true) {
        this.heldOff(cell)
        continue
      }
      cell.state = next(cell.state, both, steps)
      cell.touchedMs = this.nowMs
      if (timer) this.setTimer(cell, timer, row)
      this.changed.add(cell)
      this.unsaved.add(cell)
    }
  }

  /** Rows behind the watermark are too late, as Spark has it; one without a time never is. */
  private inTime(rows: readonly Row[], emit: Emit): readonly Row[] {
    const { env, watermark } = this
    const time = this.options.timer?.event?.time
    const seen = env.watch.begin(env.lane(), rows.length, this.nowMs)
    const taken: Row[] = []
    const tooLate: Row[] = []
    let newest = -Infinity
    for (const row of rows) {
      const at = time?.evaluate(row)
      if (typeof at !== 'number') {
        taken.push(row)
        continue
      }
      newest = Math.max(newest, at)
      env.watch.drops.add(watermark.slackOf(at))
      if (at <= watermark.late) {
        tooLate.push(row)
        seen.late(at, watermark.behind(at), true)
      } else {
        taken.push(row)
        seen.onTime(at)
      }
    }
    watermark.see(newest)
    if (tooLate.length > 0) {
      env.late(0, tooLate, 0)
      emit(LATE_PORT, { rows: tooLate })
    }
    return taken
  }

  private create(id: string, row: Row): Cell {
    const { nowMs } = this
    const state: Record<string, Value> = {}
    for (const { name, it } of this.options.starts) state[name] = it.evaluate(row)
    const times = { sinceMs: nowMs, touchedMs: nowMs, due: undefined, queued: undefined }
    const cell: Cell = { id, head: this.keys.head(row), state, ...times }
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
    const over = this.timers.takeBefore(timer.event ? this.watermark.closing : this.nowMs)
    const rows = over.map(cell => this.goOff(cell, timer))
    if (rows.length > 0 && timer.steps.length > 0) emit('out', { rows })
    return (timer.event !== undefined && this.watermark.endBatch()) || over.length > 0
  }

  /** The key's row with what the timer made of it. */
  private goOff(cell: Cell, { steps, keep }: TimerRule): Row {
    this.wentOff += 1
    cell.state = next(cell.state, { state: cell.state }, steps)
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
    const cells = full ? [...this.cells.values()] : [...this.unsaved]
    const deleted = [...this.forgotten]
    this.unsaved.clear()
    this.forgotten.clear()
    const set = cells.map(cell => [cell.id, this.saved(cell)] as const)
    const facts = this.facts()
    return { set, deleted, ...(facts === undefined ? {} : { facts }) }
  }

  private saved(cell: Cell): Json {
    const row = asJson(this.write(rowOf(cell)))
    return cell.due === undefined ? row : [row, cell.due]
  }

  private facts(): Json | undefined {
    const { timer } = this.options
    if (!timer) return undefined
    const kind = timer.event ? 'event' : 'processing'
    return {
      timers: kind,
      wentOff: this.wentOff,
      forgot: this.forgot,
      marks: this.watermark.save(),
    }
  }

  restore: Operator['restore'] = ({ keys, facts }) => {
    const known = isFacts(facts) ? facts : undefined
    const { timer } = this.options
    // A moment of the other clock says nothing here.
    const isSameClock = timer && known?.timers === (timer.event ? 'event' : 'processing')
    for (const [id, saved] of keys) {
      const [state, due] = Array.isArray(saved) ? saved : [saved]
      const row = this.read(state)
      if (!isRow(row)) continue
      const part = (of: (name: string) => boolean): Row =>
        Object.fromEntries(Object.entries(row).filter(([name]) => of(name)))
      const isHead = (name: string) => this.headNames.includes(name)
      const cell: Cell = {
        id,
        head: part(isHead),
        state: part(name => !isHead(name)),
        ...{ sinceMs: 0, touchedMs: 0, due: undefined, queued: undefined },
      }
      this.cells.set(id, cell)
      if (isSameClock && typeof due === 'number') this.timers.set(cell, due)
    }
    if (!known) return
    this.wentOff = known.wentOff
    this.forgot = known.forgot
    const [times, closing, late] = known.marks
    if (isSameClock && timer.event) this.watermark.restore(times, closing, late)
  }

  resumed(nowMs: number): void {
    this.watermark.resumed(nowMs)
  }

  refresh(emit: Emit): void {
    if (this.cells.size > 0) emit('out', { rows: [...this.cells.values()].map(rowOf) })
  }

  stateKeys(): number {
    return this.cells.size
  }

  timerCounts(): Omit<TimerLedger, 'node'> | undefined {
    if (!this.options.timer) return undefined
    return { waiting: this.timers.size, wentOff: this.wentOff, forgot: this.forgot }
  }

  *keptKeys(): Generator<() => KeptKey> {
    for (const cell of this.cells.values()) yield () => this.told(cell)
  }

  private told(cell: Cell): KeptKey {
    const { sinceMs, touchedMs } = cell
    return {
      key: this.written(rowOf(cell), name => this.headNames.includes(name)),
      value: this.written(rowOf(cell), name => !this.headNames.includes(name)),
      ...(sinceMs > 0 ? { since: sinceMs } : {}),
      ...(touchedMs > 0 ? { touched: touchedMs } : {}),
      ...(cell.due === undefined ? {} : { due: cell.due }),
    }
  }

  private written(row: Row, isWanted: (name: string) => boolean): Json {
    const written = Object.entries(Object(this.write(row)))
    return Object.fromEntries(
      written.flatMap(([name, value]) => (isWanted(name) ? [[name, asJson(value)]] : [])),
    )
  }

  private cellOf(row: Row): Cell | undefined {
    return this.cells.get(textOfKey(this.keys.keyOf(row)))
  }

  keptFor: Operator['keptFor'] = (_input, row) => {
    const cell = this.cellOf(row)
    if (cell) return [this.told(cell)]
    const isHead = (name: string) => this.headNames.includes(name)
    return [{ key: this.written(this.keys.head(row), isHead), value: null }]
  }

  givesFor: Operator['givesFor'] = (_input, row) => {
    const cell = this.cellOf(row)
    return cell ? [rowOf(cell)] : []
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

const rowOf = (cell: Cell): Row => ({ ...cell.head, ...cell.state })

function next(before: Row, row: Row, steps: readonly Named<CompiledExpression>[]): Row {
  const after: Record<string, Value> = {}
  for (const [name, value] of Object.entries(before)) after[name] = value ?? null
  for (const { name, it } of steps) after[name] = it.evaluate(row)
  return after
}

interface Facts {
  readonly timers: string
  readonly wentOff: number
  readonly forgot: number
  readonly marks: readonly Json[]
}

const isFacts = (facts: Json | undefined): facts is Facts & Json =>
  typeof facts === 'object' && facts !== null && 'timers' in facts
