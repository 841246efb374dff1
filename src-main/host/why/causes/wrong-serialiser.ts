// Messages are in another form than their readers take them for.
import type { Cause, TopicFacts } from '../evidence'

/** Confluent's serialisers, Java's own, and Python's pickle. */
const MARKS = [/^(0x)?00[0-9a-f]{8}/i, /^0xaced0005/i, /^0x80(02|03|04|05)/i, /^\u0000/]

export const wrongSerialiser: Cause = {
  id: 'wrong-serialiser',
  find: ({ topics }) =>
    topics.flatMap(topic => {
      const how = formOf(topic)
      if (how === undefined) return []
      const { name } = topic
      return [{ params: { topic: name, how }, remedy: { act: 'look', at: 'topic', name } }]
    }),
}

function formOf({ sample }: TopicFacts): string | undefined {
  const values = sample.flatMap(({ value }) => value ?? [])
  const some = (is: (value: string) => boolean) =>
    values.filter(is).length * 2 >= Math.max(1, values.length)
  if (values.length === 0) return undefined
  if (some(value => MARKS.some(mark => mark.test(value)))) return 'binary'
  // A text that is JSON was made JSON once more.
  if (some(value => /^"\{.*\}"$/s.test(value))) return 'JSON in JSON'
  if (some(value => /^\{'[^']*': /.test(value))) return 'Python str(dict)'
  return undefined
}
