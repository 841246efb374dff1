// What a lab can be compared with from here, and what would be emptied for it, said before anything
// begins.
import { BUILTIN, PARITY_ENGINES, type ParityEngine, type ParityOffers } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { LabFile } from '@shared/lab'
import { otherEngines } from './other-engines'

/** By the lab's own names. */
export type Chosen = Readonly<Record<string, string>>

export async function offersOf(lab: LabFile, chosen: Chosen): Promise<ParityOffers> {
  const engines = await Promise.all(PARITY_ENGINES.map(engine => offerOf(engine, lab, chosen)))
  return { engines, emptied: Object.keys(profilesOf(lab, chosen)) }
}

async function offerOf(
  engine: ParityEngine,
  lab: LabFile,
  chosen: Chosen,
): Promise<ParityOffers['engines'][number]> {
  try {
    needPossible(engine, lab, chosen)
    return { engine, version: await otherEngines[engine].find() }
  } catch (error) {
    return { engine, problem: LabError.from(error).toData() }
  }
}

/** Throws with what the engine lacks for the lab, or cannot reach. */
export function needPossible(engine: ParityEngine, lab: LabFile, chosen: Chosen): void {
  const first = otherEngines[engine].problems(lab).find(({ severity }) => severity === 'error')
  if (first) throw new LabError(first.code, { kind: 'config', params: first.params })
  if (!otherEngines[engine].writesTables) return
  const profiles = profilesOf(lab, chosen)
  const file = Object.entries(lab.connections ?? {}).find(
    ([name, { type }]) => type === 'sql' && profiles[name] === undefined,
  )
  if (file)
    throw new LabError('spark-embedded-sql', { kind: 'config', params: { connection: file[0] } })
}

/** The profiles of a lab's connections that are not built in. */
export function profilesOf(lab: LabFile, chosen: Chosen): Record<string, string> {
  const all = Object.entries(lab.connections ?? {}).flatMap(([name, { profile }]) => {
    const used = chosen[name] ?? profile ?? BUILTIN
    return used === BUILTIN ? [] : [[name, used] as const]
  })
  return Object.fromEntries(all)
}
