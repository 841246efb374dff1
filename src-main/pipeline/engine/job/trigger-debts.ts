// Records that a job has worked through and that a total keeps until its trigger: they have arrived,
// and the tables and tiles behind the total do not have them yet.
import type { Operator } from '../../model/operator'

type Counts = ReadonlyMap<string, number>

interface Totals {
  readonly id: string
  readonly operator: Pick<Operator, 'owes'>
}

export class TriggerDebts {
  /** Records by input, in this life of the job. */
  private readonly taken = new Map<string, number>()
  /** The same when a node owed nothing last. */
  private readonly settled = new Map<string, Counts>()

  constructor(private readonly graph: { readonly nodes: ReadonlyMap<string, Totals> }) {}

  took(input: string, count: number): void {
    this.taken.set(input, (this.taken.get(input) ?? 0) + count)
  }

  /** At the end of a batch. */
  settle(): void {
    for (const { id, operator } of this.graph.nodes.values())
      if (operator.owes?.() === false) this.settled.set(id, new Map(this.taken))
  }

  /** Of these inputs, kept by these nodes. */
  of(nodes: readonly string[], inputs: Iterable<string>): number {
    const all = [...inputs]
    const kept = nodes.map(id => {
      if (this.graph.nodes.get(id)?.operator.owes?.() !== true) return 0
      const before = this.settled.get(id)
      return all.reduce(
        (sum, input) => sum + (this.taken.get(input) ?? 0) - (before?.get(input) ?? 0),
        0,
      )
    })
    return Math.max(0, ...kept)
  }
}
