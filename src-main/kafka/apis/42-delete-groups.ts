// DeleteGroups: groups without members, with their offsets.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { answerOf, ErrorCode } from '../wire/errors'
import { int16, int32, string, array } from '../wire/fields'

const spec = apiSpec({
  key: 42,
  name: 'DeleteGroups',
  versions: [0, 2],
  flexibleSince: 2,
  request: {
    groupsNames: array(string()),
  },
  response: {
    throttleTimeMs: int32(),
    results: array({
      groupId: string(),
      errorCode: int16(),
    }),
  },
})

export const deleteGroups = serve(spec, {
  async handle(request, { broker }) {
    const results = await Promise.all(
      request.groupsNames.map(async groupId => {
        try {
          await broker.groups.delete(groupId)
          return { groupId, errorCode: ErrorCode.NONE }
        } catch (error) {
          return { groupId, errorCode: answerOf(error).errorCode }
        }
      }),
    )
    return { throttleTimeMs: 0, results }
  },
  refuse: (request, errorCode) => ({
    throttleTimeMs: 0,
    results: request.groupsNames.map(groupId => ({ groupId, errorCode })),
  }),
})
