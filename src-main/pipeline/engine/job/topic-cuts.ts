// Finds how another engine cut the topics into batches. Each of its queries reads a topic on its own, so a
// cut is known only where all queries made the same one. A query that only looks for dead letters does
// not count: where a job fills the topic, it cuts at other places than the query that does the work.
import type { TopicBatches } from '@shared/contract'
import { DEAD_PORT } from '@shared/lab'
import type { OutsideBatch } from '../../model/outside'
import type { JobPlan } from '../../plan/tasks'

type Ends = Readonly<Record<string, number>>

/**
 * Topics that are full at some moment: those of sources, and those of jobs that read only such. A
 * job that reads what it fills itself would wait for its own end.
 */
export function filledInTurn(
  filled: ReadonlySet<string>,
  plans: readonly Pick<JobPlan, 'inputs' | 'topics'>[],
): string[] {
  const isFull = (topic: string, behind: readonly string[]): boolean => {
    const writers = plans.filter(({ topics }) => topics.includes(topic))
    const isFilled = filled.has(topic) || writers.length > 0
    const before = writers.flatMap(({ inputs }) => inputs.map(({ from }) => from))
    return isFilled && before.every(t => !behind.includes(t) && isFull(t, [...behind, t]))
  }
  const read = new Set(plans.flatMap(({ inputs }) => inputs.map(({ from }) => from)))
  return [...read].filter(topic => isFull(topic, [topic]))
}

export class TopicCuts {
  /** By topic, query and batch. */
  private readonly topics = new Map<string, Map<string, Map<number, Ends>>>()
  /** Queries that only pass dead letters on. */
  private readonly letters = new Set<string>()

  take({ query, batch, counts, ends = {} }: OutsideBatch): void {
    if (isForLetters(query, counts)) this.letters.add(query)
    for (const [topic, reached] of Object.entries(ends)) {
      const queries = this.topics.get(topic) ?? new Map<string, Map<number, Ends>>()
      this.topics.set(topic, queries)
      const batches = queries.get(query) ?? new Map<number, Ends>()
      queries.set(query, batches)
      batches.set(batch, reached)
    }
  }

  /** Of the topics that are asked for. */
  of(topics: readonly string[]): TopicBatches {
    const told: TopicBatches = {}
    for (const topic of topics) {
      const queries = [...(this.topics.get(topic) ?? [])]
      const working = queries.filter(([query]) => !this.letters.has(query))
      const cuts = (working.length > 0 ? working : queries).map(([, batches]) => inOrder(batches))
      const [first] = cuts
      const isOne = new Set(cuts.map(cut => JSON.stringify(cut))).size === 1
      if (first && isOne) told[topic] = first
    }
    return told
  }
}

/** As an exported job names such a query. */
function isForLetters(query: string, counts: OutsideBatch['counts']): boolean {
  const node = query.slice(0, -`-${DEAD_PORT}`.length)
  return query.endsWith(`-${DEAD_PORT}`) && `${node}|${DEAD_PORT}` in counts
}

const inOrder = (batches: ReadonlyMap<number, Ends>): Record<string, number>[] =>
  [...batches]
    .sort(([a], [b]) => a - b)
    .map(([, ends]) => Object.fromEntries(Object.entries(ends).sort()))
