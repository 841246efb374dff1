// A run begins with its folder, clock and connections, the settings that the person laid over
// the lab's, and whether what an earlier run of a lab that has changed since left behind can be
// gone on with.
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { embeddedSql, opensearchFromEnv, type ResolvedConnection } from '@main/connections'
import type { RunOverrides } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { LabFile } from '@shared/lab'
import { changesOf } from '../plan/changes'
import type { RunOptions } from '../model/run-types'
import { SourceStreams } from '../model/source-streams'
import { nodeTypes } from '../nodes'
import { LabClock } from './clock'
import type { RunContext } from './run-context'
import { keepLab, lastLabOf, openRunFolder, runFolder, type JobEngine } from './run-folder'
import type { RunStats } from './stats'
import { StreamPromises } from './stream-promises'
import { planTasks } from '../plan/tasks'

type Own = Pick<RunContext, 'topicComplete' | 'signal'> & { readonly engine: JobEngine }

export async function makeContext(
  options: RunOptions,
  lab: LabFile,
  stats: RunStats,
  { engine, ...own }: Own,
): Promise<RunContext> {
  const {
    dataDir,
    durability = 'safe',
    fresh = false,
    endWhenDrained = false,
    overrides = {},
  } = options
  const seed = seedOf(options)
  needJob(options, lab, engine)
  const runDir = runFolder(dataDir, lab.id)
  const before = fresh ? undefined : await lastLabOf(dataDir, lab.id)
  const changed = before ? whatChanged(before, options.lab) : new Set<string>()
  const clockMs = wantedClock(lab, overrides)
  const identity = await openRunFolder(runDir, {
    ...{ labId: lab.id, seed, fresh, clockMs },
    engine,
  })
  // Left by a run that was killed, where an open file could not be unlinked.
  await rm(join(runDir, 'cold'), { recursive: true, force: true })
  if (before) await moveJobs(before, options.lab, runDir)
  await keepLab(runDir, options.lab)
  const clock = await LabClock.open(
    runDir,
    identity.isNew ? clockMs : undefined,
    Date.now,
    // Another engine's triggers go by the computer's clock, so the sources do, too.
    engine === 'builtin' ? (overrides.speed ?? lab.speed) : 1,
  )
  if (!identity.isNew && overrides.clockMs !== undefined && overrides.clockMs > clock.now())
    await clock.moveTo(overrides.clockMs)
  return {
    // One seed for all that is left to chance: the events, and the routes that split them.
    lab: { ...lab, seed, memoryKeys: overrides.memoryKeys ?? lab.memoryKeys },
    seed,
    overrides,
    runId: identity.runId,
    runDir,
    dataDir,
    wasOnSpark: identity.engines.includes('spark'),
    filesDir: filesDirOf(options),
    labDir: options.labDir,
    durability,
    checkpoint: options.checkpoint,
    clock,
    startMs: identity.clockMs,
    stats,
    streams: new SourceStreams(sourcesOf(lab), own.signal),
    promises: new StreamPromises(runDir),
    connections: await withDefaults(lab, options.connections, dataDir),
    endWhenDrained,
    availableNow: overrides.trigger === 'available-now',
    changed,
    ...own,
  }
}

/** The nodes that make records in a run of it. */
function sourcesOf(lab: LabFile): ReadonlySet<string> {
  const { producers, jobs } = planTasks(lab)
  return new Set([
    ...producers.map(({ source }) => source),
    ...jobs.flatMap(({ inputs }) => inputs.map(({ from }) => from)),
  ])
}

/** Going back names a job of this program. */
function needJob({ checkpoint }: RunOptions, lab: LabFile, engine: JobEngine): void {
  if (typeof checkpoint !== 'object') return
  if (engine !== 'builtin')
    throw new LabError('run-not-builtin', { kind: 'conflict', params: { lab: lab.id } })
  const jobs = planTasks(lab).jobs.map(({ id }) => id)
  if (!jobs.includes(checkpoint.job))
    throw new LabError('checkpoint-no-job', {
      kind: 'usage',
      params: { job: checkpoint.job, known: jobs.join(', ') },
    })
}

