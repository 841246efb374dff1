// A batch into one sink: when nobody holds it back, again and again until it takes it, and what
// came to stand there twice is said.
import type { GraphNode } from './graph'
import { patiently, type RunContext } from '../run-context'
import type { SinkGate } from './sink-gate'

export async function writeSink(
  run: RunContext,
  gate: SinkGate,
  { id, operator, stats, inputs }: GraphNode,
  batchNo: number,
  afterCrash: boolean,
  stop: AbortSignal,
): Promise<void> {
  await gate.pass(id, stats, stop)
  const doubledBefore = operator.doubled?.() ?? 0
  let again = afterCrash
  await patiently(run, [id], stop, async () => {
    const isAgain = again
    again = true
    await operator.flush?.(batchNo, isAgain)
  })
  const doubled = (operator.doubled?.() ?? 0) - doubledBefore
  if (doubled > 0) run.stats.say('warn', 'run-doubled', { node: id, count: doubled }, id)
  for (const edge of inputs) edge.lag = 0
}
