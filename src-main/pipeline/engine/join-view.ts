// What a join did with its rows, put together when somebody looks. The counts are those of the ledger, and
// the rows those of the state browser, read from the same node.
import type { JoinView } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { JoinsAsked } from '../model/run-types'
import type { GraphNode } from './job/graph'
import { lookThrough } from './look-through'

const PAGE_ROWS = 100

export async function joinViewOf(
  { node, outcome, key, search, from = 0, limit = PAGE_ROWS }: JoinsAsked,
  found: Pick<GraphNode, 'operator' | 'stats' | 'inputs'> | undefined,
  nowMs: number,
): Promise<JoinView> {
  const { operator } = found ?? {}
  if (!found || !operator?.joinDetail || !operator.joinRows)
    throw new LabError('run-no-join', { kind: 'usage', params: { node } })
  const asked = { outcome, key, search: search?.toLowerCase() }
  const { items, next } = await lookThrough(operator.joinRows(asked), { from, limit }, row => row)
  // Behind the walk, so that counts and times are of one moment.
  const { sides, ...detail } = operator.joinDetail()
  return {
    ...{ node, nowMs, tooLate: found.stats.tooLate, ...detail, items },
    sides: sides.map(side => ({ ...side, from: fromOf(found.inputs[side.input]?.id ?? '') })),
    ...(next === undefined ? {} : { next }),
  }
}

/** An edge is `from>to` or `from.port>to`. */
const fromOf = (edge: string) => /^[^.>]*/.exec(edge)?.[0] ?? ''
