// A checkpoint of another lab, topic or engine is in the way.
import { withCode, type Cause } from '../evidence'

const CODES = [
  'run-state-changed',
  'run-position-gone',
  'run-topic-gone',
  'run-table-gone',
  'run-other-seed',
  'run-other-engine',
]

/** A way back may have failed: the newest state is still in force. */
const KEPT = new Set(['run-state-changed', 'run-position-gone'])

export const reusedCheckpoint: Cause = {
  id: 'reused-checkpoint',
  find: evidence =>
    withCode(evidence, CODES)
      .slice(0, 1)
      .map(({ node, error }) => ({
        node,
        params: { node },
        remedy: { act: 'clean', newest: KEPT.has(error.code) },
      })),
}
