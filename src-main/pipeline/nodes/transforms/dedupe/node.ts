// Lets each key through once. With a time and a watermark the memory of keys is bounded: a key is
// forgotten when no row of its time can come any more (Spark's dropDuplicates with a watermark:
// what lies at the watermark itself is late already); without them all keys are remembered, and so
// is the key of a row without a time.
import { type CompiledExpression, type Row, type StructType } from '@shared/expr'
import { z } from 'zod'
import type { Json, NodeEnv, Operator } from '../../../model/operator'
import { defineNode } from '../../../model/define-node'
import { durationMs, durationSchema } from '../../../model/duration'
import { keyTextOf } from '../../../model/rows'

const config = z.strictObject({
  by: z.array(z.string()).min(1),
  time: z.string().optional(),
  watermark: durationSchema.optional(),
})

export const dedupeNode = defineNode({
  type: 'dedupe',
  version: 1,
  kind: 'step',
  group: 'shape',
  icon: 'copy-minus',
  title: { en: 'Deduplicate', 'pt-BR': 'Deduplicar', es: 'Deduplicar' },
  doc: {
    en: 'Lets each key through once.',
    'pt-BR': 'Deixa passar cada chave uma única vez.',
    es: 'Deja pasar cada clave una sola vez.',
  },
  inputs: 'one',
  outputs: ['out'],
  config,
  initial: { by: ['id'] },
  remembers: ['from', 'by', 'time'],
  bind(context, { by, time, watermark }) {
    const { input } = context
    if (input.keys) context.problem('', 'lab-needs-events', { type: 'dedupe' })
    for (const name of by) context.field('by', name)
    const at = time === undefined ? undefined : context.expression('time', time)
    if (at && at.type.kind !== 'timestamp')
      context.problem('time', 'lab-not-a-timestamp', { text: time ?? '', found: at.type.kind })
    if ((time === undefined) !== (watermark === undefined))
      context.problem(time === undefined ? 'time' : 'watermark', 'lab-time-and-watermark')
    const delay = watermark === undefined ? 0 : durationMs(watermark)
    return { outputs: { out: input }, create: env => new Dedupe(env, by, input.row, at, delay) }
  },
})

const NEVER_FORGOTTEN = Number.MAX_SAFE_INTEGER

/** Key → its event time (0 when nobody asks for one). */
class Dedupe implements Operator {
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
