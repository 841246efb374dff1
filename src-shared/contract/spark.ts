// Spark as another engine for a lab's jobs: what this machine has for it, and a private environment
// that the app makes and removes.
import { z } from 'zod'
import type { ErrorData } from '../errors'
import { command, feed, none, query } from './define'
import { SPARK_VERSIONS } from './labs'

const SETTINGS_MAX = 50
/** Of a run on Spark, by name. `src-main/spark` says which names it takes. */
export const sparkSettingsSchema = z
  .record(z.string().min(1).max(200), z.string().max(1000))
  .refine(settings => Object.keys(settings).length <= SETTINGS_MAX)
export type SparkSettings = z.infer<typeof sparkSettingsSchema>

export interface SparkStatus {
  /** Absent while jobs cannot be sent; `problem` says why. */
  readonly tools?: {
    readonly python: string
    readonly version: string
    /** Empty for a client of Spark Connect, as is its version. */
    readonly java: string
    readonly javaVersion: string
  }
  readonly problem?: ErrorData
  /** What "Set up Spark" made of this version. */
  readonly own?: { readonly dir: string; readonly sizeBytes: number }
  readonly isSettingUp: boolean
}

/** One step of setting up, newest last. */
export interface SetUpStep {
  readonly at: number
  readonly step: 'environment' | 'package' | 'install' | 'check' | 'done' | 'failed' | 'cancelled'
  /** The package, or the reason. */
  readonly what?: string
  /** Of the environment so far. */
  readonly sizeBytes: number
}

const ofVersion = z.strictObject({ version: z.enum(SPARK_VERSIONS).default('3.5') })

export const spark = {
  /** `connects`: of what a client of Spark Connect needs, which is less. */
  status: query<SparkStatus>()(ofVersion.extend({ connects: z.boolean().default(false) })),
  /** Makes a private environment with PySpark, and a Java where the machine has none. */
  setUp: command<SparkStatus>()(ofVersion),
  cancelSetUp: command<void>()(none),
  /** Deletes what `setUp` made; with the last version also the jars that jobs fetched. */
  remove: command<SparkStatus>()(ofVersion),
  steps: feed<SetUpStep>()(z.object({})),
}
