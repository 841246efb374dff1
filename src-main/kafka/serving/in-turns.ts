// Works through a long request without holding the broker's thread: other connections get their turn
// in between.
import { setImmediate as nextTurn } from 'node:timers/promises'

const TURN_MS = 10

/** Starts `work` on each item in order; resolves to the results when all are done. */
export async function inTurns<T, R>(
  items: readonly T[],
  work: (item: T) => R | Promise<R>,
): Promise<R[]> {
  const results: (R | Promise<R>)[] = []
  let turnEndsAt = performance.now() + TURN_MS
  for (const item of items) {
    results.push(work(item))
    if (performance.now() < turnEndsAt) continue
    await nextTurn()
    turnEndsAt = performance.now() + TURN_MS
  }
  return Promise.all(results)
}
