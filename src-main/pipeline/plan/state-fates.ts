// What becomes of each node's state when a run goes on with a lab that has changed since: said before
// it happens. The same comparison (`changesOf`) decides at the start.
import type { LabChange, StateFate } from '@shared/contract'
import type { LabFile } from '@shared/lab'
import { nodeTypes } from '../nodes'
import { bindLab, type BoundLab } from './check-lab'
import { changesOf } from './changes'
import { growthOf, rememberedSettings, signatureOf } from './signature'

/** Seed and clock are the run folder's business, which has errors of its own. */
const NOT_STATE = new Set(['seed', 'clock'])

/** None where nothing has changed that a state could depend on. */
export function stateFates(before: LabFile, after: LabFile): StateFate[] {
  const changes = changesOf(before, after).filter(
    ({ code, path }) => code !== 'change-shown' && !NOT_STATE.has(path),
  )
  if (changes.length === 0) return []
  const [old, now] = [bindLab(before, () => 0), bindLab(after, () => 0)]
  const wholeLab = changes.find(({ node, needs }) => node === undefined && needs === 'clean')
  return Object.keys(before.nodes)
    .filter(id => keepsState(before, id))
    .map(id => fateOf(id, old, now, changes, wholeLab))
}

/** Steps whose state is made of rows; positions of topics and files are others' business. */
function keepsState({ nodes }: LabFile, id: string): boolean {
  const node = nodes[id]
  const descriptor = node && nodeTypes.get(node.type)
  if (descriptor?.kind !== 'step') return false
  return rememberedSettings(descriptor, node?.with).length > 0
}

function fateOf(
  node: string,
  old: BoundLab,
  now: BoundLab,
  changes: readonly LabChange[],
  wholeLab: LabChange | undefined,
): StateFate {
  if (!now.nodes.has(node))
    return { node, fate: 'dropped', code: 'state-node-gone', params: { node } }
  const lost = changes.find(change => change.node === node && change.needs === 'clean') ?? wholeLab
  if (lost) {
    const { code, params } = lost
    return { node, fate: 'dropped', needsClean: true, code, params }
  }
  const growth = growthOf(now, node, signatureOf(old, node))
  if (!growth || (growth.added.length === 0 && growth.removed.length === 0))
    return { node, fate: 'kept', code: 'state-kept', params: { node } }
  const begins = now.nodes.get(node)?.bound.begins ?? {}
  const added = growth.added.map(name => `${name} = ${begins[name] ?? 'NULL'}`).join(', ')
  const removed = growth.removed.join(', ')
  const code =
    added === '' ? 'state-shrunk' : removed === '' ? 'state-grown' : 'state-grown-and-shrunk'
  return { node, fate: 'grown', code, params: { node, added, removed } }
}
