// LeaveGroup: one member, or from v3 on several, by member id or by instance.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ApiError, ErrorCode } from '../wire/errors'
import { int16, int32, string, array } from '../wire/fields'

const MANY_SINCE = 3

const spec = apiSpec({
  key: 13,
  name: 'LeaveGroup',
  versions: [0, 5],
  flexibleSince: 4,
  request: {
    groupId: string(),
    memberId: string().until(2),
    members: array({
      memberId: string(),
      groupInstanceId: string().nullable().default(null),
      reason: string().since(5).nullable().default(null),
    }).since(3),
  },
  response: {
    throttleTimeMs: int32().since(1),
    errorCode: int16(),
    members: array({
      memberId: string(),
      groupInstanceId: string().nullable(),
      errorCode: int16(),
    }).since(3),
  },
})

export const leaveGroup = serve(spec, {
  handle(request, { broker, version }) {
    const group = broker.groups.find(request.groupId)
    const leave = (
      memberId: string,
      groupInstanceId: string | null,
      reason: string | null,
    ): number => {
      try {
        if (!group) return ErrorCode.UNKNOWN_MEMBER_ID
        group.leave(memberId, groupInstanceId, reason)
        return ErrorCode.NONE
      } catch (error) {
        if (error instanceof ApiError) return error.code
        throw error
      }
    }
    if (version < MANY_SINCE) return { errorCode: leave(request.memberId, null, null) }
    const members = request.members.map(({ memberId, groupInstanceId, reason }) => ({
      memberId,
      groupInstanceId,
      errorCode: leave(memberId, groupInstanceId, reason),
    }))
    return { errorCode: ErrorCode.NONE, members }
  },
  refuse: (request, errorCode) => ({
    errorCode,
    members: request.members.map(({ memberId, groupInstanceId }) => ({
      memberId,
      groupInstanceId,
      errorCode,
    })),
  }),
})
