// What each output mode gives out of the same batches, also the two that are not in use. Counts are
// exact for the rows that the node took; rows that were too late are in none of them.
import type { ModeName, ModeRows, ModesView } from '@shared/contract'
import type { Row } from '@shared/expr'
import type { Json } from '../../../model/operator'

const BATCHES_SHOWN = 28
export const SAMPLE_ROWS = 6

export interface BatchOfModes {
  /** Rows that changed. */
  readonly changed: number
  /** Rows that nothing can change any more. */
  readonly over: number
}

const MODES = ['append', 'update', 'complete'] as const

export class Modes {
  private batch = 0
  /** Rows that there have ever been. */
  rowsMade = 0
  private readonly sent: Record<ModeName, number[]> = { append: [], update: [], complete: [] }
  private readonly sums: Record<ModeName, number> = { append: 0, update: 0, complete: 0 }
  /** Sessions that ended before this have been counted. */
  passedTo = -Infinity
  changed: readonly Row[] = []
  over: readonly Row[] = []

  end({ changed, over }: BatchOfModes): void {
    if (changed === 0 && over === 0) return
    this.batch += 1
    // Spark gives the whole table out whenever a batch had rows.
    const rows = { append: over, update: changed, complete: changed > 0 ? this.rowsMade : 0 }
    for (const mode of MODES) {
      const { [mode]: sent } = this.sent
      sent.push(rows[mode])
      if (sent.length > BATCHES_SHOWN) sent.shift()
      this.sums[mode] += rows[mode]
    }
  }

  view(
    inUse: ModeName,
    columns: readonly string[],
    inState: Readonly<Record<ModeName, number>>,
    samples: Readonly<Record<ModeName, ModeRows['sample']>>,
  ): ModesView {
    const modes = MODES.map(mode => ({
      mode,
      inBatch: this.sent[mode].at(-1) ?? 0,
      sent: [...this.sent[mode]],
      sinceStart: this.sums[mode],
      inState: inState[mode],
      inTable: mode === 'append' ? this.sums.append : this.rowsMade,
      sample: samples[mode],
    }))
    return { inUse, batch: this.batch, columns, modes }
  }

  save(): Json {
    return [
      this.batch,
      this.rowsMade,
      MODES.map(mode => this.sums[mode]),
      MODES.map(mode => this.sent[mode]),
      Number.isFinite(this.passedTo) ? this.passedTo : null,
    ]
  }

  restore(saved: Json | undefined): void {
    if (!Array.isArray(saved)) return
    const [batch, made, sums, sent, passedTo] = saved
    if (typeof passedTo === 'number') this.passedTo = passedTo
    this.batch = Number(batch)
    this.rowsMade = Number(made)
    for (const [at, mode] of MODES.entries()) {
      this.sums[mode] = Array.isArray(sums) ? Number(sums[at]) : 0
      const list = Array.isArray(sent) ? sent[at] : undefined
      this.sent[mode].push(...(Array.isArray(list) ? list.map(Number) : []))
    }
  }
}
