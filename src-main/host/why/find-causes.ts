// All causes over one evidence. A fault in one must not hide what the others find.
import type { WhyFinding } from '@shared/contract'
import { CAUSES } from './causes'
import type { Evidence } from './evidence'

export const CAUSE_IDS: readonly string[] = CAUSES.map(({ id }) => id)

export const findCauses = (
  evidence: Evidence,
  fault: (cause: string, error: unknown) => void,
): readonly WhyFinding[] =>
  CAUSES.flatMap(({ id, find }) => {
    try {
      return find(evidence).map(found => ({ cause: id, ...found }))
    } catch (error) {
      fault(id, error)
      return []
    }
  })
