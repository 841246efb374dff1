// The running deduplication: the keys it has seen, each with its time, until the watermark passes it.
import type { Row, StructType, CompiledExpression } from '@shared/expr'
import type { Operator, NodeEnv, Json } from '../../../model/operator'
import { keyTextOf } from '../../../model/rows'

const NEVER_FORGOTTEN = Number.MAX_SAFE_INTEGER
/** Key → its event time (0 when nobody asks for one). */
export class Dedupe implements Operator {
  private readonly seen = new Map<string, number>()
  private readonly changed = new Set<string>()
  private readonly forgotten = new Set<string>()
  private newest = -Infinity
  private watermark = -Infinity
  private readonly keyText: (row: Row) => string

  constructor(
    private readonly env: NodeEnv,
    by: readonly string[],
    row: StructType,
    private readonly time: CompiledExpression | undefined,
    private readonly delayMs: number,
  ) {
    this.keyText = keyTextOf(by, row)
  }

  batch: Operator['batch'] = (_input, { rows }, emit) => {
    const fresh: Row[] = []
    let late = 0
    for (const row of rows) {
      const value = this.time?.evaluate(row)
      const at = typeof value === 'number' ? value : this.time ? NEVER_FORGOTTEN : 0
      if (this.time && at <= this.watermark) {
        late += 1
        continue
      }
      if (at !== NEVER_FORGOTTEN) this.newest = Math.max(this.newest, at)
      const key = this.keyText(row)
      if (this.seen.has(key)) continue
      this.seen.set(key, at)
      this.changed.add(key)
      fresh.push(row)
    }
    if (late > 0) this.env.late(0, late)
    if (fresh.length > 0) emit('out', { rows: fresh })
  }

  finish(): void {
    if (!this.time || this.newest - this.delayMs <= this.watermark) return
    this.watermark = this.newest - this.delayMs
    for (const [key, at] of this.seen) {
      if (at > this.watermark) continue
      this.seen.delete(key)
      this.changed.delete(key)
      this.forgotten.add(key)
    }
  }

  snapshot: Operator['snapshot'] = full => {
    const keys = full ? [...this.seen.keys()] : [...this.changed]
    const set = keys.map(key => [key, this.seen.get(key) ?? 0] as const)
    const deleted = [...this.forgotten]
    this.changed.clear()
    this.forgotten.clear()
    const facts: Json = [
      Number.isFinite(this.newest) ? this.newest : null,
      Number.isFinite(this.watermark) ? this.watermark : null,
    ]
    return { set, deleted, facts }
  }

  restore: Operator['restore'] = ({ keys, facts }) => {
    for (const [key, at] of keys) this.seen.set(key, Number(at))
    if (!Array.isArray(facts)) return
    const [newest, watermark] = facts
    if (typeof newest === 'number') this.newest = newest
    if (typeof watermark === 'number') this.watermark = watermark
  }

  stateKeys(): number {
    return this.seen.size
  }
}
