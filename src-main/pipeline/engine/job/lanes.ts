// Which partition the rows of a batch come from, as a node sees it. Rows go through a job one partition
// after the other, so all that a node gets at once is of one; behind a node that gives out at the end
// of a batch, nobody can tell.
import type { NodeEnv } from '../../model/operator'
import { laneOf } from '../../model/event-times'
import type { BoundLab } from '../../plan/check-lab'
import type { JobInput } from '../input'

const GATHERED = ['']

export class Lanes {
  private current = ''

  constructor(
    private readonly bound: BoundLab,
    private readonly inputs: readonly JobInput[],
  ) {}

  begin(edge: string, partition: number): void {
    this.current = laneOf(edge, partition)
  }

  end(): void {
    this.current = ''
  }

  of(node: string): Pick<NodeEnv, 'lane' | 'lanes'> {
    const edges = this.bound.nodes.get(node)?.inputs.map(input => input.edge) ?? []
    const bySide = edges.map(({ id, from }) => this.sourcesOf(id, from))
    const gathers = bySide.includes(undefined)
    return {
      lane: () => (gathers ? '' : this.current),
      lanes: input => {
        if (gathers) return GATHERED
        const sources = input === undefined ? bySide : [bySide[input]]
        const ids = new Set(sources.flatMap(side => side ?? []))
        return this.inputs
          .filter(({ id }) => ids.has(id))
          .flatMap(({ id, positions }) => [...positions.keys()].map(p => laneOf(id, p)))
      },
    }
  }

  /** Edges into the job that lead to this one; undefined behind a node that gathers. */
  private sourcesOf(edge: string, from: string): readonly string[] | undefined {
    const node = this.bound.nodes.get(from)
    if (!node || node.bound.topic !== undefined || node.descriptor.kind === 'source') return [edge]
    if (node.bound.gathers) return undefined
    const sides = node.inputs.map(input => this.sourcesOf(input.edge.id, input.edge.from))
    return sides.includes(undefined) ? undefined : sides.flatMap(side => side ?? [])
  }
}
