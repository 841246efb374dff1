// Who may read a source whose records come from outside.
import { edgesOf, type LabFile } from '@shared/lab'
import type { BindContext } from '../../../model/define-node'

/**
 * What came in once can be given out once: topics share it, and so do all steps behind one step; two
 * readers beside each other would each take in records of their own.
 */
export function checkReaders(context: BindContext): void {
  const readers = readersOf(context.lab, context.node)
  if (readers > 1) context.problem('', 'lab-intake-readers')
}

function readersOf(lab: LabFile, node: string): number {
  const out = edgesOf(lab).filter(edge => edge.from === node)
  const topics = out.filter(({ to }) => lab.nodes[to]?.type === 'topic')
  return out.length - topics.length + Math.min(1, topics.length)
}
