// The engines that a lab is compared with, one line for each: what they lack for a lab, whether they
// are here, and what a run says to be done by them.
import type { ParityEngine, SparkSettings, SparkVersion } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { LabFile, Problem } from '@shared/lab'
import { flinkProject, sparkProject } from '@main/export'
import { findFlink } from '@main/flink'
import { findTools, needSettings } from '@main/spark'
import type { StartOptions } from '../runs/lab-runs'

interface OtherEngine {
  readonly problems: (lab: LabFile) => readonly Problem[]
  /** Its version; throws with what this machine lacks for it. */
  readonly find: () => Promise<string>
  readonly wish: (
    master: string,
    settings: SparkSettings,
  ) => Pick<StartOptions, 'spark' | 'sparkVersion' | 'sparkSettings' | 'flink'>
  /** Throws for a setting that it does not take. */
  readonly needSettings: (settings: SparkSettings) => void
  /** It reads topics in batches, and tells how it cut them. */
  readonly hasBatches: boolean
  /** It writes into the lab's tables and topics itself, so it must reach them. */
  readonly writesTables: boolean
}

const spark = (version: SparkVersion): OtherEngine => ({
  problems: lab => sparkProject(lab, { language: 'en', spark: version }).problems,
  find: async () => (await findTools(version)).version,
  wish: (master, sparkSettings) => ({ spark: master, sparkVersion: version, sparkSettings }),
  needSettings: needSparkSettings,
  hasBatches: true,
  writesTables: true,
})

export const otherEngines: Readonly<Record<ParityEngine, OtherEngine>> = {
  'spark-3.5': spark('3.5'),
  'spark-4': spark('4'),
  flink: {
    problems: lab => flinkProject(lab).problems,
    find: async () => (await findFlink()).version,
    wish: () => ({ flink: true }),
    needSettings: needNoSettings,
    hasBatches: false,
    writesTables: false,
  },
}

/** A comparison cuts the input itself, the same on both sides. */
function needSparkSettings(settings: SparkSettings): void {
  const name = 'MAX_OFFSETS_PER_TRIGGER'
  if (settings[name] !== undefined)
    throw new LabError('parity-cuts', { kind: 'usage', params: { name } })
  needSettings(settings)
}

function needNoSettings(settings: SparkSettings): void {
  const [name] = Object.keys(settings)
  if (name !== undefined) throw new LabError('parity-settings', { kind: 'usage', params: { name } })
}
