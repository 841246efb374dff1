// What the run says of each node and edge, 4 times a second, for the whole lab page: asked once, looked at by every node.
import { computed, inject, provide, type ComputedRef, type InjectionKey } from 'vue'
import type { GraphStat } from '@shared/contract'
import { client, session, useFeed } from '@renderer/client'

type Stats = ComputedRef<ReadonlyMap<string, GraphStat>>
const KEY: InjectionKey<Stats> = Symbol('run-stats')

export function provideStats(): Stats {
  const feed = useFeed(
    client.runs.graph,
    () => (session.labId.value === undefined || session.run.value === undefined ? undefined : { lab: session.labId.value }),
    stat => stat.key,
  )
  const stats = computed(() => feed.rows.value)
  provide(KEY, stats)
  return stats
}

export function useStats(): Stats {
  return inject(KEY, () => computed(() => new Map<string, GraphStat>()), true)
}
