// The same messages are in a topic twice: a producer was run again.
import type { Cause } from '../evidence'

const PAIRS_MIN = 5

export const producerTwice: Cause = {
  id: 'producer-twice',
  find: ({ topics }) =>
    topics.flatMap(({ name, sample, isCompacted }) => {
      const counts = new Map<string, number>()
      for (const { value } of sample)
        if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
      // Records of few different values repeat by themselves.
      const twice = [...counts.values()].filter(count => count === 2).length
      if (isCompacted || twice < PAIRS_MIN || twice < counts.size / 2) return []
      const params = { topic: name, twice }
      return [{ params, remedy: { act: 'look', at: 'topic', name } }]
    }),
}
