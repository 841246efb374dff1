// Which changes of a lab a running run takes over, and what the others need: a restart (nothing is lost), or a clean start (state
// that was added up under other rules cannot be kept).
import type { LabFile } from '@shared/lab'
import { parseRate } from '@shared/lab'

const STATEFUL = new Set(['aggregate', 'machine', 'dedupe'])

export interface LabChanges {
  readonly applied: string[]
  readonly refused: { node: string; needs: 'restart' | 'clean' }[]
  readonly rates: { node: string; rate: number | 'max' }[]
}

export function changesOf(before: LabFile, after: LabFile): LabChanges {
  const changes: LabChanges = { applied: [], refused: [], rates: [] }
  const ids = new Set([...Object.keys(before.nodes), ...Object.keys(after.nodes)])
  for (const id of ids) {
    const [old, now] = [before.nodes[id], after.nodes[id]]
    if (same(old, now)) continue
    const working = (node: typeof old) => node && [node.type, node.from, node.with]
    if (old && now && same(working(old), working(now))) {
      changes.applied.push(id)
      continue
    }
    const rate = old && now ? newRate(old, now) : undefined
    if (rate !== undefined) {
      changes.rates.push({ node: id, rate })
      changes.applied.push(id)
      continue
    }
    const stateful = STATEFUL.has(old?.type ?? '') || STATEFUL.has(now?.type ?? '')
    changes.refused.push({ node: id, needs: old && stateful ? 'clean' : 'restart' })
  }
  const records = (lab: LabFile) => [lab.records, lab.catalogs, lab.connections, lab.seed, lab.timezone]
  if (!same(records(before), records(after))) {
    const sources = Object.entries(after.nodes).filter(([id, node]) => node.from === undefined && before.nodes[id])
    for (const [id] of sources) if (!changes.refused.some(r => r.node === id)) changes.refused.push({ node: id, needs: 'clean' })
  }
  return changes
}

/** The rate, when it is all that changed. */
function newRate(old: LabFile['nodes'][string], now: LabFile['nodes'][string]): number | 'max' | undefined {
  const { rate: _, ...oldRest } = old.with ?? {}
  const { rate, ...nowRest } = now.with ?? {}
  if (old.type !== now.type || !same(old.from, now.from) || !same(oldRest, nowRest)) return undefined
  const perSecond = typeof rate === 'string' || typeof rate === 'number' ? parseRate(rate) : undefined
  return perSecond === Infinity ? 'max' : perSecond
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
