// Which of n comes: evenly, by weights, or by Zipf's law, and before that perhaps a few hot ones that
// take a share of all draws for themselves.
import type { Hot } from '@shared/lab'
import { weightedIndex, zipfIndex, type Random } from '../random'

export interface Ranks {
  readonly zipf?: number
  readonly hot?: Hot
}

/** `weights`: in the place of Zipf's law. */
export function rankOf(
  size: number,
  { zipf, hot }: Ranks,
  weights?: readonly number[],
): (random: Random) => number {
  const { share, keys = 1 } = typeof hot === 'number' ? { share: hot } : (hot ?? { share: 0 })
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
