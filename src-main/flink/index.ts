// Flink beside the built-in engine, for comparisons.
import type { OutsideEngine, RunOptions } from '@main/pipeline'
import { FlinkEngine } from './flink-engine'

export { findFlink } from './tools'

/** The engine that a run's options name, if they do. */
export const flinkOf = ({ flink }: RunOptions): OutsideEngine | undefined =>
  flink && new FlinkEngine(flink)
