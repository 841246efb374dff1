// The figures of each node and edge of the run, 4 times a second. The lab page asks for them once
// and provides them to every node, edge and tab.
import { computed, inject, provide, type ComputedRef, type InjectionKey } from 'vue'
import type { GraphStat, KeyShare, PartitionShare, RunState } from '@shared/contract'
import { busiestOf, keySkewsOf, skewsOf, type Busiest } from '@shared/figures'
import { client, session, useFeed } from '@renderer/client'

/**
 * A run that has stopped has no rate: its last figures would look as if it went on. Totals stay.
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

/** Where the work is, and where the records are. */
interface HotSpots {
  readonly busiest: Busiest | undefined
  readonly skews: ReadonlyMap<string, PartitionShare>
  readonly keySkews: ReadonlyMap<string, KeyShare>
}
const HOT: InjectionKey<ComputedRef<HotSpots>> = Symbol('hot-spots')

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
  provide(
    HOT,
    computed(() => ({
      busiest: busiestOf(stats.value.values()),
      skews: skewsOf(stats.value.values()),
      keySkews: keySkewsOf(stats.value.values()),
    })),
  )
  return stats
}

export function useStats(): Stats {
  return inject(KEY, () => computed(() => new Map<string, GraphStat>()), true)
}

export function useHotSpots(): ComputedRef<HotSpots> {
  return inject(
    HOT,
    () => computed(() => ({ busiest: undefined, skews: new Map(), keySkews: new Map() })),
    true,
  )
}
