// The way back after a restart: state and positions of the last commit, then the batches that were
// noted after it once more, exactly. A sink therefore sees the same batches again and can tell.
import type { RedeliveredSink } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { Restored } from '../checkpoint-frames'
import { savedInputs } from './job-facts'
import type { Signal } from '../signal'
import type { ChunkOf, CycleParts, MicroBatches } from './micro-batches'
import { RowsAgain } from '../redelivery/rows-again'

const LOOK_EVERY_MS = 200

/** Opens the inputs where the last commit left them. They only read: nothing is changed yet. */
export async function openInputs(
  { inputs }: Pick<CycleParts, 'inputs'>,
  { commit, plans }: Restored,
): Promise<void> {
  const saved = commit ? savedInputs(commit) : {}
  for (const input of inputs) {
    input.restore(saved[input.id])
    const plannedTo = plans.flatMap(plan =>
      plan.ranges.flatMap(([id, , , to]) => (id === input.id ? [to] : [])),
    )
    await input.open(commit?.positions[input.id], Math.max(0, ...plannedTo))
  }
}

export function chunksOf(
  { inputs, stop }: CycleParts,
  batches: MicroBatches,
  arrived: Signal,
): ChunkOf {
  return async ([id, partition, from, to]) => {
    for (;;) {
      const chunk = inputs.find(input => input.id === id)?.takeRange(partition, from, to)
      if (chunk) return chunk
      batches.needInputs()
      if (stop.aborted) throw new LabError('cancelled', { kind: 'cancelled' })
      await arrived.wait(LOOK_EVERY_MS)
    }
  }
}

/** Repeats the batches after the last commit; `told` is what its sinks were given again. */
export async function replay(
  { graph }: CycleParts,
  batches: MicroBatches,
  { plans }: Restored,
  chunkOf: ChunkOf,
  told: (sinks: readonly RedeliveredSink[]) => Promise<void> = async () => {},
): Promise<void> {
  graph.refresh()
  if (plans.length > 0) graph.rowsAgain = new RowsAgain(graph.bound)
  for (const plan of plans) await batches.again(plan, chunkOf)
  const sinks = await graph.rowsAgain?.sinksAgain()
  graph.rowsAgain = undefined
  // Before the commit: behind it nobody knows any more that these batches were done again.
  if (sinks) await told(sinks)
  // Not before: these batches were made with the times that were. The commit notes the new ones.
  batches.resumed()
  // Positions are known from here on: a crash before the first commit must not move `latest` to a
  // later place.
  await batches.commit()
}
