// ListGroups: all groups that have members or offsets, from v4 on filtered by state.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ErrorCode } from '../wire/errors'
import { int16, int32, string, array } from '../wire/fields'

const spec = apiSpec({
  key: 16,
  name: 'ListGroups',
  versions: [0, 4],
  flexibleSince: 3,
  request: {
    statesFilter: array(string()).since(4),
  },
  response: {
    throttleTimeMs: int32().since(1),
    errorCode: int16(),
    groups: array({
      groupId: string(),
      protocolType: string(),
      groupState: string().since(4),
    }),
  },
})

export const listGroups = serve(spec, {
  handle(request, { broker }) {
    const states = request.statesFilter.map(state => state.toLowerCase())
    const groups = broker.groups.ids().flatMap(groupId => {
      const group = broker.groups.find(groupId)
      if (!group || (states.length > 0 && !states.includes(group.state.toLowerCase()))) return []
      return [{ groupId, protocolType: group.protocolType, groupState: group.state }]
    })
    return { errorCode: ErrorCode.NONE, groups }
  },
  refuse: (_, errorCode) => ({ errorCode, groups: [] }),
})
