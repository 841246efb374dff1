// Opens a source node's records, with what the person asked for on the command line laid over what
// the lab says.
import type { RunOverrides } from '@shared/contract'
import { LabError } from '@shared/errors'
import { bindLab } from '../plan/check-lab'
import type { Json } from '../model/operator'
import { nodeEnv, type RunContext } from './run-context'
import type { Source } from '../model/source'

export async function openSource(
  run: RunContext,
  node: string,
  from: number,
  saved?: Json,
): Promise<Source> {
  const bound = bindLab(run.lab, () => run.clock.now()).nodes.get(node)?.bound
  if (!bound?.source)
    throw new LabError('bug', { kind: 'bug', params: { message: `${node} is no source` } })
  const overrides: RunOverrides = run.overrides
  return bound.source(
    nodeEnv(run, node, () => {}),
    {
      seed: run.seed,
      from,
      now: () => run.clock.now(),
      ...(saved === undefined ? {} : { saved }),
      ...(run.startMs === undefined ? {} : { startMs: run.startMs }),
      ...(overrides.rate === undefined ? {} : { rate: overrides.rate }),
      ...(overrides.events === undefined ? {} : { events: overrides.events }),
      ...(overrides.forMs === undefined ? {} : { forMs: overrides.forMs }),
    },
  )
}
