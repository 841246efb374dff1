// What has failed in the run, as problems with a remedy: each reason once, at the first node that it
// stopped.
import type { GraphStat } from '@shared/contract'
import type { ErrorData } from '@shared/errors'

export interface RunProblem {
  readonly node: string
  readonly error: ErrorData
  /** Further nodes that the same failure stopped. */
  readonly more: number
}

export function runProblems(stats: Iterable<GraphStat>): RunProblem[] {
  const found = new Map<string, RunProblem>()
  for (const { key, state, error } of stats) {
    if (state !== 'failed' || error === undefined || !key.startsWith('node:')) continue
    const same = JSON.stringify(error)
    const known = found.get(same)
    found.set(
      same,
      known === undefined
        ? { node: key.slice(5), error, more: 0 }
        : { ...known, more: known.more + 1 },
    )
  }
  return [...found.values()]
}
