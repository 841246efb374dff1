// A message is larger than the topic takes.
import { seenLately, withCode, type Cause } from '../evidence'

export const tooLarge: Cause = {
  id: 'too-large',
  find: evidence => [
    ...seenLately(evidence, 'too-large').map(({ topic = '', client }) => ({
      params: { topic, client },
      remedy: { act: 'look', at: 'topic', name: topic } as const,
    })),
    ...withCode(evidence, ['kafka-too-large', 'kafka-batch-too-big']).map(({ node, error }) => ({
      node,
      params: { topic: String(error.params.topic ?? ''), client: node },
      remedy: { act: 'look', at: 'node', name: node } as const,
    })),
  ],
}
