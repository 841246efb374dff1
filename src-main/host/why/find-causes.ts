// All causes over one evidence. A fault in one must not hide what the others find.
import type { WhyFinding } from '@shared/contract'
import { CAUSES } from './causes'
import type { Evidence } from './evidence'

export const CAUSE_IDS: readonly string[] = CAUSES.map(({ id }) => id)

export const findCauses = (evidence: Evidence): readonly WhyFinding[] =>
  CAUSES.flatMap(({ id, find }) => find(evidence).map(found => ({ cause: id, ...found })))
