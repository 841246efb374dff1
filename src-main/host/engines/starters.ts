// Starts an engine in this thread: an engine's worker does it, and so do tests without workers. Only
// the thread that runs an engine loads its code.
import {
  APP_CLIENT_ID,
  type ClientSighting,
  type GroupChange,
  type GroupReread,
  type RecoveryEvent,
} from '@shared/contract'
import type { LabError } from '@shared/errors'
import type { Broker } from '@main/kafka'
import type { EngineReport, RunningEngine, StartEngine } from './running-engine'

const HOST = '127.0.0.1'

export const startKafkaHere: StartEngine = async options => {
  const { startBroker } = await import('@main/kafka')
  // A lab's job is the only member of its group: it waits for nobody.
  const broker = await startBroker({ ...options, loneClientIds: [APP_CLIENT_ID] })
  return engine(broker, () => {
    const { recovery } = broker
    const { partitions, ms } = recovery
    return { records: partitions, ms, events: kafkaEvents(recovery) }
  })
}

function kafkaEvents(recovery: Broker['recovery']): RecoveryEvent[] {
  const { cut, damaged, rebuilt, remade, missing, unreadable } = recovery
  return [
    ...cut.map(({ file, bytes }) => eventOf('recovery-cut', 'Kafka', { file, bytes })),
    ...damaged.map(({ file, movedTo, lostBytes }) =>
      eventOf('recovery-damaged', 'Kafka', { file, movedTo, bytes: lostBytes }),
    ),
    ...rebuilt.map(({ file, movedTo }) =>
      eventOf('recovery-rebuilt', 'Kafka', { file, movedTo: movedTo || '–' }),
    ),
    ...remade.map(({ file, movedTo }) => eventOf('recovery-remade', 'Kafka', { file, movedTo })),
    ...missing.map(({ file }) => eventOf('recovery-missing', 'Kafka', { file })),
    ...unreadable.map(({ folder, message }) =>
      eventOf('recovery-unreadable', 'Kafka', { folder, message }),
    ),
  ]
}

export const startCqlHere: StartEngine = async options => {
  const { startCqlServer } = await import('@main/cassandra')
  const begun = performance.now()
  const server = await startCqlServer(options)
  const { records, cutBytes, damaged } = server.recovery
  const ms = Math.round(performance.now() - begun)
  const cut = eventOf('recovery-cut', 'CQL', { file: options.dataDir, bytes: cutBytes })
  const moved = damaged.map(({ file, movedTo, lostBytes }) =>
    eventOf('recovery-damaged', 'CQL', { file, movedTo, bytes: lostBytes }),
  )
  const events = [...(cutBytes > 0 ? [cut] : []), ...moved]
  return engine(server, () => ({ records, ms, events }))
}

const eventOf = (
  id: RecoveryEvent['id'],
  engine: string,
  params: RecoveryEvent['params'],
): RecoveryEvent => ({ id, params: { engine, ...params } })

interface Server {
  readonly port: number
  stats(): object
  /** Why it cannot do its work just now, such as a full disk. */
  trouble?(): LabError | undefined
  groupChanges?(group: string): readonly GroupChange[]
  groupRereads?(group: string): readonly GroupReread[]
  sightings?(): readonly ClientSighting[]
  stop(): Promise<void>
}

function engine(server: Server, recovery: () => EngineReport['recovery']): RunningEngine {
  return {
    host: HOST,
    port: server.port,
    report: async () => {
      const trouble = server.trouble?.()?.toData()
      return {
        figures: numbersOf(server.stats()),
        recovery: recovery(),
        ...(trouble ? { trouble } : {}),
      }
    },
    groupChanges: async group => server.groupChanges?.(group) ?? [],
    groupRereads: async group => server.groupRereads?.(group) ?? [],
    sightings: async () => server.sightings?.() ?? [],
    stop: () => server.stop(),
    onCrash: () => {},
  }
}

/** The numbers among the engine's own statistics: what can be shown as a figure. */
function numbersOf(stats: object): Record<string, number> {
  return Object.fromEntries(
    Object.entries(stats).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number',
    ),
  )
}
