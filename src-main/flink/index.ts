// Flink beside the built-in engine, for comparisons.
import type { OutsideEngine, RunOptions } from '@main/pipeline'
import type { WarmProgram } from '@main/spark'
import { FlinkEngine } from './flink-engine'

export { findFlink } from './tools'

/** The engine that a run's options name, if they do. `warm`: it does other jobs too. */
export const flinkOf = ({ flink }: RunOptions, warm?: WarmProgram): OutsideEngine | undefined =>
  flink && new FlinkEngine(flink, warm)
