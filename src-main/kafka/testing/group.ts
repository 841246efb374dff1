// Members of consumer groups for tests of handlers.
import { joinGroup } from '../apis/11-join-group'
import { syncGroup } from '../apis/14-sync-group'
import type { WriteOf } from '../wire/fields'
import type { InProcess } from './in-process'

type JoinRequest = WriteOf<(typeof joinGroup)['request']['fields']>

export const joinRequest = (groupId: string): JoinRequest => ({
  groupId,
  sessionTimeoutMs: 10_000,
  rebalanceTimeoutMs: 10_000,
  memberId: '',
  protocolType: 'consumer',
  protocols: [{ name: 'range', metadata: Buffer.from('metadata') }],
})

/** Version 3: the last one in which a member need not know its id first. */
export const join = (broker: InProcess, groupId: string, change: Partial<JoinRequest> = {}) =>
  broker.ask(joinGroup, 3, { ...joinRequest(groupId), ...change })

/** Makes a stable group of one member. */
export async function joinAlone(broker: InProcess, groupId: string) {
  const joined = await join(broker, groupId)
  const { memberId, generationId } = joined
  const assignments = [{ memberId, assignment: Buffer.from('all') }]
  await broker.ask(syncGroup, 5, { groupId, memberId, generationId, assignments })
  return joined
}
