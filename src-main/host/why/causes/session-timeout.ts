// The broker left a member out because it sent no heartbeat.
import { groupsWith, type Cause } from '../evidence'

export const sessionTimeout: Cause = {
  id: 'session-timeout',
  find: evidence =>
    groupsWith(evidence, 'expired').map(({ group, client, times }) => ({
      params: { group, client, times },
      remedy: { act: 'look', at: 'group', name: group },
    })),
}
