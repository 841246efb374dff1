// A consumer worked longer on its records than it may, and was left out.
import { groupsWith, type Cause } from '../evidence'

export const maxPoll: Cause = {
  id: 'max-poll',
  find: evidence =>
    groupsWith(evidence, 'late').map(({ group, client, times }) => ({
      params: { group, client, times },
      remedy: { act: 'look', at: 'group', name: group },
    })),
}
