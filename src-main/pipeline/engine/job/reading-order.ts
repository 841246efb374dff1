// Which inputs of a job are read first. A node may want one of its inputs whole before the others
// begin: a stream that meets a table must not meet an empty one because its topic was quicker. So at
// the start of a job the inputs before such a place are read up to their end, and nothing else is.
import type { LabEdge } from '@shared/lab'
import type { BoundLab } from '../../plan/check-lab'
import type { JobInput } from '../input'

/** An end that does not come nearer for so long is not waited for: compaction may have eaten it. */
const NO_PROGRESS_MS = 10_000

/** The edges into a job whose rows come to a place that is read first. */
export function readFirst(bound: BoundLab, entering: readonly LabEdge[]): ReadonlySet<string> {
  const leads = ({ id, to }: LabEdge): boolean => {
    const node = bound.nodes.get(to)
    if (!node) return false
    const at = node.inputs.findIndex(({ edge }) => edge.id === id)
    if (node.bound.readsFirst === at) return true
    return node.descriptor.kind === 'step' && bound.edges.some(e => e.from === to && leads(e))
  }
  return new Set(entering.filter(leads).map(({ id }) => id))
}

export class ReadingOrder {
  private readonly waiting: Set<string>
  private lag = Infinity
  private movedAt: number | undefined

  constructor(
    first: ReadonlySet<string>,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.waiting = new Set(first)
  }

  /** Those to read now. */
  of<Input extends Pick<JobInput, 'id' | 'lag'>>(inputs: readonly Input[]): readonly Input[] {
    if (this.waiting.size === 0) return inputs
    const behind = inputs.filter(({ id, lag }) => this.waiting.has(id) && lag > 0)
    const lag = behind.reduce((sum, input) => sum + input.lag, 0)
    if (lag < this.lag || this.movedAt === undefined) this.movedAt = this.now()
    this.lag = Math.min(lag, this.lag)
    if (behind.length > 0 && this.now() - this.movedAt < NO_PROGRESS_MS) return behind
    this.waiting.clear()
    return inputs
  }
}
