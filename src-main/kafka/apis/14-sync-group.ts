// SyncGroup: the leader brings the assignment, the others wait for it.
import { refusedSync } from '../coordinator/answers'
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ApiError } from '../wire/errors'
import { int16, int32, string, bytes, array } from '../wire/fields'

const spec = apiSpec({
  key: 14,
  name: 'SyncGroup',
  versions: [0, 5],
  flexibleSince: 4,
  request: {
    groupId: string(),
    generationId: int32(),
    memberId: string(),
    groupInstanceId: string().since(3).nullable().default(null),
    protocolType: string().since(5).nullable().default(null),
    protocolName: string().since(5).nullable().default(null),
    assignments: array({
      memberId: string(),
      assignment: bytes(),
    }),
  },
  response: {
    throttleTimeMs: int32().since(1),
    errorCode: int16(),
    protocolType: string().since(5).nullable().default(null),
    protocolName: string().since(5).nullable().default(null),
    assignment: bytes(),
  },
})

export const syncGroup = serve(spec, {
  handle(request, { broker, onGone }) {
    const group = broker.groups.find(request.groupId)
    if (!group) throw new ApiError('UNKNOWN_MEMBER_ID')
    const {
      memberId,
      groupInstanceId: instanceId,
      generationId: generation,
      protocolType,
      protocolName,
      assignments,
    } = request
    return group.sync({
      memberId,
      instanceId,
      generation,
      protocolType,
      protocolName,
      assignments,
      whenGone: onGone,
    })
  },
  refuse: (_, errorCode) => refusedSync(errorCode),
})
