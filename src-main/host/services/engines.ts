// The embedded engines as the screen sees them.
import { BUILTIN, type Contract, type EngineId, type EngineStatus } from '@shared/contract'
import { LabError } from '@shared/errors'
import { answerFeed, type KeyedTable } from '@shared/feed'
import type { HandlersOf } from '@shared/rpc'
import type { ConnectionProfiles } from '../connections/connection-profiles'
import type { Engine } from '../engines/engine'

export function enginesService(
  engines: ReadonlyMap<EngineId, Engine>,
  statuses: KeyedTable<EngineStatus>,
  profiles: ConnectionProfiles,
): HandlersOf<Contract>['engines'] {
  return {
    list: () => [...engines.values()].map(engine => engine.status),
    status: ({ cursor }, { signal }) => answerFeed(statuses, cursor, { signal }),
    restart: ({ id }) => {
      const engine = engines.get(id)
      if (!engine)
        throw new LabError('engine-not-ready', {
          kind: 'config',
          params: { engine: id, state: 'off' },
        })
      return engine.restart()
    },
    brokerSettings: async () => (await profiles.admin(BUILTIN)).brokerSettings(),
    setBroker: async ({ name, value }) =>
      (await profiles.admin(BUILTIN)).setBrokerSetting(name, value),
  }
}
