// Puts the broker together: data directory, topics, coordinators, server; starts it, tells what it
// found, counts, and stops it.
import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { LabError } from '@shared/errors'
import {
  createLog,
  lockDirectory,
  readTextIfExists,
  writeFileAtomic,
  type Log,
} from '@main/platform'
import { apis } from './apis'
import { leaveCleanStop, loadTopics, type RecoveryReport } from './cluster/loading'
import { Topics } from './cluster/topics'
import { Upkeep } from './cluster/upkeep'
import { Groups } from './coordinator/groups'
import { StateLog } from './coordinator/state-log'
import { Transactions } from './coordinator/transactions'
import { BufferPool } from './log/buffer-pool'
import { FilePool } from './log/file-pool'
import type { BrokerParts } from './server/context'
import type { FaultHook } from './server/fault'
import { defaultLimits, type BrokerLimits } from './server/limits'
import { KafkaServer } from './server/server'
import type { BrokerError } from './server/stats'

export interface BrokerOptions {
  readonly dataDir: string
  readonly host?: string
  /** 0 = any free port. */
  readonly port: number
  readonly ifPortTaken?: 'fail' | 'use-another'
  /**
   * safe: an answer means that the records are on the disk. fast: they are with the system, which a
   * crash of the process survives.
   */
  readonly durability: 'safe' | 'fast'
  readonly log?: Log
  readonly limits?: Partial<BrokerLimits>
  readonly fault?: FaultHook
}

export interface BrokerStats {
  readonly startedAt: number
  readonly connections: number
  readonly connectionsOpened: number
  readonly requests: number
  readonly requestsInFlight: number
  readonly requestsByApi: Readonly<Record<string, number>>
  readonly bytesIn: number
  readonly bytesOut: number
  readonly topics: number
  readonly partitions: number
  readonly logBytes: number
  readonly groups: number
  readonly openFiles: number
  readonly errors: number
  readonly lastErrors: readonly BrokerError[]
  readonly recovery: RecoveryReport
}

export interface Broker {
  readonly port: number
  readonly recovery: RecoveryReport
  stats(): BrokerStats
  /** Finishes what is under way, writes the mark of a clean stop, gives the directory free. */
  stop(): Promise<void>
}

const LOOPBACK = '127.0.0.1'
const ANY_ADDRESS = ['0.0.0.0', '::', '']

export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const { dataDir } = options
  await mkdir(dataDir, { recursive: true })
  const lock = await lockDirectory(dataDir)
  const undo: (() => unknown)[] = [() => lock.release()]
  try {
    return await start(options, undo)
  } catch (error) {
    for (const step of undo.reverse()) await Promise.resolve(step()).catch(() => {})
    throw error
  }
}

async function start(options: BrokerOptions, undo: (() => unknown)[]): Promise<Broker> {
  const { dataDir, durability, host = LOOPBACK } = options
  const log = (options.log ?? createLog()).child({ part: 'kafka' })
  const limits = { ...defaultLimits, ...options.limits }
  const files = new FilePool()
  const buffers = new BufferPool()
  undo.push(() => files.close())
  const onStorageError = (error: LabError) => {
    log.error({ err: error }, 'kafka.storage-error')
    server.stats.fail('storage', error)
  }
  const topics = new Topics(join(dataDir, 'topics'), {
    files,
    buffers,
    durability,
    log,
    onStorageError,
  })
  const clusterId = await clusterIdOf(dataDir)
  const state = await StateLog.open(
    join(dataDir, 'coordinator.log'),
    durability,
    join(dataDir, 'damaged'),
  )
  undo.push(() => state.close())
  const loaded = await loadTopics(dataDir, topics, limits.verifyAtStartBytes)
  const { cutBytes, damagedFile } = state.report
  const recovery: RecoveryReport = {
    ...loaded,
    cut: cutBytes > 0 ? [...loaded.cut, { file: 'coordinator.log', bytes: cutBytes }] : loaded.cut,
    damaged: damagedFile
      ? [
          ...loaded.damaged,
          { file: 'coordinator.log', movedTo: damagedFile, offset: -1, lostBytes: -1 },
        ]
      : loaded.damaged,
  }
  const groups = new Groups(state)
  undo.push(() => groups.stop())
  const transactions = new Transactions(state, topics, groups, limits.transactionMsMax, log)
  undo.push(() => transactions.stop())
  const parts: BrokerParts = {
    clusterId,
    dataDir,
    topics,
    groups,
    transactions,
    buffers,
    limits,
    log,
    port: () => port,
    apis: () => apis,
  }
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
  if (recovery.cut.length + recovery.damaged.length + recovery.unreadable.length > 0)
    log.warn({ recovery }, 'kafka.recovered')

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
    recovery,
    stop: () => (stopping ??= stop()),
    stats() {
      const { stats, connections } = server
      const all = [...topics.all]
      const logs = all.flatMap(topic => topic.partitions)
      return {
        startedAt,
        connections: connections.size,
        connectionsOpened: stats.connectionsOpened,
        requests: stats.requests,
        requestsInFlight: stats.inFlight,
        requestsByApi: Object.fromEntries(stats.byApi),
        bytesIn: stats.bytesIn,
        bytesOut: stats.bytesOut,
        topics: all.length,
        partitions: logs.length,
        logBytes: logs.reduce((sum, partition) => sum + partition.sizeBytes, 0),
        groups: groups.ids().length,
        openFiles: files.openCount,
        errors: stats.errorCount,
        lastErrors: stats.lastErrors(),
        recovery,
      }
    },
  }
}

/** Made once: 16 bytes in URL-safe base64, as Kafka writes cluster ids. */
async function clusterIdOf(dataDir: string): Promise<string> {
  const path = join(dataDir, 'cluster-id')
  const known = (await readTextIfExists(path))?.trim()
  if (known) return known
  const made = randomBytes(16).toString('base64url')
  await writeFileAtomic(path, `${made}\n`)
  return made
}
