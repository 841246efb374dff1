// Asks the broker about every topic and lays out its partitions, one line each. It asks again when
// a topic comes, goes or grows.
import { computed, shallowRef, watch } from 'vue'
import { client } from '@renderer/client'
import type { TopicDetail, TopicSummary } from '@shared/contract'

/** Each topic is a request of its own. */
const TOPICS_MAX = 60

export interface Place {
  readonly topic: string
  readonly partition: number
  readonly leader: number
  readonly replicas: readonly number[]
  readonly isr: readonly number[]
  readonly records: number
}

export function usePartitionPlaces(topics: () => readonly TopicSummary[]) {
  const details = shallowRef<readonly TopicDetail[]>([])
  watch(
    () =>
      topics()
        .map(each => `${each.name}/${each.partitions}`)
        .join(),
    async () => {
      const own = topics()
        .filter(each => !each.internal)
        .slice(0, TOPICS_MAX)
      const found = await Promise.allSettled(
        own.map(each => client.topics.describe({ topic: each.name })),
      )
      details.value = found.flatMap(each => (each.status === 'fulfilled' ? [each.value] : []))
    },
    { immediate: true },
  )
  return computed<Place[]>(() =>
    details.value.flatMap(topic =>
      topic.partitionList.map(each => ({
        topic: topic.name,
        partition: each.id,
        leader: each.leader,
        replicas: each.replicas,
        isr: each.isr,
        records: Math.max(0, Number(each.latest) - Number(each.earliest)),
      })),
    ),
  )
}