const wantedClock = (lab: LabFile, { clockMs }: RunOverrides) =>
  clockMs ?? (lab.clock === undefined ? undefined : Date.parse(lab.clock))

/** Where the clock of a lab's run will stand when it starts, or goes on, at `nowMs`. */
export async function clockAtStart(
  lab: LabFile,
  { dataDir, overrides = {}, fresh = false }: Omit<RunOptions, 'lab' | 'connections'>,
  nowMs: number,
): Promise<number> {
  if (fresh || !(await lastLabOf(dataDir, lab.id))) return wantedClock(lab, overrides) ?? nowMs
  const stands = nowMs + ((await LabClock.aheadIn(runFolder(dataDir, lab.id), nowMs)) ?? 0)
  return Math.max(stands, overrides.clockMs ?? 0)
}

export const filesDirOf = ({ filesDir, dataDir, lab }: RunOptions) =>
  filesDir ?? join(dataDir, 'files', lab.id)
export const seedOf = ({ overrides, lab }: RunOptions) => overrides?.seed ?? lab.seed ?? 0

/** The trigger of the command line over those of the aggregations. */
export function withTrigger(lab: LabFile, trigger: RunOverrides['trigger']): LabFile {
  if (trigger === undefined || trigger === 'available-now') return lab
  const text =
    trigger === 'fast'
      ? trigger
      : typeof trigger === 'number'
        ? `${trigger} ms`
        : `${trigger.records} records`
  const nodes = Object.entries(lab.nodes).map(
    ([id, node]) =>
      [
        id,
        nodeTypes.get(node.type)?.triggered
          ? { ...node, with: { ...node.with, trigger: text } }
          : node,
      ] as const,
  )
  return { ...lab, nodes: Object.fromEntries(nodes) }
}

/**
 * The nodes that differ from the last run's. Refuses what it cannot go on with; seed and clock are
 * the run folder's own business.
 */
function whatChanged(before: LabFile, lab: LabFile): ReadonlySet<string> {
  const changes = changesOf(before, lab)
  const lost = changes.filter(
    change => change.needs === 'clean' && change.path !== 'seed' && change.path !== 'clock',
  )
  const [first] = lost
  if (first) {
    const nodes = [...new Set(lost.map(change => change.node ?? change.path))].join(', ')
    throw new LabError('run-state-changed', {
      kind: 'conflict',
      params: { nodes, setting: first.path, why: first.code },
    })
  }
  return new Set(
    changes.flatMap(({ node, code }) =>
      node === undefined || code === 'change-shown' ? [] : [node],
    ),
  )
}

/**
 * A job is named after its first node; when another one stands first now, its checkpoint follows.
 */
async function moveJobs(before: LabFile, lab: LabFile, runDir: string): Promise<void> {
  const [old, now] = [planTasks(before).jobs, planTasks(lab).jobs]
  for (const job of now) {
    const from = old.find(o => o.nodes.some(node => job.nodes.includes(node)))
    if (!from || from.id === job.id) continue
    const target = join(runDir, 'jobs', job.id)
    await rm(target, { recursive: true, force: true })
    await rename(join(runDir, 'jobs', from.id), target).catch(() => {})
  }
}

/**
 * Connections that nobody gave: a `sql` connection is a file of the lab's own, OpenSearch is where
 * the environment says.
 */
async function withDefaults(
  lab: LabFile,
  given: RunOptions['connections'],
  dataDir: string,
): Promise<Readonly<Record<string, ResolvedConnection>>> {
  const connections: Record<string, ResolvedConnection> = { ...given }
  for (const [name, { type }] of Object.entries(lab.connections ?? {})) {
    if (connections[name]) continue
    if (type === 'sql')
      connections[name] = embeddedSql(join(dataDir, 'sql', `${lab.id}-${name}.duckdb`))
    const search =
      type === 'opensearch' ? await opensearchFromEnv([join(dataDir, '.env'), '.env']) : undefined
    if (search) connections[name] = search
  }
  return connections
}
