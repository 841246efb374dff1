// Records were deleted before they were read.
import { seenLately, type Cause } from '../evidence'

export const retention: Cause = {
  id: 'retention',
  find(evidence) {
    const { run, lab, groups, topics } = evidence
    const deleted = run?.ledger.deletedUnread ?? 0
    const own = deleted > 0 ? [{ who: lab?.id ?? '', topic: '', records: deleted }] : []
    const clients = seenLately(evidence, 'gone').map(({ client, topic = '', count }) => ({
      ...{ who: client, topic, records: count },
    }))
    const behind = groups.flatMap(({ detail: { id, offsets } }) =>
      offsets.flatMap(({ topic, partition, committed }) => {
        const facts = topics.find(({ name }) => name === topic)
        const first = facts?.partitions.find(each => each.id === partition)?.earliest ?? 0
        const records = Number(committed) >= 0 ? first - Number(committed) : 0
        return records > 0 ? [{ who: id, topic, records }] : []
      }),
    )
    return [...own, ...clients, ...behind].map(params => ({
      params,
      remedy: { act: 'look', at: 'topic', ...(params.topic && { name: params.topic }) },
    }))
  },
}
