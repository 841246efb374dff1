// The ids of rows that just came, for as long as they are washed in water.
import { shallowRef } from 'vue'

const WASH_MS = 600

export function useWash() {
  const fresh = shallowRef<ReadonlySet<string>>(new Set())
  function wash(ids: readonly string[]): void {
    fresh.value = new Set([...fresh.value, ...ids])
    setTimeout(() => {
      const gone = new Set(ids)
      fresh.value = new Set([...fresh.value].filter(id => !gone.has(id)))
    }, WASH_MS)
  }
  return { fresh, wash }
}
