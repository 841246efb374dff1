// Which groups read a topic, and how far behind they are on it: a group's own lag is of all its topics.
import type { GroupSummary } from '@shared/contract'

export interface TopicReaders {
  readonly groups: number
  readonly lag: number
}

/** Of one group on one topic. */
export const lagOn = (group: GroupSummary, topic: string): number =>
  group.lags.find(each => each.topic === topic)?.lag ?? 0

export function readersOf(groups: readonly GroupSummary[]): ReadonlyMap<string, TopicReaders> {
  const byTopic = new Map<string, TopicReaders>()
  for (const group of groups) {
    for (const topic of group.topics) {
      const known = byTopic.get(topic) ?? { groups: 0, lag: 0 }
      byTopic.set(topic, { groups: known.groups + 1, lag: known.lag + lagOn(group, topic) })
    }
  }
  return byTopic
}
