// Finds topics that would lose a lab's records at once, because the records are dated back further
// than the topic keeps them. How long a topic keeps them is its broker's to say: by the settings of
// the topic that is there, or those with which the lab would make it. While nobody answers, Kafka's
// defaults count.
import { BUILTIN, type RunOverrides } from '@shared/contract'
import { LabError } from '@shared/errors'
import { parseLab, type LabFile, type Problem } from '@shared/lab'
import {
  clockAtStart,
  configsOfNew,
  datedByClock,
  keptMs,
  retentionEats,
  type BackDated,
  type Configs,
} from '@main/pipeline'
import type { ConnectionProfiles } from '../connections/connection-profiles'

/** A check goes on without the broker's word after this long. */
const ANSWER_MS_MAX = 3000
/** A clock that is behind by less is right: the broker looks at its topics every five minutes. */
const BEHIND_MS_MIN = 60_000

export interface RetentionParts {
  readonly dataDir: string
  readonly profiles: Pick<ConnectionProfiles, 'admin'>
  /** Resolves when the embedded engines answer. */
  readonly enginesReady: () => Promise<unknown>
}

export interface StartWish {
  readonly overrides?: RunOverrides
  readonly clean?: boolean
  readonly profiles?: Readonly<Record<string, string>>
}

export type RetentionCheck = (text: string, wish?: StartWish) => Promise<Problem[]>

export function retentionCheck(parts: RetentionParts, now = Date.now): RetentionCheck {
  return async (text, wish = {}) => {
    const { lab, place } = parseLab(text)
    const dated = lab ? datedByClock(lab) : []
    if (!lab || dated.length === 0) return []
    const { overrides, clean = false, profiles = {} } = wish
    const options = { dataDir: parts.dataDir, overrides, fresh: clean }
    const clockMs = await clockAtStart(lab, options, now())
    const agoMs = now() - clockMs
    if (agoMs < BEHIND_MS_MIN) return []
    const found = await Promise.all(
      dated.map(async each => {
        const profile = profileOf(lab, each, profiles)
        const kept = keptMs(
          await inTime(configsOf(parts, profile, each), configsOfNew(each.settings, {})),
        )
        return agoMs > kept ? [retentionEats(each, clockMs, kept)] : []
      }),
    )
    return place(found.flat())
  }
}

const profileOf = (
  lab: LabFile,
  { settings: { connection } }: BackDated,
  chosen: Readonly<Record<string, string>>,
) => chosen[connection] ?? lab.connections?.[connection]?.profile ?? BUILTIN

async function configsOf(
  { profiles, enginesReady }: RetentionParts,
  profile: string,
  { settings }: BackDated,
): Promise<Configs> {
  if (profile === BUILTIN) await enginesReady()
  const admin = await profiles.admin(profile)
  try {
    return byName(await admin.configsOf(settings.topic))
  } catch (error) {
    if (LabError.from(error).code !== 'kafka-no-topic') throw error
    return configsOfNew(settings, byName(await admin.brokerSettings()))
  }
}

const byName = (entries: readonly { readonly name: string; readonly value: string | null }[]) =>
  Object.fromEntries(entries.map(({ name, value }) => [name, value]))

/** `otherwise` where the answer fails or does not come. */
async function inTime<Value>(answer: Promise<Value>, otherwise: Value): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Value>(resolve => {
    timer = setTimeout(() => resolve(otherwise), ANSWER_MS_MAX)
  })
  return Promise.race([answer.catch(() => otherwise), late]).finally(() => clearTimeout(timer))
}
