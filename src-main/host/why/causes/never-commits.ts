// A consumer reads and never commits, so it begins anew each time.
import { LATELY_MS, recordsOf, type Cause } from '../evidence'

/** Clients that commit by themselves do so every five seconds. */
const LONG_ENOUGH_MS = 8000

export const neverCommits: Cause = {
  id: 'never-commits',
  find: ({ groups, topics, nowMs }) =>
    groups.flatMap(({ detail: { id, memberList, offsets }, changes }) => {
      const since = changes.findLast(({ state }) => state === 'stable')?.at
      const reads = new Set(memberList.flatMap(m => m.assignment.map(({ topic }) => topic)))
      const hasRecords = topics.some(topic => reads.has(topic.name) && recordsOf(topic) > 0)
      const hasCommitted = offsets.some(({ committed }) => Number(committed) >= 0)
      const isLong = since !== undefined && nowMs - since > LONG_ENOUGH_MS
      if (!hasRecords || hasCommitted || !isLong || nowMs - since > LATELY_MS * 6) return []
      const client = memberList[0]?.clientId ?? ''
      return [{ params: { group: id, client }, remedy: { act: 'look', at: 'group', name: id } }]
    }),
}
