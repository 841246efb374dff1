// Draws of a delay as a lab file writes it, in milliseconds.
import { parseDuration, type Delay } from '@shared/lab'
import type { Random } from './random'

const msOf = (duration: string | number) => parseDuration(duration) ?? 0

export function delayDraw(by: Delay): (random: Random) => number {
  if (typeof by === 'object' && 'exponential' in by)
    return random => -Math.log(1 - random.real()) * msOf(by.exponential)
  if (typeof by === 'object' && 'normal' in by) {
    const [mean, deviation] = by.normal.map(msOf)
    return random => Math.max(0, (mean ?? 0) + random.normal() * (deviation ?? 0))
  }
  const [low = 0, high = 0] = (Array.isArray(by) ? by : [by, by]).map(msOf)
  return random => low + random.real() * (high - low)
}
