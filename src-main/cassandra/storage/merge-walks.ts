// Merges the walks of memtables and files into one, in key order.
import { mergeEncoded } from './row'

/** Merges sorted walks; equal keys are merged into one row. */
export function* mergeWalks(
  sources: Iterator<readonly [string, Buffer]>[],
  reversed: boolean,
): Generator<readonly [string, Buffer]> {
  const heads: (readonly [string, Buffer])[] = []
  const walks: Iterator<readonly [string, Buffer]>[] = []
  for (const walk of sources) {
    const first = walk.next()
    if (first.done) continue
    heads.push(first.value)
    walks.push(walk)
  }
  while (heads.length > 0) {
    let key = heads[0]![0]
    for (let i = 1; i < heads.length; i++) {
      const other = heads[i]![0]
      if (reversed ? other > key : other < key) key = other
    }
    let value: Buffer | undefined
    for (let i = heads.length - 1; i >= 0; i--) {
      if (heads[i]![0] !== key) continue
      value = value ? mergeEncoded(value, heads[i]![1]) : heads[i]![1]
      const next = walks[i]!.next()
      if (next.done) {
        heads.splice(i, 1)
        walks.splice(i, 1)
      } else heads[i] = next.value
    }
    if (value) yield [key, value]
  }
}
