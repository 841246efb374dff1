// Starts a run: in this thread, or in a worker when the compiled worker file is given.
import { RunEngine } from './engine/run-engine'
import type { Run, RunOptions } from './model/run-types'
import { startInWorker } from './worker/host-side'

export function startRun(options: RunOptions): Run {
  return options.workerFile === undefined
    ? new RunEngine(options)
    : startInWorker(options, options.workerFile)
}
