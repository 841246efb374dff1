// The broker as a whole: locks the data directory, opens what is in it, listens, counts, and stops.
import { mkdir } from 'node:fs/promises'
import type { ClientSighting, GroupReread } from '@shared/contract'
import { createLog, lockDirectory, type Log } from '@main/platform'
import { apis } from './apis'
import { openParts, type OpenedParts, type Undo } from './broker-parts'
import { leaveCleanStop, type RecoveryReport } from './cluster/loading'
import { Upkeep } from './cluster/upkeep'
import type { GroupChange } from './coordinator/group-history'
import type { FaultHook } from './server/fault'
import { KafkaServer } from './server/server'
import type { BrokerError } from './server/stats'
import type { BrokerLimits } from './serving/limits'

export interface BrokerOptions {
  readonly dataDir: string
  readonly host?: string
  /** 0 = any free port. */
  readonly port: number
  readonly ifPortTaken?: 'fail' | 'use-another'
  /**
   * safe: an answer means that the records are on the disk. fast: the operating system has them, so
   * they survive a crash of this process.
   */
  readonly durability: 'safe' | 'fast'
  readonly log?: Log
  readonly limits?: Partial<BrokerLimits>
  /** Kafka's settings of a broker, over their defaults; AlterConfigs goes over these. */
  readonly configs?: Readonly<Record<string, string>>
  /** See `PartsOptions`. */
  readonly loneClientIds?: readonly string[]
  readonly fault?: FaultHook
}

export interface BrokerStats {
  readonly startedAt: number
  readonly connections: number
  readonly connectionsOpened: number
  readonly requests: number
  readonly requestsInFlight: number
  readonly requestsByApi: Readonly<Record<string, number>>
  readonly requestBytesHeld: number
  readonly answerBytesHeld: number
  readonly bytesIn: number
  readonly bytesOut: number
  readonly topics: number
  readonly partitions: number
  readonly logBytes: number
  readonly groups: number
  readonly fetchSessions: number
  readonly openFiles: number
  readonly errors: number
  readonly lastErrors: readonly BrokerError[]
  readonly recovery: RecoveryReport
}

export interface Broker {
  readonly port: number
  readonly recovery: RecoveryReport
  stats(): BrokerStats
  /** What became of a consumer group since the broker started, oldest first. */
  groupChanges(group: string): readonly GroupChange[]
  /** What a consumer group read twice since then, oldest first. */
  groupRereads(group: string): readonly GroupReread[]
  /** What its clients did that a person may want to know of. */
  sightings(): readonly ClientSighting[]
  /** Finishes running requests, writes the mark of a clean stop, and unlocks the directory. */
  stop(): Promise<void>
}

const LOOPBACK = '127.0.0.1'
const ANY_ADDRESS = ['0.0.0.0', '::', '']

export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const { dataDir } = options
  await mkdir(dataDir, { recursive: true })
  const lock = await lockDirectory(dataDir)
  const undo: Undo = [() => lock.release()]
  try {
    return await start(options, undo)
  } catch (error) {
    for (const step of undo.reverse()) await Promise.resolve(step()).catch(() => {})
    throw error
  }
}

async function start(options: BrokerOptions, undo: Undo): Promise<Broker> {
  const { dataDir, host = LOOPBACK } = options
  const opened = await openParts(
    {
      ...options,
      log: options.log ?? createLog(),
      port: () => port,
      onStorageError: error => server.stats.fail('storage', error),
    },
    undo,
  )
  const { parts, recovery, state, files } = opened
  const { topics, groups, transactions, limits, log } = parts
  const server = new KafkaServer(
    parts,
    apis,
    ANY_ADDRESS.includes(host) ? undefined : host,
    options.fault,
  )
  undo.push(() => server.close())
  await transactions.resume()
  const port: number = await server.listen(host, options.port, options.ifPortTaken ?? 'fail')
  const upkeep = new Upkeep(topics, limits.retentionCheckMs, log)
  const startedAt = Date.now()
  let stopping: Promise<void> | undefined
  const stop = async () => {
    await upkeep.stop()
    groups.stop()
    await server.close()
    await transactions.stop()
    await Promise.all([...topics.all].map(topic => topic.close()))
    await leaveCleanStop(dataDir, topics)
    await state.close()
    files.close()
    await undo[0]?.()
  }
  return {
    port,
    get recovery() {
      return recovery()
    },
    stop: () => (stopping ??= stop()),
    stats: () => ({ startedAt, ...statsOf(opened, server) }),
    groupChanges: group => groups.find(group)?.history.changes ?? [],
    groupRereads: group => parts.rereads.of(group),
    sightings: () => parts.sightings.all(),
  }
}

function statsOf(
  { parts, files, recovery }: OpenedParts,
  server: KafkaServer,
): Omit<BrokerStats, 'startedAt'> {
  const { stats, connections } = server
  const all = [...parts.topics.all]
  const logs = all.flatMap(topic => topic.partitions)
  return {
    connections: connections.size,
    connectionsOpened: stats.connectionsOpened,
    requests: stats.requests,
    requestsInFlight: stats.inFlight,
    requestsByApi: Object.fromEntries(stats.byApi),
    requestBytesHeld: server.requestBytes.heldBytes,
    answerBytesHeld: parts.answerBytes.heldBytes,
    bytesIn: stats.bytesIn,
    bytesOut: stats.bytesOut,
    topics: all.length,
    partitions: logs.length,
    logBytes: logs.reduce((sum, partition) => sum + partition.sizeBytes, 0),
    groups: parts.groups.ids().length,
    fetchSessions: parts.fetchSessions.count,
    openFiles: files.openCount,
    errors: stats.errorCount,
    lastErrors: stats.lastErrors(),
    recovery: recovery(),
  }
}
