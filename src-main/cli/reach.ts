// Finds the lab for a verb: the addresses that flags name; otherwise the instance that runs on the
// data directory (its lock file has the ports); otherwise a host in this process, with the embedded
// engines on that directory for as long as the verb takes.
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { LabError } from '@shared/errors'
import type { LockContents } from '@main/platform'
import type { CliParts, EngineChoice, HostOptions, LabClient } from './parts'

export interface Reach {
  readonly needs: readonly ('kafka' | 'cql')[]
  readonly data?: string
  readonly kafka?: string
  readonly cql?: string
  /**
   * A run leaves something in the data directory, so it goes through the instance that owns it, or
   * takes a temporary directory.
   */
  readonly runs?: boolean
  /** Something that runs is steered: only the instance that owns the data directory can do it. */
  readonly attach?: boolean
}

export interface Session {
  readonly client: LabClient
  /**
   * Where CQL and Kafka are, when it is known (an embedded engine tells it through engines.list).
   */
  readonly kafka?: string
  readonly cql?: string
  close(): Promise<void>
}

export async function openSession(parts: CliParts, reach: Reach): Promise<Session> {
  const wanted = { kafka: engine(reach, 'kafka'), cql: engine(reach, 'cql') }
  const wantsEmbedded = wanted.kafka === 'embedded' || wanted.cql === 'embedded'
  if (reach.attach) return attachTo(parts, resolve(reach.data ?? parts.defaultDataDir))
  if (reach.runs) return openForRun(parts, reach, wanted)
  if (!wantsEmbedded) return inTemporary(parts, wanted)
  const dataDir = resolve(reach.data ?? parts.defaultDataDir)
  const holder = await parts.lockOf(dataDir)
  if (!holder) return onDirectory(parts, dataDir, wanted)
  return inTemporary(parts, {
    kafka: wanted.kafka === 'embedded' ? portOf(holder, 'kafka', dataDir) : wanted.kafka,
    cql: wanted.cql === 'embedded' ? portOf(holder, 'cql', dataDir) : wanted.cql,
  })
}

async function openForRun(parts: CliParts, reach: Reach, wanted: Engines): Promise<Session> {
  const forRun = { ...wanted, runs: true }
  if (reach.data === undefined) return inTemporary(parts, forRun, parts.defaultDataDir)
  const dataDir = resolve(reach.data)
  const holder = await parts.lockOf(dataDir)
  if (!holder) return onDirectory(parts, dataDir, forRun)
  if (reach.kafka !== undefined || reach.cql !== undefined) {
    throw new LabError('data-dir-in-use', {
      kind: 'conflict',
      params: { dir: dataDir, pid: holder.pid },
    })
  }
  return attachTo(parts, dataDir)
}

async function attachTo(parts: CliParts, dataDir: string): Promise<Session> {
  const holder = await parts.lockOf(dataDir)
  if (!holder)
    throw new LabError('cli-nothing-runs', { kind: 'conflict', params: { dir: dataDir } })
  if (typeof holder.ui !== 'string') {
    throw new LabError('cli-run-needs-page', {
      kind: 'conflict',
      params: { dir: dataDir, pid: holder.pid },
    })
  }
  const host = await parts.attach(holder.ui)
  return { client: host.client, close: () => host.stop() }
}

type Engines = Omit<HostOptions, 'dataDir'>

function engine(reach: Reach, id: 'kafka' | 'cql'): EngineChoice {
  const at = reach[id]
  if (at !== undefined) return { at }
  return reach.needs.includes(id) ? 'embedded' : 'off'
}

function portOf(holder: LockContents, id: 'kafka' | 'cql', dir: string): EngineChoice {
  const at = holder[id]
  // The holder has the lock but has not opened its ports yet, or runs with another engine in its
  // place.
  if (typeof at !== 'string')
    throw new LabError('data-dir-in-use', { kind: 'conflict', params: { dir, pid: holder.pid } })
  return { at }
}

async function onDirectory(parts: CliParts, dataDir: string, engines: Engines): Promise<Session> {
  const host = await parts.openHost({ dataDir, ...engines })
  return { client: host.client, ...addresses(engines), close: () => host.stop() }
}

/**
 * Connection profiles and their secrets: the one thing that a run in a temporary directory takes
 * from the person's own.
 */
const PROFILE_FILES = ['connections.json', 'secrets.json']

async function inTemporary(
  parts: CliParts,
  engines: Engines,
  profilesOf?: string,
): Promise<Session> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sluice-'))
  for (const file of PROFILE_FILES) {
    if (profilesOf !== undefined)
      await copyFile(join(profilesOf, file), join(dataDir, file)).catch(() => {})
  }
  const remove = () => rm(dataDir, { recursive: true, force: true, maxRetries: 3 })
  try {
    const session = await onDirectory(parts, dataDir, engines)
    return {
      ...session,
      async close() {
        await session.close()
        await remove()
      },
    }
  } catch (error) {
    await remove()
    throw error
  }
}

const addresses = ({ kafka, cql }: Engines) => ({
  kafka: typeof kafka === 'object' ? kafka.at : undefined,
  cql: typeof cql === 'object' ? cql.at : undefined,
})
