// A delay as Python that draws it, in seconds.
import type { Delay } from '@shared/lab'
import { secondsIn } from './rate'

/** `random`: the name of a random.Random. */
export function delayInPython(by: Delay, random: string): string {
  if (typeof by === 'object' && 'exponential' in by)
    return `${random}.expovariate(1 / ${secondsIn(by.exponential)})`
  if (typeof by === 'object' && 'normal' in by)
    return `max(0.0, ${random}.gauss(${by.normal.map(secondsIn).join(', ')}))`
  const [low = 0, high = 0] = (Array.isArray(by) ? by : [by, by]).map(secondsIn)
  return `${random}.uniform(${low}, ${high})`
}
