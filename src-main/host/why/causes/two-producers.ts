// Two programs write into one topic at the same time.
import { isOwnClient, seenLately, type Cause } from '../evidence'

const AT_ONCE_MS = 10_000
/** One that writes once and goes is not there at the same time. */
const LASTS_MS = 1000

export const twoProducers: Cause = {
  id: 'two-producers',
  find(evidence) {
    const byTopic = new Map<string, Map<string, string>>()
    for (const { topic = '', client, connection, since, at } of seenLately(evidence, 'wrote')) {
      if (evidence.nowMs - at > AT_ONCE_MS || at - since < LASTS_MS) continue
      const writers = byTopic.get(topic) ?? new Map<string, string>()
      byTopic.set(topic, writers)
      // Sluice itself may have a connection for each of its parts.
      writers.set(isOwnClient(client) ? client : `${client} ${connection ?? ''}`, client)
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
