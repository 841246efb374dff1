// Asks the broker about every topic and lays out its partitions, one line each. It asks again about
// a topic that came or grew, and about one that the broker could not tell of the last time; until
// then the topic's lines are there without their places, so that no topic is ever missing.
import { computed, shallowRef, watch } from 'vue'
import { client } from '@renderer/client'
import type { TopicDetail, TopicSummary } from '@shared/contract'

export interface Place {
  readonly topic: string
  readonly partition: number
  /** Absent until the broker has told. */
  readonly leader?: number
  readonly replicas: readonly number[]
  readonly isr: readonly number[]
  readonly records?: number
}

export function usePartitionPlaces(topics: () => readonly TopicSummary[]) {
  const details = shallowRef<ReadonlyMap<string, TopicDetail>>(new Map())
  /** What a topic's details were asked for. */
  const asked = new Map<string, string>()
  const stateOf = ({ partitions, records }: TopicSummary) => `${partitions}/${records}`

  async function ask(topic: TopicSummary): Promise<void> {
    const state = stateOf(topic)
    if (asked.get(topic.name) === state) return
    asked.set(topic.name, state)
    try {
      const found = await client.topics.describe({ topic: topic.name })
      if (asked.get(topic.name) === state)
        details.value = new Map([...details.value, [topic.name, found]])
    } catch {
      if (asked.get(topic.name) === state) asked.delete(topic.name)
    }
  }
  watch(topics, list => void Promise.all(list.map(ask)), { immediate: true })

  return computed<Place[]>(() =>
    [...topics()]
      .sort((a, b) => Number(a.internal) - Number(b.internal))
      .flatMap(topic => placesOf(topic, details.value.get(topic.name))),
  )
}

function placesOf({ name: topic, partitions }: TopicSummary, detail?: TopicDetail): Place[] {
  const told = new Map(detail?.partitionList.map(each => [each.id, each]))
  return Array.from({ length: partitions }, (_, partition): Place => {
    const each = told.get(partition)
    if (each === undefined) return { topic, partition, replicas: [], isr: [] }
    const { leader, replicas, isr, earliest, latest } = each
    const records = Math.max(0, Number(latest) - Number(earliest))
    return { topic, partition, leader, replicas, isr, records }
  })
}
