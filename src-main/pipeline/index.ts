// The pipeline's public face: the catalogue of nodes, the check of a lab, and runs.
export { changesOf } from './changes'
export { lastLabOf } from './engine/run-folder'
export type { ClockMove, Patched, Run, RunFeeds, RunOptions } from './run-types'
export { nodeCatalog } from './catalog'
export { checkLab, type CheckedLab } from './check-lab'
export { startRun } from './start-run'
export { serveRun } from './worker/worker-side'
