// Who may read a source whose records come from outside.
import { edgesOf } from '@shared/lab'
import type { BindContext } from '../../../model/define-node'

/**
 * What came in once can be given out once: topics share it, and so do all steps behind one step; two
 * readers beside each other would each take in records of their own.
 */
export function checkReaders(context: BindContext): void {
  const out = edgesOf(context.lab).filter(edge => edge.from === context.node)
  const topics = out.filter(({ to }) => context.kindOf(to) === 'topic')
  const readers = out.length - topics.length + Math.min(1, topics.length)
  if (readers > 1) context.problem('', 'lab-intake-readers')
}
