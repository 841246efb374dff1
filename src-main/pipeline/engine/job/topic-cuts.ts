// How another engine cut the topics into batches. Its queries read a topic each for itself: the cut is
// told only where all of them made the same.
import type { TopicBatches } from '@shared/contract'
import type { OutsideBatch } from '../../model/outside'

type Ends = Readonly<Record<string, number>>

export class TopicCuts {
  /** By topic, query and batch. */
  private readonly topics = new Map<string, Map<string, Map<number, Ends>>>()

  take({ query, batch, ends = {} }: OutsideBatch): void {
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
      const cuts = [...(this.topics.get(topic)?.values() ?? [])].map(inOrder)
      const [first] = cuts
      const isOne = new Set(cuts.map(cut => JSON.stringify(cut))).size === 1
      if (first && isOne) told[topic] = first
    }
    return told
  }
}

const inOrder = (batches: ReadonlyMap<number, Ends>): Record<string, number>[] =>
  [...batches]
    .sort(([a], [b]) => a - b)
    .map(([, ends]) => Object.fromEntries(Object.entries(ends).sort()))
