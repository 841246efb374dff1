// Which of n comes: evenly, by weights, or by Zipf's law, and before that perhaps a few hot ones that
// take a share of all draws for themselves.
import type { Hot } from '@shared/lab'
import { weightedIndex, zipfIndex, type Random } from '../random'

export interface Ranks {
  readonly zipf?: number
  readonly hot?: Hot
}

/** The share of the hot ones and how many they are; a share of 0 where there are none. */
export function hotOf(hot: Hot | undefined): { readonly share: number; readonly keys: number } {
  const { share, keys = 1 } = typeof hot === 'number' ? { share: hot } : (hot ?? { share: 0 })
  return { share, keys }
}

/** `weights`: in the place of Zipf's law. */
export function rankOf(
  size: number,
  { zipf, hot }: Ranks,
  weights?: readonly number[],
): (random: Random) => number {
  const { share, keys } = hotOf(hot)
  const isHot = share > 0 && keys < size
  const from = isHot ? keys : 0
  const rest = drawOf(size - from, zipf, weights?.slice(from))
  if (!isHot) return rest
  return random => (random.real() < share ? random.below(keys) : from + rest(random))
}

function drawOf(
  size: number,
  zipf: number | undefined,
  weights: readonly number[] | undefined,
): (random: Random) => number {
  if (weights?.some(weight => weight > 0)) return weightedIndex(weights)
  return zipf ? zipfIndex(size, zipf) : random => random.below(size)
}
