// Event times are off by whole hours: a zone was left out or read as another.
import { dotsOf, type Cause } from '../evidence'

const HALF_HOUR_MS = 1_800_000
const NEAR_MS = 90_000
const MOST_MS = 14 * 3_600_000

export const timeZone: Cause = {
  id: 'time-zone',
  find: ({ times }) =>
    times.flatMap(view => {
      const { node } = view
      const apart = dotsOf(view).map(([at, seenAt]) => at - seenAt)
      const offs = apart.map(ms => Math.round(ms / HALF_HOUR_MS) * HALF_HOUR_MS)
      const [off = 0] = offs
      const isOff = (ms: number, n: number) => offs[n] === off && Math.abs(ms - off) < NEAR_MS
      if (off === 0 || Math.abs(off) > MOST_MS || !apart.every(isOff)) return []
      const params = { node, hours: off / 3_600_000 }
      return [{ node, params, remedy: { act: 'look', at: 'node', name: node } }]
    }),
}
