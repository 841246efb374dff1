// Consumer groups on any Kafka connection.
import type { Contract } from '@shared/contract'
import type { HandlersOf } from '@shared/rpc'
import { deleteGroup, knownGroup, listGroups, planReset, resetGroup } from '@main/connections'
import type { ConnectionProfiles } from '../connections/connection-profiles'

export function groupsService(profiles: ConnectionProfiles): HandlersOf<Contract>['groups'] {
  return {
    list: async ({ connection }) => listGroups(await profiles.admin(connection)),
    describe: async ({ connection, group }) => knownGroup(await profiles.admin(connection), group),
    delete: async ({ connection, group }) =>
      deleteGroup(await profiles.adminForWriting(connection), group),
    planReset: async ({ connection, ...reset }) =>
      planReset(await profiles.admin(connection), reset),
    resetOffsets: async ({ connection, ...reset }) =>
      resetGroup(await profiles.adminForWriting(connection), reset),
  }
}
