// JoinGroup: answers when all members of the group have joined, or the rebalance timeout is over.
import { refusedJoin } from '../coordinator/answers'
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ApiError } from '../wire/errors'
import { bool, int16, int32, string, bytes, array } from '../wire/fields'

const REBALANCE_TIMEOUT_SINCE = 1
const KNOWN_ID_SINCE = 4
const NULL_PROTOCOL_SINCE = 7
const SKIP_SINCE = 9

const spec = apiSpec({
  key: 11,
  name: 'JoinGroup',
  versions: [0, 9],
  flexibleSince: 6,
  request: {
    groupId: string(),
    sessionTimeoutMs: int32(),
    rebalanceTimeoutMs: int32().since(1).default(-1),
    memberId: string(),
    groupInstanceId: string().since(5).nullable().default(null),
    protocolType: string(),
    protocols: array({
      name: string(),
      metadata: bytes(),
    }),
    reason: string().since(8).nullable().default(null),
  },
  response: {
    throttleTimeMs: int32().since(2),
    errorCode: int16(),
    generationId: int32().default(-1),
    protocolType: string().since(7).nullable().default(null),
    protocolName: string().nullable(7),
    leader: string(),
    skipAssignment: bool().since(9),
    memberId: string(),
    members: array({
      memberId: string(),
      groupInstanceId: string().since(5).nullable().default(null),
      metadata: bytes(),
    }),
  },
})

export const joinGroup = serve(spec, {
  async handle(request, { broker, version, clientId, clientHost, connection, onGone }) {
    const { sessionMsMin, sessionMsMax } = broker.limits
    const { groupId, memberId, groupInstanceId, sessionTimeoutMs, protocolType, protocols } =
      request
    if (groupId === '') throw new ApiError('INVALID_GROUP_ID')
    if (sessionTimeoutMs < sessionMsMin || sessionTimeoutMs > sessionMsMax)
      throw new ApiError('INVALID_SESSION_TIMEOUT')
    if (memberId !== '' && !broker.groups.find(groupId)) throw new ApiError('UNKNOWN_MEMBER_ID')
    const answer = await broker.groups.group(groupId).join({
      memberId,
      instanceId: groupInstanceId,
      clientId,
      clientHost: `/${clientHost}`,
      connection,
      sessionTimeoutMs,
      rebalanceTimeoutMs:
        version >= REBALANCE_TIMEOUT_SINCE ? request.rebalanceTimeoutMs : sessionTimeoutMs,
      protocolType,
      protocols,
      whenGone: onGone,
      mustKnowId: version >= KNOWN_ID_SINCE,
      knowsSkip: version >= SKIP_SINCE,
    })
    return version < NULL_PROTOCOL_SINCE && answer.protocolName === null
      ? { ...answer, protocolName: '' }
      : answer
  },
  refuse: (request, errorCode, version) => {
    const answer = refusedJoin(errorCode, request.memberId)
    return version < NULL_PROTOCOL_SINCE ? { ...answer, protocolName: '' } : answer
  },
})
