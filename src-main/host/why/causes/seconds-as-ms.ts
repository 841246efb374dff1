// Seconds are read as milliseconds, or the other way round.
import { dotsOf, type Cause } from '../evidence'

const YEARS_MS = 10 * 365 * 86_400_000

export const secondsAsMs: Cause = {
  id: 'seconds-as-ms',
  find: ({ times }) =>
    times.flatMap(view => {
      const { node } = view
      const dots = dotsOf(view)
      const near = (factor: number) =>
        dots.length > 0 &&
        dots.every(([at, seenAt]) => Math.abs(at * factor - seenAt) < YEARS_MS) &&
        dots.some(([at, seenAt]) => Math.abs(at - seenAt) > YEARS_MS)
      const how = near(1000) ? 'seconds' : near(0.001) ? 'milliseconds' : undefined
      if (how === undefined) return []
      return [{ node, params: { node, how }, remedy: { act: 'look', at: 'node', name: node } }]
    }),
}
