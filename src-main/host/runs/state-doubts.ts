// What becomes of each node's state when a lab that has changed since it ran is started, for a person to
// know before it happens.
import type { Contract, StateFate } from '@shared/contract'
import type { HandlersOf } from '@shared/rpc'
import { stateFates } from '@main/pipeline'
import type { LabRuns } from './lab-runs'
import { runnable } from './lab-runs'

type Wish = Parameters<HandlersOf<Contract>['runs']['doubts']>[0]

/** None where nothing is kept: a clean start, a lab that never ran, jobs that another engine does. */
export async function stateDoubts(
  runs: LabRuns,
  text: string,
  { ref, clean, spark, flink }: Wish,
): Promise<StateFate[]> {
  if (clean || spark !== undefined || flink) return []
  const lab = runnable(ref, text)
  const before = await runs.labOf(lab.id)
  return before ? stateFates(before, lab) : []
}
