// Which groups read a topic, and how far behind they are on it: a group's own lag is of all its topics.
import type { GroupSummary } from '@shared/contract'

export interface TopicReaders {
  readonly groups: number
  readonly lag: number
}

export const lagOn = (groups: readonly GroupSummary[], topic: string): number =>
  groups
    .flatMap(({ lags }) => lags)
    .reduce((sum, each) => (each.topic === topic ? sum + each.lag : sum), 0)

export function readersOf(groups: readonly GroupSummary[]): ReadonlyMap<string, TopicReaders> {
  const byTopic = new Map<string, TopicReaders>()
  for (const { topics, lags } of groups) {
    for (const topic of topics) {
      const known = byTopic.get(topic) ?? { groups: 0, lag: 0 }
      const own = lags.find(each => each.topic === topic)?.lag ?? 0
      byTopic.set(topic, { groups: known.groups + 1, lag: known.lag + own })
    }
  }
  return byTopic
}
