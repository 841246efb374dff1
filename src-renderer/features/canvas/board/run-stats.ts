// What the run says of each node and edge, 4 times a second, for the whole lab page: asked once,
// looked at by every node.
import { computed, inject, provide, type ComputedRef, type InjectionKey } from 'vue'
import type { GraphStat, RunState } from '@shared/contract'
import { client, session, useFeed } from '@renderer/client'

/**
 * A rate is of what moves: the last figures of a run that stands would look like a run that goes
 * on. Totals stay.
 */
export function atRest(
  rows: ReadonlyMap<string, GraphStat>,
  state: RunState,
): ReadonlyMap<string, GraphStat> {
  if (state === 'running' || state === 'starting' || state === 'stopping') return rows
  const still = (stat: GraphStat): GraphStat =>
    state === 'paused'
      ? { ...stat, ratePerSecond: 0 }
      : { ...stat, ratePerSecond: 0, lag: undefined, queueFill: undefined }
  return new Map([...rows].map(([key, stat]) => [key, still(stat)]))
}

type Stats = ComputedRef<ReadonlyMap<string, GraphStat>>
const KEY: InjectionKey<Stats> = Symbol('run-stats')

export function provideStats(): Stats {
  const feed = useFeed(
    client.runs.graph,
    () =>
      session.labId.value === undefined || session.run.value === undefined
        ? undefined
        : { lab: session.labId.value },
    stat => stat.key,
  )
  const stats = computed(() => atRest(feed.rows.value, session.state.value))
  provide(KEY, stats)
  return stats
}

export function useStats(): Stats {
  return inject(KEY, () => computed(() => new Map<string, GraphStat>()), true)
}
