// Heartbeat: keeps a member's session alive, and says when it must join again.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ApiError, ErrorCode } from '../wire/errors'
import { int16, int32, string } from '../wire/fields'

const spec = apiSpec({
  key: 12,
  name: 'Heartbeat',
  versions: [0, 4],
  flexibleSince: 4,
  request: {
    groupId: string(),
    generationId: int32(),
    memberId: string(),
    groupInstanceId: string().since(3).nullable().default(null),
  },
  response: {
    throttleTimeMs: int32().since(1),
    errorCode: int16(),
  },
})

export const heartbeat = serve(spec, {
  handle(request, { broker }) {
    const group = broker.groups.find(request.groupId)
    if (!group) throw new ApiError('UNKNOWN_MEMBER_ID')
    group.heartbeat(request.memberId, request.groupInstanceId, request.generationId)
    return { errorCode: ErrorCode.NONE }
  },
  refuse: (_, errorCode) => ({ errorCode }),
})
