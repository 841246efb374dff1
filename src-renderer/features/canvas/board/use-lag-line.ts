// The lag of a frame over the last minute, as this page has seen it: one point a second, for the
// small line on its card.
import { shallowRef, watch, type ShallowRef } from 'vue'
import { useStats } from './run-stats'

const EVERY_MS = 1000
const POINTS_MAX = 60

export function useLagLine(
  lag: () => number | undefined,
  now: () => number = Date.now,
): Readonly<ShallowRef<readonly number[]>> {
  const values = shallowRef<readonly number[]>([])
  let seenAt = 0
  watch(
    useStats(),
    () => {
      const waits = lag()
      const at = now()
      if (waits === undefined || at - seenAt < EVERY_MS) return
      seenAt = at
      values.value = [...values.value, waits].slice(-POINTS_MAX)
    },
    { immediate: true },
  )
  return values
}
