// The lag of a group as this page has watched it: the sum over time for the chart and the trend,
// and each partition's own line.
import { computed, shallowReactive, shallowRef, watch } from 'vue'
import { formatLength, formatTimeOfDay, t } from '@renderer/ui'
import type { ChartData } from '@renderer/charts'
import type { GroupDetail } from '@shared/contract'
import { behindMs, LagHistory, trendOf, type LagPoint } from './lag-history'

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
      history.add(key, { at, lag: row.lag, latest: Number(row.latest) })
      sparks.set(
        key,
        history.of(key).map(point => point.lag),
      )
    }
    const latest = found.offsets.reduce((sum, row) => sum + Number(row.latest), 0)
    history.add('', { at, lag: found.lag, latest })
    total.value = [...history.of('')]
  })
  const chart = computed<ChartData>(() => ({
    categories: total.value.map(point => formatTimeOfDay(point.at)),
    series: [{ name: t('groups.lag'), values: total.value.map(point => point.lag) }],
  }))
  const trend = computed(() => TREND[trendOf(total.value)])
  /** The lag as a length of time, once there is one to tell. */
  const behind = computed(() => {
    const ms = behindMs(total.value)
    if (ms === 0) return ''
    const first = total.value[0]
    const last = total.value.at(-1)
    if (ms !== undefined) return t('groups.behind', { time: formatLength(ms) })
    return first === undefined || last === undefined || last.at === first.at
      ? ''
      : t('groups.behindMore', { time: formatLength(last.at - first.at) })
  })
  return { total, sparks, chart, trend, behind }
}
