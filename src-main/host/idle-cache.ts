// Keeps things that run for readers, such as a tail of a topic, and stops them when nobody has
// asked for a while.

const IDLE_MS_MAX = 60_000

export interface IdleCache<Value> {
  get(key: string): Value
  close(): void
}

export function idleCache<Value>(
  start: (key: string, signal: AbortSignal) => Value,
): IdleCache<Value> {
  const kept = new Map<
    string,
    { readonly value: Value; readonly stop: AbortController; timer: NodeJS.Timeout }
  >()
  const end = (key: string) => {
    const entry = kept.get(key)
    if (!entry) return
    kept.delete(key)
    clearTimeout(entry.timer)
    entry.stop.abort()
  }
  const timerFor = (key: string) => setTimeout(() => end(key), IDLE_MS_MAX).unref()
  return {
    get(key) {
      const known = kept.get(key)
      if (known) {
        clearTimeout(known.timer)
        known.timer = timerFor(key)
        return known.value
      }
      const stop = new AbortController()
      const value = start(key, stop.signal)
      kept.set(key, { value, stop, timer: timerFor(key) })
      return value
    },
    close() {
      for (const key of [...kept.keys()]) end(key)
    },
  }
}
