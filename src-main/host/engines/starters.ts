// Starts an engine in this thread: an engine's worker does it, and so do tests without workers. Only
// the thread that runs an engine loads its code.
import type { LabError } from '@shared/errors'
import type { EngineReport, RunningEngine, StartEngine } from './running-engine'

const HOST = '127.0.0.1'

export const startKafkaHere: StartEngine = async options => {
  const { startBroker } = await import('@main/kafka')
  const broker = await startBroker(options)
  const { cut, damaged, partitions, ms } = broker.recovery
  const cutBytes = cut.reduce((sum, { bytes }) => sum + bytes, 0)
  return engine(broker, {
    records: partitions,
    cutBytes,
    movedAside: damaged.map(({ movedTo }) => movedTo),
    ms,
  })
}

export const startCqlHere: StartEngine = async options => {
  const { startCqlServer } = await import('@main/cassandra')
  const begun = performance.now()
  const server = await startCqlServer(options)
  const { records, cutBytes } = server.recovery
  // A damaged file stops the database's start: it moves nothing aside.
  return engine(server, {
    records,
    cutBytes,
    movedAside: [],
    ms: Math.round(performance.now() - begun),
  })
}

interface Server {
  readonly port: number
  stats(): object
  /** Why it cannot do its work just now, such as a full disk. */
  trouble?(): LabError | undefined
  stop(): Promise<void>
}

function engine(server: Server, recovery: EngineReport['recovery']): RunningEngine {
  return {
    host: HOST,
    port: server.port,
    report: async () => {
      const trouble = server.trouble?.()?.toData()
      return {
        figures: numbersOf(server.stats()),
        recovery,
        ...(trouble ? { trouble } : {}),
      }
    },
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
