// The lag of a group as this page has watched it: the sum over time for the chart and the trend,
// and each partition's own line.
import { computed, shallowReactive, shallowRef, watch } from 'vue'
import { formatTimeOfDay, t } from '@renderer/ui'
import type { ChartData } from '@renderer/charts'
import type { GroupDetail } from '@shared/contract'
import { LagHistory, trendOf, type LagPoint } from './lag-history'

const TREND = {
  'catching-up': { word: 'groups.catchingUp', tone: 'ok' },
  'falling-behind': { word: 'groups.fallingBehind', tone: 'warn' },
  steady: { word: 'groups.steady', tone: 't3' },
} as const

export const partitionKey = (row: { readonly topic: string; readonly partition: number }) =>
  `${row.topic}/${row.partition}`

export function useLag(detail: () => GroupDetail | undefined) {
  const history = new LagHistory()
  const total = shallowRef<readonly LagPoint[]>([])
  const sparks = shallowReactive(new Map<string, readonly number[]>())
  watch(detail, found => {
    if (!found) return
    const at = Date.now()
    for (const row of found.offsets) {
      const key = partitionKey(row)
      history.add(key, row.lag, at)
      sparks.set(
        key,
        history.of(key).map(point => point.lag),
      )
    }
    history.add('', found.lag, at)
    total.value = [...history.of('')]
  })
  const chart = computed<ChartData>(() => ({
    categories: total.value.map(point => formatTimeOfDay(point.at)),
    series: [{ name: t('groups.lag'), values: total.value.map(point => point.lag) }],
  }))
  const trend = computed(() => TREND[trendOf(total.value)])
  return { total, sparks, chart, trend }
}
