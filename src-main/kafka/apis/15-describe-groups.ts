// DescribeGroups: state, members and what they were assigned. A group that is not there is answered
// as a dead one.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ErrorCode } from '../wire/errors'
import { bool, int16, int32, string, bytes, array } from '../wire/fields'

const spec = apiSpec({
  key: 15,
  name: 'DescribeGroups',
  versions: [0, 5],
  flexibleSince: 5,
  request: {
    groups: array(string()),
    includeAuthorizedOperations: bool().since(3),
  },
  response: {
    throttleTimeMs: int32().since(1),
    groups: array({
      errorCode: int16(),
      groupId: string(),
      groupState: string(),
      protocolType: string(),
      protocolData: string(),
      members: array({
        memberId: string(),
        groupInstanceId: string().since(4).nullable().default(null),
        clientId: string(),
        clientHost: string(),
        memberMetadata: bytes(),
        memberAssignment: bytes(),
      }),
      authorizedOperations: int32().since(3).default(-2147483648),
    }),
  },
})

export const describeGroups = serve(spec, {
  handle(request, { broker }) {
    const groups = request.groups.map(groupId => {
      const group = broker.groups.find(groupId)
      if (!group) return nobody(groupId, ErrorCode.NONE)
      const protocol = group.state === 'Stable' ? (group.protocolName ?? '') : ''
      const members = [...group.members.values()].map(member => ({
        memberId: member.id,
        groupInstanceId: member.instanceId,
        clientId: member.clientId,
        clientHost: member.clientHost,
        memberMetadata: member.metadataFor(protocol) ?? EMPTY,
        memberAssignment: member.assignment,
      }))
      return {
        errorCode: ErrorCode.NONE,
        groupId,
        groupState: group.state,
        protocolType: group.protocolType,
        protocolData: protocol,
        members,
      }
    })
    return { groups }
  },
  refuse: (request, errorCode) => ({
    groups: request.groups.map(groupId => nobody(groupId, errorCode)),
  }),
})

const EMPTY = Buffer.alloc(0)

const nobody = (groupId: string, errorCode: number) => ({
  errorCode,
  groupId,
  groupState: 'Dead',
  protocolType: '',
  protocolData: '',
  members: [],
})
