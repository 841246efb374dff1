// A group has more consumers than its topics have partitions.
import type { Cause } from '../evidence'

export const moreConsumers: Cause = {
  id: 'more-consumers',
  find: ({ groups, topics }) =>
    groups.flatMap(({ detail: { id, state, memberList } }) => {
      const idle = memberList.filter(({ assignment }) =>
        assignment.every(({ partitions }) => partitions.length === 0),
      )
      const [topic] = memberList.flatMap(m => m.assignment.map(each => each.topic))
      if (state !== 'Stable' || idle.length === 0 || topic === undefined) return []
      const partitions = topics.find(({ name }) => name === topic)?.partitions.length ?? 0
      const params = { group: id, members: memberList.length, idle: idle.length, topic, partitions }
      const remedy = { act: 'partitions', topic, to: memberList.length } as const
      return [{ params, remedy }]
    }),
}
