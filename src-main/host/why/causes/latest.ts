// A consumer began at the end of a topic that has records.
import { APP_CLIENT_ID } from '@shared/contract'
import { recordsOf, seenLately, type Cause } from '../evidence'

export const latest: Cause = {
  id: 'latest',
  find: evidence =>
    evidence.groups.flatMap(({ detail: { id, memberList, offsets } }) =>
      memberList.flatMap(({ clientId, assignment }) => {
        if (clientId === APP_CLIENT_ID) return []
        const began = seenLately(evidence, 'from-latest').filter(s => s.client === clientId)
        return assignment.flatMap(({ topic }) => {
          const facts = evidence.topics.find(({ name }) => name === topic)
          const records = facts ? recordsOf(facts) : 0
          const read = offsets.filter(o => o.topic === topic && Number(o.committed) > 0)
          const isAtEnd = read.every(({ lag }) => lag === 0)
          if (records === 0 || !isAtEnd || !began.some(s => s.topic === topic)) return []
          const params = { group: id, client: clientId, topic, records }
          return [{ params, remedy: { act: 'earliest', group: id, topic } as const }]
        })
      }),
    ),
}
