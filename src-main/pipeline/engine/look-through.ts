// A page of something that a node keeps, found by a walk that lets the run go on in between.

/** Things that are told, or passed over, in one turn. */
const TOLD_A_TURN = 200
const PASSED_A_TURN = 20_000
/** A search goes no further in one answer. */
const TOLD_MAX = 200_000
const PASSED_MAX = 2_000_000

export interface Page<T> {
  readonly items: readonly T[]
  /** Where to go on; absent at the end. */
  readonly next?: number
}

/**
 * `wanted` makes an item of what a teller gives, or leaves it out; an undefined teller is a thing that
 * is passed over.
 */
export async function lookThrough<Told, T>(
  all: Iterable<(() => Told) | undefined>,
  { from, limit }: { readonly from: number; readonly limit: number },
  wanted: (told: Told) => T | undefined,
): Promise<Page<T>> {
  const items: T[] = []
  let place = 0
  let told = 0
  for (const tell of all) {
    const isPassed = place++ < from || tell === undefined
    if (place % PASSED_A_TURN === 0) await turn()
    if (place <= from) continue
    if (items.length === limit || told === TOLD_MAX || place - from > PASSED_MAX)
      return { items, next: place - 1 }
    if (isPassed) continue
    const item = wanted(tell())
    if (item !== undefined) items.push(item)
    if (++told % TOLD_A_TURN === 0) await turn()
  }
  return { items }
}

const turn = () => new Promise<void>(resolve => setImmediate(resolve))
