// Opens one service per domain of the contract, on the stores of the data directory. It loads the
// pipeline and the clients, so the host imports it while the engines are already starting.
import { join } from 'node:path'
import type { Contract, DoctorCheck, EngineId, EngineStatus, Settings } from '@shared/contract'
import type { KeyedTable } from '@shared/feed'
import type { HandlersOf } from '@shared/rpc'
import { builtEntry, type Log } from '@main/platform'
import { Audience } from './audience/audience'
import { BuiltinRegistry } from './registry/builtin-registry'
import { ConnectionProfiles, elsewhere } from './connections/connection-profiles'
import type { Engine } from './engines/engine'
import type { HostOptions } from './host-options'
import { LabLibrary } from './labs/lab-library'
import { retentionCheck } from './labs/retention-check'
import { trialWorker } from './labs/trial-worker'
import { appService, engineChecks } from './services/app'
import { connectionsService } from './services/connections'
import { enginesService } from './services/engines'
import { groupsService } from './services/groups'
import { labsService } from './services/labs'
import { parityService } from './services/parity'
import { queriesService } from './services/queries'
import { runsService } from './services/runs'
import { schemasService } from './services/schemas'
import { sparkService } from './services/spark'
import { topicsService } from './services/topics'
import { whyService } from './why'
import type { JsonStore } from './json-store'
import { temporaryPlaces, type StartHost } from './parity/temporary-place'
import { RememberedRuns } from './runs/remembered-runs'
import { openSecrets } from './connections/secrets'

/** Longer than a question's own limit, which names itself. */
const QUESTION_MS_MAX = 20_000

export interface LabServicesParts {
  readonly options: HostOptions
  readonly settings: JsonStore<Settings>
  readonly durability: Settings['durability']
  readonly engines: ReadonlyMap<EngineId, Engine>
  readonly statuses: KeyedTable<EngineStatus>
  readonly enginesReady: () => Promise<unknown>
  readonly log: Log
  /** Takes what the doctor of another process must know, each time that it changes. */
  readonly tellHealth: (checks: readonly DoctorCheck[]) => void
  /** The last host on this directory was killed. */
  readonly wasLeft: boolean
  /** Another host like this one, on a directory of its own. */
  readonly startHost: StartHost
}

export interface LabServices {
  readonly handlers: HandlersOf<Contract>
  resumeRuns(): Promise<void>
  /** The schema registry, where it has been used before. */
  startRegistry(): Promise<void>
  close(): Promise<void>
}

export async function openLabServices(parts: LabServicesParts): Promise<LabServices> {
  const { options, settings, durability, engines, statuses, enginesReady, log, wasLeft } = parts
  const { startHost } = parts
  const { dataDir, shell, placement = 'workers' } = options
  const inWorkers = placement === 'workers'
  const secrets = await openSecrets(dataDir, options.sealer)
  const addressOf = (id: EngineId) =>
    elsewhere(options[id], id, () => engines.get(id)?.address() ?? '')
  const registry = await BuiltinRegistry.open({
    dataDir,
    settings: () => ({ ...settings.value, ...options.registrySettings }),
    log,
  })
  const profiles = await ConnectionProfiles.open(dataDir, secrets, {
    kafka: addressOf('kafka'),
    cql: addressOf('cql'),
    registry: () => registry.address(),
    hasSchemas: () => registry.status.state !== 'off' && registry.status.subjects > 0,
  })
  const library = await LabLibrary.open(dataDir)
  const remembered = await RememberedRuns.open(dataDir)
  const retention = retentionCheck({ dataDir, profiles, enginesReady })
  const runs = runsService({
    dataDir,
    retention,
    durability,
    profiles,
    library,
    remembered,
    log,
    workerFile: inWorkers ? builtEntry('pipeline-worker') : undefined,
    warm: options.warm,
    enginesReady,
  })
  const trialFile = inWorkers ? builtEntry('trial-worker') : undefined
  const trials = trialWorker(trialFile)
  // Of its own: a filter that never ends must not end the check of a lab beside it.
  const filters = trialWorker(trialFile)
  const questions = trialWorker(trialFile, QUESTION_MS_MAX)
  const topics = topicsService(profiles, filters.messages)
  const setUp = sparkService()
  const exportsDir = join(dataDir, 'exports')
  const parity = parityService({
    ...{ exportsDir, version: options.version ?? '0.0.0' },
    openPlace: temporaryPlaces({ options, profiles, startHost }),
  })
  const statusesNow = () => [...engines.values()].map(engine => engine.status)
  const unwatch = watchHealth(statuses, statusesNow, parts.tellHealth)
  const labs = labsService(library, trials.handlers, retention, {
    ...{ exportsDir, dataDir },
    freeSpace: options.freeSpace,
  })
  const audience = new Audience({
    openPage: options.openAudience,
    summaries: runs.summaries,
    labOf: runs.labOf,
    labs,
    runs: runs.handlers,
  })
  const info = {
    version: options.version ?? '0.0.0',
    shell,
    platform: `${process.platform} ${process.arch}`,
    dataDir,
    startedAt: Date.now(),
    ...(wasLeft ? { afterCrash: { labs: remembered.all.map(({ lab }) => lab) } } : {}),
  }
  const app = appService({
    info,
    settings,
    engines: statusesNow,
    freeSpace: options.freeSpace,
    damages: () =>
      [settings, profiles, secrets, library, remembered, registry].flatMap(
        ({ damage }) => damage ?? [],
      ),
  })
  const groups = groupsService(profiles, engines.get('kafka'))
  const connections = connectionsService(profiles)
  return {
    handlers: {
      app,
      audience: audience.handlers,
      engines: enginesService(engines, statuses, profiles),
      labs,
      runs: runs.handlers,
      topics: topics.handlers,
      groups,
      queries: queriesService(profiles, { dataDir, profiles, trials: questions.sql }),
      connections,
      schemas: schemasService(profiles, registry),
      spark: setUp.handlers,
      parity: parity.handlers,
      why: whyService({
        services: { app, connections, groups, labs, runs: runs.handlers, topics: topics.handlers },
        sightings: async () => (await engines.get('kafka')?.sightings()) ?? [],
        labOf: runs.labOf,
        fault: (cause, error) => log.warn({ cause, err: error }, 'why-cause-failed'),
      }),
    },
    startRegistry: () => registry.startIfUsed(),
    resumeRuns: () => runs.resumeRemembered(),
    async close() {
      unwatch()
      setUp.close()
      await parity.close()
      await audience.stop()
      await runs.close()
      topics.close()
      trials.close()
      filters.close()
      questions.close()
      await profiles.close()
      await registry.stop()
    },
  }
}

/** Figures change each second, checks hardly ever. */
function watchHealth(
  statuses: KeyedTable<EngineStatus>,
  engines: () => readonly EngineStatus[],
  tell: (checks: readonly DoctorCheck[]) => void,
): () => void {
  let told = ''
  const look = () => {
    const checks = engines().flatMap(engineChecks)
    const text = JSON.stringify(checks)
    if (text !== told) tell(checks)
    told = text
  }
  look()
  return statuses.watch(look)
}
