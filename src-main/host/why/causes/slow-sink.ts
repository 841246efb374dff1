// A sink takes nothing, or less than comes.
import type { Remedy } from '@shared/contract'
import { namesIn } from './names-in'
import type { Cause } from '../evidence'

const FULL = 0.85

export const slowSink: Cause = {
  id: 'slow-sink',
  find({ stats, edges, lab }) {
    const readsOn = new Set(Object.values(lab?.nodes ?? {}).flatMap(({ from }) => namesIn(from)))
    return [...stats].flatMap(([node, { state }]) => {
      if (readsOn.has(node)) return []
      const into = [...edges].filter(([id]) => id.endsWith(`>${node}`)).map(([, stat]) => stat)
      const waiting = into.reduce((sum, { lag = 0 }) => sum + lag, 0)
      const isFull = into.some(({ queueFill = 0 }) => queueFill > FULL)
      if (state !== 'waiting' && state !== 'failed' && !isFull) return []
      // A sink is paused only while a person holds it.
      const remedy: Remedy =
        state === 'paused' ? { act: 'release', node } : { act: 'look', at: 'node', name: node }
      return [{ node, params: { node, waiting }, remedy }]
    })
  },
}
