// Keys are null, or the word null, where a key is needed.
import type { Cause } from '../evidence'

const WORDS = new Set(['null', 'None', 'undefined', 'nil'])

export const nullKey: Cause = {
  id: 'null-key',
  find: ({ topics, deadLetters }) => [
    ...topics.flatMap(({ name, sample, isCompacted }) => {
      const without = sample.filter(({ key }) => key === null).length
      const words = sample.filter(({ key }) => key !== null && WORDS.has(key)).length
      const count = isCompacted ? without + words : words
      // Some records with a key and some without: they were meant to have one.
      const isMixed = without > 0 && without < sample.length && without * 10 >= sample.length
      const records = isMixed ? without + words : count
      if (records === 0) return []
      return [
        { params: { topic: name, records }, remedy: { act: 'look', at: 'topic', name } as const },
      ]
    }),
    ...deadLetters
      .filter(({ reason }) => reason.code === 'row-without-key')
      .slice(0, 1)
      .map(({ node }) => ({
        node,
        params: { topic: node, records: deadLetters.length },
        remedy: { act: 'look', at: 'node', name: node } as const,
      })),
  ],
}
