// What a state machine keeps of one key: as a row, as a checkpoint entry and back from one, and as a
// person sees it.
import {
  compileReader,
  compileWriter,
  isRow,
  type CompiledExpression,
  type Row,
  type StructType,
  type Value,
} from '@shared/expr'
import type { Json, KeptKey } from '../../../model/operator'
import { asJson } from '../../../model/rows'
import type { Named } from '../key-reader'
import type { Timed } from './timers'

export interface Cell extends Timed {
  readonly head: Row
  state: Row
  /** By the lab's clock; 0: in an earlier life of the run, or before it was in a file. */
  readonly sinceMs: number
  touchedMs: number
}

export class CellForm {
  private readonly writeRow: (value: Value) => unknown
  private readonly readRow: (json: unknown) => Value

  constructor(
    row: StructType,
    private readonly headNames: readonly string[],
  ) {
    this.writeRow = compileWriter(row)
    this.readRow = compileReader(row)
  }

  fresh(id: string, head: Row, state: Row, nowMs: number): Cell {
    const times = { sinceMs: nowMs, touchedMs: nowMs, due: undefined, queued: undefined }
    return { id, head, state, ...times }
  }

  /** The row; where the key has a timer, with its moment. */
  write(cell: Cell): Json {
    const row = asJson(this.writeRow(rowOf(cell)))
    return cell.due === undefined ? row : [row, cell.due]
  }

  read(saved: Json, id: string): Cell | undefined {
    const [written, due] = Array.isArray(saved) ? saved : [saved]
    const row = this.readRow(written)
    if (!isRow(row)) return undefined
    const part = (of: (name: string) => boolean): Row =>
      Object.fromEntries(Object.entries(row).filter(([name]) => of(name)))
    const isHead = (name: string) => this.headNames.includes(name)
    const cell = this.fresh(
      id,
      part(isHead),
      part(name => !isHead(name)),
      0,
    )
    if (typeof due === 'number') cell.due = due
    return cell
  }

  /** An entry that has no other fields of the state than these. */
  grown(saved: Json, starts: readonly Named<CompiledExpression>[], names: readonly string[]): Json {
    const fresh = starts.filter(({ name }) => !names.includes(name))
    const begun = Object.fromEntries(fresh.map(({ name, it }) => [name, constantOf(it)]))
    const written = Object.entries(Object(this.writeRow(begun)))
    const added = Object.fromEntries(
      written.flatMap(([name, value]) => (name in begun ? [[name, asJson(value)]] : [])),
    )
    const [row, ...due] = Array.isArray(saved) ? saved : [saved]
    const whole = { ...Object(row), ...added }
    return due.length > 0 ? [whole, ...due] : whole
  }

  told(cell: Cell): KeptKey {
    const { sinceMs, touchedMs } = cell
    return {
      key: this.written(rowOf(cell), name => this.headNames.includes(name)),
      value: this.written(rowOf(cell), name => !this.headNames.includes(name)),
      ...(sinceMs > 0 ? { since: sinceMs } : {}),
      ...(touchedMs > 0 ? { touched: touchedMs } : {}),
      ...(cell.due === undefined ? {} : { due: cell.due }),
    }
  }

  /** Of a key that nothing is kept for. */
  toldNone(head: Row): KeptKey {
    return { key: this.written(head, name => this.headNames.includes(name)), value: null }
  }

  private written(row: Row, isWanted: (name: string) => boolean): Json {
    const written = Object.entries(Object(this.writeRow(row)))
    return Object.fromEntries(
      written.flatMap(([name, value]) => (isWanted(name) ? [[name, asJson(value)]] : [])),
    )
  }
}

export const rowOf = (cell: Cell): Row => ({ ...cell.head, ...cell.state })

/** What an expression is without a row; NULL where it needs one. */
export const constantOf = ({ constant, evaluate }: CompiledExpression): Value =>
  constant ? evaluate({}) : null

/** All new values come from the row with the state before it. */
export function nextState(before: Row, row: Row, steps: readonly Named<CompiledExpression>[]): Row {
  const after: Record<string, Value> = {}
  for (const [name, value] of Object.entries(before)) after[name] = value ?? null
  for (const { name, it } of steps) after[name] = it.evaluate(row)
  return after
}

/** Entries whose moments are of another clock, which say nothing here. */
export function* withoutMoments(
  entries: Iterable<readonly [id: string, saved: Json]>,
): Generator<readonly [id: string, saved: Json]> {
  for (const [id, saved] of entries) yield [id, Array.isArray(saved) ? (saved[0] ?? null) : saved]
}
