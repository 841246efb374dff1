// A consumer began at the end of a topic that has records.
import { isOwnClient, recordsOf, seenLately, type Cause } from '../evidence'

/** A program that asks again and again measures its lag. */
const ASKS_MAX = 3

export const latest: Cause = {
  id: 'latest',
  find: evidence =>
    evidence.groups.flatMap(({ detail: { id, memberList } }) =>
      memberList.flatMap(({ clientId, assignment }) => {
        if (isOwnClient(clientId)) return []
        const began = seenLately(evidence, 'from-latest').filter(s => s.client === clientId)
        return assignment.flatMap(({ topic }) => {
          const facts = evidence.topics.find(({ name }) => name === topic)
          const records = facts ? recordsOf(facts) : 0
          const asked = began.find(s => s.topic === topic && s.count <= ASKS_MAX)
          const wasFull = facts?.sample.some(({ timeMs }) => timeMs < (asked?.since ?? 0))
          if (!asked || wasFull !== true) return []
          const params = { group: id, client: clientId, topic, records }
          // Offsets are set back only while a group has no member, and this one has.
          return [{ params, remedy: { act: 'look', at: 'group', name: id } as const }]
        })
      }),
    ),
}
