// How each engine is started in this thread: what an engine's worker does, and tests without
// workers. The engines' code is loaded only by the thread that runs it.
import type { RunningEngine, StartEngine } from './running-engine'

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
  stop(): Promise<void>
}

function engine(server: Server, recovery: RunningEngine['recovery']): RunningEngine {
  return {
    host: HOST,
    port: server.port,
    recovery,
    figures: () => numbersOf(server.stats()),
    stop: () => server.stop(),
    onCrash: () => {},
  }
}

/** What can be shown as a figure: the numbers among the engine's own statistics. */
function numbersOf(stats: object): Record<string, number> {
  return Object.fromEntries(
    Object.entries(stats).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number',
    ),
  )
}
