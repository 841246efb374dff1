// Starts a run: in this thread, or in a worker when the compiled worker file is given.
import { LabError } from '@shared/errors'
import { checkLab } from './check-lab'
import { RunEngine } from './engine/run-engine'
import type { Run, RunOptions } from './run-types'
import { startInWorker } from './worker/host-side'

export async function startRun(options: RunOptions): Promise<Run> {
  const { problems } = checkLab(options.lab)
  const first = problems.find(p => p.severity === 'error')
  if (first)
    throw new LabError('lab-has-problems', {
      kind: 'config',
      params: { lab: options.lab.id, count: problems.length, problem: first.code, path: first.path },
    })
  return options.workerFile === undefined ? new RunEngine(options) : startInWorker(options, options.workerFile)
}
