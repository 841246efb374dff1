// The running deduplication: the keys it has seen, each with its time, until the watermark passes it.
import type { ColdPart, TimeStat } from '@shared/contract'
import type { Row, StructType, CompiledExpression } from '@shared/expr'
import { LATE_PORT } from '@shared/lab'
import type {
  Json,
  KeptKey,
  NodeEnv,
  Operator,
  StateDelta,
  TimeDetail,
} from '../../../model/operator'
import { keyTextOf, shownKey } from '../../../model/rows'
import type { Watermark } from '../../../model/watermark'
import { coldPlaceOf } from '../../cold/cold-place'
import { SpillMap } from '../../cold/spill-map'

const NEVER_FORGOTTEN = Number.MAX_SAFE_INTEGER

/** Key → its event time (0 when nobody asks for one). */
export class Dedupe implements Operator {
  private readonly seen: SpillMap<number>
  private readonly changed = new Set<string>()
  private readonly forgotten = new Set<string>()
  private readonly keyText: (row: Row) => string

  constructor(
    private readonly env: NodeEnv,
    private readonly by: readonly string[],
    row: StructType,
    private readonly time: CompiledExpression | undefined,
    private readonly watermark: Watermark,
    /** The watermark's delay. */
    private readonly delayMs: number,
    /** The lab's clock, as recorded with the batch under way. */
    private readonly now: () => number,
  ) {
    this.keyText = keyTextOf(by, row)
    const dueMs = (at: number) => (at === NEVER_FORGOTTEN ? Infinity : at)
    const form = {
      write: (at: number) => at,
      read: (saved: Json) => Number(saved),
      ...(time ? { dueMs } : {}),
    }
    this.seen = new SpillMap<number>(form, coldPlaceOf(env))
  }

  batch: Operator['batch'] = (_input, { rows }, emit) => {
    const fresh: Row[] = []
    const tooLate: Row[] = []
    let newest = -Infinity
    const seen = this.time && this.env.watch.begin(this.env.lane(), rows.length, this.now())
    const { watermark } = this
    for (const row of rows) {
      const value = this.time?.evaluate(row)
      const at = typeof value === 'number' ? value : this.time ? NEVER_FORGOTTEN : 0
      if (this.time && at !== NEVER_FORGOTTEN && at > newest) newest = at
      if (seen && at !== NEVER_FORGOTTEN) this.env.watch.drops.add(watermark.slackOf(at))
      if (this.time && at <= watermark.late) {
        tooLate.push(row)
        seen?.late(at, watermark.behind(at), true)
        continue
      }
      if (at !== NEVER_FORGOTTEN) seen?.onTime(at)
      const key = this.keyText(row)
      if (this.seen.has(key)) continue
      this.seen.set(key, at)
      this.changed.add(key)
      fresh.push(row)
    }
    this.watermark.see(newest)
    if (tooLate.length > 0) {
      this.env.late(0, tooLate, 0)
      emit(LATE_PORT, { rows: tooLate })
    }
    if (fresh.length > 0) emit('out', { rows: fresh })
  }

  wakeAt(): number | undefined {
    return this.watermark.isAhead ? 0 : this.watermark.idleAt
  }

  finish(): boolean {
    const { closing, isAhead } = this.watermark
    if (isAhead) {
      this.seen.recall(closing)
      for (const [key, at] of this.seen.near) {
        if (at > closing) continue
        this.seen.delete(key)
        this.changed.delete(key)
        this.forgotten.add(key)
      }
    }
    return this.watermark.endBatch()
  }

  snapshot: Operator['snapshot'] = full => {
    const set = full
      ? Array.from(this.seen.entries(), ([key, at]) => [key, at] as const)
      : Array.from(this.changed, key => [key, this.seen.near.get(key) ?? 0] as const)
    const deleted = [...this.forgotten]
    this.changed.clear()
    this.forgotten.clear()
    this.seen.makeRoom()
    return { set, deleted, facts: this.watermark.save() }
  };

  *snapshotParts(): Generator<StateDelta> {
    yield { facts: this.watermark.save() }
    yield* this.seen.pieces()
  }

  restore: Operator['restore'] = ({ keys, facts }) => {
    this.seen.restore(keys)
    if (!Array.isArray(facts)) return
    const [times, closing, late] = facts
    this.watermark.restore(times, closing, late)
  }

  resumed(nowMs: number): void {
    this.watermark.resumed(nowMs)
  }

  stateKeys(): number {
    return this.seen.size
  }

  coldState(): ColdPart {
    return this.seen.coldState
  }

  *keptKeys(): Generator<() => KeptKey> {
    for (const [text, at, isCold] of this.seen.entries())
      yield () => ({ ...this.told(text, at), ...(isCold ? { isCold } : {}) })
  }

  private told(text: string, at: number): KeptKey {
    return {
      key: this.fieldsOf(text),
      value: {},
      ...(this.time && at !== NEVER_FORGOTTEN ? { at } : {}),
    }
  }

  keptFor: Operator['keptFor'] = (_input, row) => {
    const text = this.keyText(row)
    const at = this.seen.peek(text)
    return [at === undefined ? { key: this.fieldsOf(text), value: null } : this.told(text, at)]
  }

  keyFor(_input: number, row: Row): Json {
    return this.fieldsOf(this.keyText(row))
  }

  timeFor: Operator['timeFor'] = (_input, row) => {
    const value = this.time?.evaluate(row)
    return typeof value === 'number' ? value : undefined
  }

  async close(): Promise<void> {
    this.seen.close()
  }

  private fieldsOf(text: string): Json {
    const { by } = this
    const parts: unknown = by.length === 1 ? [text] : JSON.parse(text)
    const values = Array.isArray(parts) ? parts.map(String) : []
    return Object.fromEntries(by.map((name, i) => [name, shownKey(values[i])]))
  }

  timeStat(): TimeStat {
    return this.watermark.stat()
  }

  timeDetail(): TimeDetail {
    const { watermark, delayMs } = this
    const hasTime = this.time !== undefined
    const delay = hasTime ? { delayMs } : {}
    return { lanes: hasTime ? watermark.lanes : [], refuses: hasTime, ...delay }
  }
}
