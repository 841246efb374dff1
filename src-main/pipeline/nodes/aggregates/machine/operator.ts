// The running state machine: one state for each key. All new values of a row come from the state
// before it.
import {
  type Row,
  type Value,
  type CompiledExpression,
  type StructType,
  compileWriter,
  compileReader,
  isRow,
} from '@shared/expr'
import type { Emit } from '../../../model/batch'
import type { Json, KeptKey, Operator } from '../../../model/operator'
import { textOfKey, asJson } from '../../../model/rows'
import { KeyReader, type Named } from '../key-reader'

interface Cell {
  readonly id: string
  readonly head: Row
  state: Row
  /** By the lab's clock; 0: in an earlier life of the run. */
  readonly sinceMs: number
  touchedMs: number
}

export class Machine implements Operator {
  private readonly cells = new Map<string, Cell>()
  private changed = new Set<Cell>()
  private readonly unsaved = new Set<Cell>()
  private readonly keys: KeyReader
  private readonly write: (value: Value) => unknown
  private readonly read: (json: unknown) => Value

  constructor(
    by: readonly Named<CompiledExpression>[],
    private readonly starts: readonly Named<CompiledExpression>[],
    private readonly steps: readonly Named<CompiledExpression>[],
    private readonly test: CompiledExpression | undefined,
    row: StructType,
  ) {
    this.keys = new KeyReader(by)
    this.write = compileWriter(row)
    this.read = compileReader(row)
    this.headNames = by.map(b => b.name)
  }

  private readonly headNames: readonly string[]
  private nowMs = 0

  clock(nowMs: number): void {
    this.nowMs = nowMs
  }

  batch: Operator['batch'] = (_input, { rows }) => {
    for (const row of rows) {
      const id = textOfKey(this.keys.keyOf(row))
      const cell = this.cells.get(id) ?? this.create(id, row)
      const both: Row = { ...row, state: cell.state }
      if (this.test && this.test.evaluate(both) !== true) continue
      const next: Record<string, Value> = {}
      for (const [name, value] of Object.entries(cell.state)) next[name] = value ?? null
      for (const { name, it } of this.steps) next[name] = it.evaluate(both)
      cell.state = next
      cell.touchedMs = this.nowMs
      this.changed.add(cell)
      this.unsaved.add(cell)
    }
  }

  private create(id: string, row: Row): Cell {
    const { nowMs } = this
    const state: Record<string, Value> = {}
    for (const { name, it } of this.starts) state[name] = it.evaluate(row)
    const cell: Cell = { id, head: this.keys.head(row), state, sinceMs: nowMs, touchedMs: nowMs }
    this.cells.set(id, cell)
    // Also when `when` says no to this row: what it begins with came from here.
    this.unsaved.add(cell)
    return cell
  }

  finish(emit: Emit): void {
    if (this.changed.size === 0) return
    const rows = [...this.changed].map(rowOf)
    this.changed = new Set()
    emit('out', { rows })
  }

  snapshot: Operator['snapshot'] = full => {
    const cells = full ? [...this.cells.values()] : [...this.unsaved]
    this.unsaved.clear()
    return { set: cells.map(cell => [cell.id, asJson(this.write(rowOf(cell)))] as const) }
  }

  restore: Operator['restore'] = ({ keys }) => {
    for (const [id, saved] of keys) {
      const row = this.read(saved)
      if (!isRow(row)) continue
      const part = (of: (name: string) => boolean): Row =>
        Object.fromEntries(Object.entries(row).filter(([name]) => of(name)))
      const isHead = (name: string) => this.headNames.includes(name)
      const state = part(name => !isHead(name))
      this.cells.set(id, { id, head: part(isHead), state, sinceMs: 0, touchedMs: 0 })
    }
  }

  refresh(emit: Emit): void {
    if (this.cells.size > 0) emit('out', { rows: [...this.cells.values()].map(rowOf) })
  }

  stateKeys(): number {
    return this.cells.size
  }

  *keptKeys(): Generator<() => KeptKey> {
    const keep = (row: Row, isWanted: (name: string) => boolean): Json => {
      const written = Object.entries(Object(this.write(row)))
      return Object.fromEntries(
        written.flatMap(([name, value]) => (isWanted(name) ? [[name, asJson(value)]] : [])),
      )
    }
    for (const cell of this.cells.values())
      yield () => ({
        key: keep(rowOf(cell), name => this.headNames.includes(name)),
        value: keep(rowOf(cell), name => !this.headNames.includes(name)),
        ...(cell.sinceMs > 0 ? { since: cell.sinceMs } : {}),
        ...(cell.touchedMs > 0 ? { touched: cell.touchedMs } : {}),
      })
  }
}

const rowOf = (cell: Cell): Row => ({ ...cell.head, ...cell.state })
