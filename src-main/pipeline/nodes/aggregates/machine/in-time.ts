// The rows that a timer by event time is set by. Rows behind the watermark are too late, as Spark has it,
// and go out by the port for that; a row without a time never is.
import type { CompiledExpression, Row } from '@shared/expr'
import { LATE_PORT } from '@shared/lab'
import type { Emit } from '../../../model/batch'
import type { NodeEnv } from '../../../model/operator'
import type { Watermark } from '../../../model/watermark'

interface Timing {
  readonly env: NodeEnv
  readonly watermark: Watermark
  readonly time: CompiledExpression
  /** The lab's clock. */
  readonly nowMs: number
}

export function rowsInTime(
  { env, watermark, time, nowMs }: Timing,
  rows: readonly Row[],
  emit: Emit,
): readonly Row[] {
  const seen = env.watch.begin(env.lane(), rows.length, nowMs)
  const taken: Row[] = []
  const tooLate: Row[] = []
  let newest = -Infinity
  for (const row of rows) {
    const at = time.evaluate(row)
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
