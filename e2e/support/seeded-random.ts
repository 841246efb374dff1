// Random moments that can be had again: a test prints its seed, and SLUICE_TEST_SEED repeats it.
export interface SeededRandom {
  readonly seed: number
  /** A whole number from 0 to below `end`. */
  below(end: number): number
  pick<T>(list: readonly T[]): T
}

/** mulberry32 */
export function seededRandom(
  seed = Number(process.env.SLUICE_TEST_SEED ?? Date.now() % 1_000_000),
): SeededRandom {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (end: number) => Math.floor(next() * end)
  return {
    seed,
    below,
    pick: list => {
      const found = list[below(list.length)]
      if (found === undefined) throw new Error('an empty list')
      return found
    },
  }
}
