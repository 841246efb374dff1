// The services and settings that every task of a run shares.
import { withRetry, type ResolvedConnection } from '@main/connections'
import type { CheckpointChoice, RunOverrides } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { LabFile } from '@shared/lab'
import type { LabClock } from './clock'
import { NO_LANES } from '../model/event-times'
import type { NodeEnv } from '../model/operator'
import type { SourceStreams } from '../model/source-streams'
import type { RunStats } from './stats'
import type { StreamPromises } from './stream-promises'

export interface RunContext {
  readonly lab: LabFile
  readonly seed: number
  readonly overrides: RunOverrides
  readonly runId: string
  readonly runDir: string
  /** Of this run, and of all since the last reset. */
  readonly wasOnSpark: boolean
  readonly dataDir: string
  readonly filesDir: string
  readonly labDir: string | undefined
  readonly durability: 'safe' | 'fast'
  /**
   * A damaged checkpoint gives way to the one before it, instead of failing the run; or one job goes
   * back to a checkpoint that was kept.
   */
  readonly checkpoint?: CheckpointChoice
  readonly clock: LabClock
  /** Where the clock began, when somebody said so. */
  readonly startMs: number | undefined
  readonly stats: RunStats
  readonly streams: SourceStreams
  readonly promises: StreamPromises
  readonly connections: Readonly<Record<string, ResolvedConnection>>
  readonly endWhenDrained: boolean
  /** Reads the records that are in the topics when it starts, makes nothing new, and ends. */
  readonly availableNow: boolean
  /** Nodes whose settings differ from those of the run before. */
  readonly changed: ReadonlySet<string>
  /** Whether everything that writes into a topic node has made all it will. */
  readonly topicComplete: (topicNode: string) => boolean
  readonly signal: AbortSignal
}

export function connectionOf(run: RunContext, name: string): ResolvedConnection {
  const found = run.connections[name]
  if (!found) throw new LabError('run-no-connection', { kind: 'config', params: { name } })
  return found
}

export function kafkaOf(
  run: RunContext,
  name: string,
): Extract<ResolvedConnection, { type: 'kafka' }> {
  const found = connectionOf(run, name)
  if (found.type !== 'kafka')
    throw new LabError('lab-connection-type', {
      kind: 'config',
      params: { name, found: found.type, type: 'kafka' },
    })
  return found
}

export function nodeEnv(
  run: RunContext,
  node: string,
  dead: NodeEnv['dead'],
  lanes = NO_LANES,
): NodeEnv {
  return {
    lab: run.lab,
    node,
    runId: run.runId,
    dataDir: run.dataDir,
    filesDir: run.filesDir,
    runDir: run.runDir,
    ...(run.labDir === undefined ? {} : { labDir: run.labDir }),
    connection: name => connectionOf(run, name),
    dead,
    late: (counted, tooLate, untimed) => run.stats.lateAt(node, counted, tooLate, untimed),
    watch: run.stats.node(node).watch,
    ...lanes,
    signal: run.signal,
  }
}

/**
 * Does something that needs the other side, for as long as it takes: says that the nodes wait, with
 * the reason, and that they go on.
 */
export async function patiently<T>(
  run: RunContext,
  nodes: readonly string[],
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  let waited = false
  const before = nodes.map(id => run.stats.node(id).state)
  const result = await withRetry(work, {
    signal,
    onFailure: (error, attempt) => {
      for (const id of nodes) {
        run.stats.node(id).state = 'waiting'
        run.stats.node(id).error = error.toData()
      }
      if (!waited || attempt % 10 === 0) run.stats.say('warn', error.code, error.params, nodes[0])
      waited = true
    },
  })
  if (waited) {
    for (const [i, id] of nodes.entries()) {
      run.stats.node(id).state = before[i] ?? 'running'
      run.stats.node(id).error = undefined
    }
    run.stats.say('info', 'run-goes-on', { node: nodes[0] ?? '' }, nodes[0])
  }
  return result
}
