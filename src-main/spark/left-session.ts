// Ends what a client of Spark Connect left at its server. Queries run there, and the server does not see
// that the client was killed: it would keep them for an hour, and two jobs on one checkpoint damage it.
// The session has the number of the job's life, so another client takes it up and stops its queries.
// `session.json` is there from the start of a job until the runner has ended its session.
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { SparkPlace } from '@main/pipeline'
import { readTextIfExists } from '@main/platform'
import { LabError } from '@shared/errors'
import { clientCommand } from './command'
import { isConnect, needMaster, withoutSecrets } from './master'
import { startTree } from './process-tree'

const FILE = 'session.json'
/** Python and a first answer of a busy server; end_session.py gives up later by itself. */
const END_MS = 40_000

const schema = z.object({ life: z.string().min(8), master: z.string() })
type Kept = z.infer<typeof schema>

export async function keepSession(dir: string, life: string, master: string): Promise<void> {
  if (!isConnect(master)) return
  const kept: Kept = { life, master: withoutSecrets(master) }
  await writeFile(join(dir, FILE), JSON.stringify(kept))
}

/** Throws `spark-connect-left` where it may still run. */
export async function endLeftSession(dir: string, place: SparkPlace): Promise<void> {
  const file = join(dir, FILE)
  const kept = keptIn(await readTextIfExists(file))
  if (!kept) return
  const isSame = placeOf(kept.master) === placeOf(place.master)
  if (!isSame || !(await isEnded(dir, place, kept.life)))
    throw new LabError('spark-connect-left', { kind: 'conflict', params: { text: kept.master } })
  await rm(file, { force: true })
}

async function isEnded(dir: string, place: SparkPlace, life: string): Promise<boolean> {
  try {
    await needMaster(place.master)
    const tree = startTree(clientCommand(place, ['end_session.py'], life), dir, () => {})
    const timer = setTimeout(() => tree.kill(), END_MS)
    const code = await tree.ended.finally(() => clearTimeout(timer))
    return code === 0
  } catch {
    return false
  }
}

/** The address alone: parameters may be others, such as a new token. */
const placeOf = (master: string): string => master.split(';')[0]?.replace(/\/$/, '') ?? ''

function keptIn(text: string | undefined): Kept | undefined {
  try {
    return text === undefined ? undefined : schema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
