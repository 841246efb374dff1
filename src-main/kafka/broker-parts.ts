// Opens a data directory: topics, groups, transactions, and the report of what was found. A broker
// puts a server in front of these parts; tests of handlers use them without one.
import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { LabError } from '@shared/errors'
import { ByteBudget, readTextIfExists, writeFileAtomic, type Log } from '@main/platform'
import { apis } from './apis'
import { BrokerConfigs } from './cluster/broker-configs'
import { loadTopics, reportOf, type RecoveryReport } from './cluster/loading'
import { Topics } from './cluster/topics'
import { Groups, type GroupsSettings } from './coordinator/groups'
import { Rereads } from './coordinator/rereads'
import { StateLog, type StateLogReport } from './coordinator/state-log'
import { Transactions } from './coordinator/transactions'
import { BufferPool } from './log/buffer-pool'
import { FilePool } from './log/file-pool'
import type { RecoveryNote } from './log/recovery-note'
import type { BrokerParts } from './serving/context'
import { FetchSessions } from './serving/fetch-sessions'
import { limitsOf, type BrokerLimits } from './serving/limits'
import { Sightings } from './serving/sightings'

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
   * group.initial.rebalance.delay.ms for nobody. They keep their places themselves, so what they read
   * twice is not for the broker to say.
   */
  readonly loneClientIds?: readonly string[]
  readonly host?: string
  readonly port: () => number
  readonly onStorageError: (error: LabError) => void
}

export interface OpenedParts {
  readonly parts: BrokerParts
  /** As of now: damage may be found later than at the start. */
  readonly recovery: () => RecoveryReport
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
  const later: RecoveryNote[] = []
  const topics = new Topics(join(dataDir, 'topics'), {
    fallback: configs.fallback,
    files,
    buffers,
    durability,
    log,
    onStorageError,
    onRecovered: note => {
      later.push(note)
      log.warn({ note }, 'kafka.recovered')
    },
  })
  const isStateGone = await isMissing(dataDir)
  const state = await StateLog.open(join(dataDir, STATE_FILE), durability, join(dataDir, 'damaged'))
  undo.push(() => state.close())
  const clusterId = await clusterIdOf(dataDir)
  const loaded = await loadTopics(dataDir, topics, limits.verifyAtStartBytes)
  const found = await notesBeside(state.report, isStateGone, dataDir, configs.damagedFile)
  const recovery = () => reportOf(loaded, [...found, ...later], topics, dataDir)
  const atStart = recovery()
  if (found.length + loaded.notes.length + loaded.rebuilt.length + atStart.unreadable.length > 0)
    log.warn({ recovery: atStart }, 'kafka.recovered')
  configs.onChange(() => {
    limits = limitsOf(configs, options.limits)
    for (const topic of topics.all) topic.readSettings()
  })
  const rereads = new Rereads(clientId => options.loneClientIds?.includes(clientId) ?? false)
  const groups = new Groups(state, () => groupSettings(configs, options.loneClientIds), rereads)
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
    rereads,
    transactions,
    fetchSessions: new FetchSessions(() => limits.fetchSessionsMax),
    sightings: new Sightings(),
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

const STATE_FILE = 'coordinator.log'
const CLUSTER_ID_FILE = 'cluster-id'

/** The first start makes both files, this one first. */
async function isMissing(dataDir: string): Promise<boolean> {
  const [state, clusterId] = await Promise.all(
    [STATE_FILE, CLUSTER_ID_FILE].map(name => existsNow(join(dataDir, name))),
  )
  return !state && !!clusterId
}

const existsNow = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

/** What was found of the files beside the topics. */
async function notesBeside(
  { cutBytes, damaged }: StateLogReport,
  isStateGone: boolean,
  dataDir: string,
  movedConfigs: string | undefined,
): Promise<RecoveryNote[]> {
  const file = join(dataDir, STATE_FILE)
  const notes: RecoveryNote[] = []
  if (cutBytes > 0) notes.push({ kind: 'cut', file, bytes: cutBytes })
  if (damaged) notes.push({ kind: 'damaged', ...damaged })
  if (isStateGone) notes.push({ kind: 'missing', file })
  if (movedConfigs !== undefined) {
    const { size } = await stat(movedConfigs)
    const configs = { file: join(dataDir, 'broker.json'), movedTo: movedConfigs }
    notes.push({ kind: 'damaged', ...configs, offset: 0, lostBytes: size })
  }
  return notes
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
  const path = join(dataDir, CLUSTER_ID_FILE)
  const known = (await readTextIfExists(path))?.trim()
  if (known) return known
  const made = randomBytes(16).toString('base64url')
  await writeFileAtomic(path, `${made}\n`)
  return made
}
