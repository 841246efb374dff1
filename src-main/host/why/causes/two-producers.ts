// Two programs write into one topic at the same time.
import { APP_CLIENT_ID } from '@shared/contract'
import { seenLately, type Cause } from '../evidence'

const AT_ONCE_MS = 10_000

export const twoProducers: Cause = {
  id: 'two-producers',
  find(evidence) {
    const byTopic = new Map<string, Map<string, string>>()
    for (const { topic = '', client, connection, at } of seenLately(evidence, 'wrote')) {
      if (evidence.nowMs - at > AT_ONCE_MS) continue
      const writers = byTopic.get(topic) ?? new Map<string, string>()
      byTopic.set(topic, writers)
      // Sluice itself may have a connection for each of its parts.
      writers.set(client === APP_CLIENT_ID ? client : `${client} ${connection ?? ''}`, client)
    }
    return [...byTopic].flatMap(([topic, writers]) =>
      writers.size > 1
        ? [
            {
              params: { topic, clients: [...writers.values()].join(', ') },
              remedy: { act: 'look', at: 'topic', name: topic } as const,
            },
          ]
        : [],
    )
  },
}
