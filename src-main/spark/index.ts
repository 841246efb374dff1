// Spark beside the built-in engine: the programs it needs, and runs of exported jobs.
import type { OutsideEngine, RunOptions } from '@main/pipeline'
import { ivyDir } from './places'
import { SparkEngine } from './spark-engine'
import type { WarmProgram } from './warm-program'

export { Lines } from './lines'
export { needMaster, withoutSecrets } from './master'
export { needSettings } from './given-settings'
export { findTools } from './places'
export { startTree, type OnText, type Tree } from './process-tree'
export { SparkSetUp } from './set-up'
export { settingsOf } from './settings'
export { WarmProgram } from './warm-program'

/** The engine that a run's options name; none for the built-in one. `warm`: it does other jobs too. */
export const sparkOf = ({ spark }: RunOptions, warm?: WarmProgram): OutsideEngine | undefined =>
  spark && new SparkEngine(spark, ivyDir(), warm)
