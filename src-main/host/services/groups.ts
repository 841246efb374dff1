// Consumer groups on any Kafka connection.
import { BUILTIN, type Contract } from '@shared/contract'
import type { HandlersOf } from '@shared/rpc'
import { deleteGroup, knownGroup, listGroups, planReset, resetGroup } from '@main/connections'
import type { ConnectionProfiles } from '../connections/connection-profiles'
import type { Engine } from '../engines/engine'
import { SeenGroups } from './seen-groups'

/** `broker`: the embedded one, if this host has it, which remembers what became of its groups. */
export function groupsService(
  profiles: ConnectionProfiles,
  broker: Engine | undefined,
): HandlersOf<Contract>['groups'] {
  const seen = new SeenGroups()
  const exact = (connection: string) => (connection === BUILTIN ? broker : undefined)
  const describe = async (connection: string, group: string) => {
    const detail = await knownGroup(await profiles.admin(connection), group)
    if (!exact(connection)) seen.see(connection, detail)
    return detail
  }
  return {
    list: async ({ connection }) => listGroups(await profiles.admin(connection)),
    describe: ({ connection, group }) => describe(connection, group),
    history: async ({ connection, group }) => {
      await describe(connection, group)
      const engine = exact(connection)
      if (!engine) return { isExact: false, changes: seen.of(connection, group), rereads: [] }
      const [changes, rereads] = await Promise.all([
        engine.groupChanges(group),
        engine.groupRereads(group),
      ])
      return { isExact: true, changes, rereads }
    },
    delete: async ({ connection, group }) =>
      deleteGroup(await profiles.adminForWriting(connection), group),
    planReset: async ({ connection, ...reset }) =>
      planReset(await profiles.admin(connection), reset),
    resetOffsets: async ({ connection, ...reset }) =>
      resetGroup(await profiles.adminForWriting(connection), reset),
  }
}
