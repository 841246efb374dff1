// Groups: one member joins, synchronises, beats and leaves; offsets are committed, read and deleted.
import type { Cast } from './cast'
import type { Side } from './side'
import type { NewStep, Weighted } from './step'

/** Longer than a run: nobody beats in between. */
const SESSION_MS = 900_000

export const groupSteps = (cast: Cast): readonly Weighted[] => [
  [4, () => offsetCommit(cast)],
  [4, () => offsetFetch(cast)],
  [5, () => membership(cast)],
  [2, () => groupAdmin(cast)],
]

export const someOffset = ({ random, topic, partition }: Cast) => ({
  name: topic(),
  partitions: [
    {
      partitionIndex: partition(),
      committedOffset: random.below(20),
      committedMetadata: random.pick([null, '', 'note', 'x'.repeat(5000)]),
    },
  ],
})

function offsetCommit(cast: Cast): NewStep {
  const groupId = cast.oneIn(15) ? '' : cast.group()
  const topics = [someOffset(cast)]
  const who = cast.random.below(4)
  const request = (side: Side) => {
    const member = side.member(groupId)
    const shown =
      who === 0
        ? { memberId: '', generationId: -1 }
        : who === 1
          ? { ...member, generationId: member.generationId - 1 }
          : member
    return { groupId, ...shown, topics }
  }
  return { api: 'OffsetCommit', request }
}

function offsetFetch({ oneIn, group, topic }: Cast): NewStep {
  const groupId = group()
  const topics = oneIn(3) ? null : [{ name: topic(), partitionIndexes: [0, 1] }]
  const requireStable = oneIn(2)
  const groups = [{ groupId, topics }]
  return {
    api: 'OffsetFetch',
    request: () => ({ groupId, topics: topics ?? [], groups, requireStable }),
  }
}

/** One member a group: a second would make the first wait. */
function membership(cast: Cast): NewStep {
  const groupId = cast.group()
  const isWrong = cast.oneIn(6)
  const known = (side: Side) => {
    const { memberId, generationId } = side.member(groupId)
    return isWrong ? { memberId, generationId: generationId + 1 } : { memberId, generationId }
  }
  const kind = cast.random.below(5)
  if (kind <= 1) return join(cast, groupId)
  if (kind === 2)
    return {
      api: 'SyncGroup',
      request: side => {
        const { memberId } = side.member(groupId)
        const assignments = [{ memberId, assignment: Buffer.from('all') }]
        const protocol = { protocolType: 'consumer', protocolName: 'range' }
        return { groupId, ...known(side), ...protocol, assignments }
      },
    }
  if (kind === 3) return { api: 'Heartbeat', request: side => ({ groupId, ...known(side) }) }
  return {
    api: 'LeaveGroup',
    request: side => {
      const { memberId } = known(side)
      return { groupId, memberId, members: [{ memberId, groupInstanceId: null }] }
    },
    after: (side, { errorCode }) => void (errorCode === 0 && side.members.delete(groupId)),
  }
}

function join({ oneIn }: Cast, groupId: string): NewStep {
  const protocolType = oneIn(8) ? '' : 'consumer'
  const sessionTimeoutMs = oneIn(8) ? 10 : SESSION_MS
  const protocols = oneIn(10) ? [] : [{ name: 'range', metadata: Buffer.from('m') }]
  return {
    api: 'JoinGroup',
    request: side => ({
      groupId,
      sessionTimeoutMs,
      rebalanceTimeoutMs: SESSION_MS,
      memberId: side.member(groupId).memberId,
      protocolType,
      protocols,
    }),
    after: (side, { memberId, generationId, errorCode }) => {
      if ((errorCode === 0 || errorCode === 79) && typeof memberId === 'string')
        side.members.set(groupId, { memberId, generationId: Number(generationId) })
    },
  }
}

function groupAdmin({ random, oneIn, group, topic, partition }: Cast): NewStep {
  const groupId = oneIn(5) ? 'nobody' : group()
  const kind = random.below(3)
  if (kind === 0) return { api: 'DescribeGroups', request: () => ({ groups: [groupId] }) }
  if (kind === 1) return { api: 'DeleteGroups', request: () => ({ groupsNames: [groupId] }) }
  const topics = [{ name: topic(), partitions: [{ partitionIndex: partition() }] }]
  return { api: 'OffsetDelete', request: () => ({ groupId, topics }) }
}
