// Opens a data directory: topics, groups, transactions, and the report of what was found. A broker
// puts a server in front of these parts; tests of handlers use them without one.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { LabError } from '@shared/errors'
import { ByteBudget, loadZstd, readTextIfExists, writeFileAtomic, type Log } from '@main/platform'
import { apis } from './apis'
import { BrokerConfigs } from './cluster/broker-configs'
import { loadTopics, type RecoveryReport } from './cluster/loading'
import { Topics } from './cluster/topics'
import { Groups, type GroupsSettings } from './coordinator/groups'
import { StateLog, type StateLogReport } from './coordinator/state-log'
import { Transactions } from './coordinator/transactions'
import { BufferPool } from './log/buffer-pool'
import { FilePool } from './log/file-pool'
import type { BrokerParts } from './serving/context'
import { FetchSessions } from './serving/fetch-sessions'
import { limitsOf, type BrokerLimits } from './serving/limits'

/** The id of the only broker. All other code asks `BrokerParts.nodeId`. */
const NODE_ID = 1
const MINUTE_MS = 60_000

export interface PartsOptions {
  readonly dataDir: string
  readonly durability: 'safe' | 'fast'
  readonly log: Log
  readonly limits?: Partial<BrokerLimits>
  /** Kafka's settings of a broker, over their defaults; AlterConfigs goes over these. */
  readonly configs?: Readonly<Record<string, string>>
  /**
   * Client ids whose groups begin at once: programs that are alone in their groups, and would wait
   * group.initial.rebalance.delay.ms for nobody.
   */
  readonly loneClientIds?: readonly string[]
  readonly host?: string
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
  const files = new FilePool()
  const buffers = new BufferPool()
  undo.push(() => files.close())
  const onStorageError = (error: LabError) => {
    log.error({ err: error }, 'kafka.storage-error')
    options.onStorageError(error)
  }
  const configs = await BrokerConfigs.open(dataDir, options.configs ?? {}, name =>
    factOf(name, options),
  )
  let limits = limitsOf(configs, options.limits)
  const topics = new Topics(join(dataDir, 'topics'), {
    fallback: configs.fallback,
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
  const recovery = withBeside(loaded, state.report, configs.damagedFile)
  const { cut, damaged, rebuilt, unreadable } = recovery
  if (cut.length + damaged.length + rebuilt.length + unreadable.length > 0)
    log.warn({ recovery }, 'kafka.recovered')
  configs.onChange(() => {
    limits = limitsOf(configs, options.limits)
    for (const topic of topics.all) topic.readSettings()
  })
  const groups = new Groups(state, () => groupSettings(configs, options.loneClientIds))
  undo.push(() => groups.stop())
  const transactions = new Transactions(state, topics, groups, () => limits.transactionMsMax, log)
  undo.push(() => transactions.stop())
  const parts: BrokerParts = {
    clusterId,
    nodeId: NODE_ID,
    dataDir,
    configs,
    topics,
    groups,
    transactions,
    fetchSessions: new FetchSessions(() => limits.fetchSessionsMax),
    buffers,
    answerBytes: new ByteBudget(() => limits.answerBytesMax),
    get limits() {
      return limits
    },
    log,
    port,
    apis: () => apis,
  }
  return { parts, recovery, state, files }
}

/** Adds to the report on topics what was found of the files beside them. */
function withBeside(
  loaded: RecoveryReport,
  { cutBytes, damagedFile }: StateLogReport,
  damagedConfigs: string | undefined,
): RecoveryReport {
  const file = 'coordinator.log'
  const moved = [
    ...(damagedFile === undefined ? [] : [{ file, movedTo: damagedFile }]),
    ...(damagedConfigs === undefined ? [] : [{ file: 'broker.json', movedTo: damagedConfigs }]),
  ]
  return {
    ...loaded,
    cut: cutBytes > 0 ? [...loaded.cut, { file, bytes: cutBytes }] : loaded.cut,
    damaged: [...loaded.damaged, ...moved.map(one => ({ ...one, offset: -1, lostBytes: -1 }))],
  }
}

function groupSettings(
  configs: BrokerConfigs,
  loneClientIds: readonly string[] = [],
): GroupsSettings {
  const delayMs = configs.number('group.initial.rebalance.delay.ms')
  return {
    sizeMax: configs.number('group.max.size'),
    initialDelayMsFor: clientId => (loneClientIds.includes(clientId) ? 0 : delayMs),
    offsetsRetentionMs: configs.number('offsets.retention.minutes') * MINUTE_MS,
  }
}

/** The settings that follow from how the broker was started. */
function factOf(name: string, { dataDir, host, port }: PartsOptions): string | undefined {
  switch (name) {
    case 'log.dirs':
      return dataDir
    case 'listeners':
    case 'advertised.listeners':
      return `PLAINTEXT://${host ?? '127.0.0.1'}:${port()}`
    case 'node.id':
    case 'broker.id':
      return String(NODE_ID)
    default:
      return undefined
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
