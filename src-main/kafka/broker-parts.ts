// Opens a data directory: topics, groups, transactions, and the report of what was found. A broker
// puts a server in front of these parts; tests of handlers use them without one.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { LabError } from '@shared/errors'
import { loadZstd, readTextIfExists, writeFileAtomic, type Log } from '@main/platform'
import { apis } from './apis'
import { loadTopics, type RecoveryReport } from './cluster/loading'
import { Topics } from './cluster/topics'
import { Groups } from './coordinator/groups'
import { StateLog, type StateLogReport } from './coordinator/state-log'
import { Transactions } from './coordinator/transactions'
import { BufferPool } from './log/buffer-pool'
import { FilePool } from './log/file-pool'
import type { BrokerParts } from './serving/context'
import { defaultLimits, type BrokerLimits } from './serving/limits'

/** The id of the only broker. All other code asks `BrokerParts.nodeId`. */
const NODE_ID = 1

export interface PartsOptions {
  readonly dataDir: string
  readonly durability: 'safe' | 'fast'
  readonly log: Log
  readonly limits?: Partial<BrokerLimits>
  readonly port: () => number
  readonly onStorageError: (error: LabError) => void
}

export interface OpenedParts {
  readonly parts: BrokerParts
  readonly recovery: RecoveryReport
  readonly state: StateLog
  readonly files: FilePool
}

/** Steps that close what was opened; the last one first. */
export type Undo = (() => unknown)[]

export async function openParts(options: PartsOptions, undo: Undo): Promise<OpenedParts> {
  const { dataDir, durability, port } = options
  const log = options.log.child({ part: 'kafka' })
  const limits = { ...defaultLimits, ...options.limits }
  const files = new FilePool()
  const buffers = new BufferPool()
  undo.push(() => files.close())
  const onStorageError = (error: LabError) => {
    log.error({ err: error }, 'kafka.storage-error')
    options.onStorageError(error)
  }
  const topics = new Topics(join(dataDir, 'topics'), {
    files,
    buffers,
    durability,
    log,
    onStorageError,
  })
  await loadZstd()
  const clusterId = await clusterIdOf(dataDir)
  const state = await StateLog.open(
    join(dataDir, 'coordinator.log'),
    durability,
    join(dataDir, 'damaged'),
  )
  undo.push(() => state.close())
  const loaded = await loadTopics(dataDir, topics, limits.verifyAtStartBytes)
  const recovery = withState(loaded, state.report)
  const { cut, damaged, rebuilt, unreadable } = recovery
  if (cut.length + damaged.length + rebuilt.length + unreadable.length > 0)
    log.warn({ recovery }, 'kafka.recovered')
  const groups = new Groups(state)
  undo.push(() => groups.stop())
  const transactions = new Transactions(state, topics, groups, limits.transactionMsMax, log)
  undo.push(() => transactions.stop())
  const parts: BrokerParts = {
    clusterId,
    nodeId: NODE_ID,
    dataDir,
    topics,
    groups,
    transactions,
    buffers,
    limits,
    log,
    port,
    apis: () => apis,
  }
  return { parts, recovery, state, files }
}

/** Adds to the report on topics what was found of the coordinator's own log. */
function withState(loaded: RecoveryReport, { cutBytes, damagedFile }: StateLogReport) {
  const file = 'coordinator.log'
  return {
    ...loaded,
    cut: cutBytes > 0 ? [...loaded.cut, { file, bytes: cutBytes }] : loaded.cut,
    damaged: damagedFile
      ? [...loaded.damaged, { file, movedTo: damagedFile, offset: -1, lostBytes: -1 }]
      : loaded.damaged,
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
