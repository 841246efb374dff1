// What zod says of a wrong value, as a code with parameters: prose of zod's would be in one language only.
import type { z } from 'zod'
import type { ErrorParams } from '../errors'

export interface IssueWords {
  readonly code: string
  readonly params: ErrorParams
}

/** `missing`: nothing stands there. */
export function issueWords(issue: z.core.$ZodIssue, missing: boolean): IssueWords {
  if (missing)
    return { code: 'lab-missing-setting', params: { expected: issue.code === 'invalid_type' ? issue.expected : 'text' } }
  switch (issue.code) {
    case 'invalid_type':
      return { code: 'lab-wrong-type', params: { expected: issue.expected } }
    case 'invalid_value':
      return { code: 'lab-not-one-of', params: { values: issue.values.map(String).join(', ') } }
    case 'too_small':
      return { code: 'lab-too-small', params: { minimum: Number(issue.minimum) } }
    case 'too_big':
      return { code: 'lab-too-big', params: { maximum: Number(issue.maximum) } }
    case 'invalid_union': {
      const inner = issue.errors.map(list => list[0]).filter(one => one !== undefined)
      // The branch that got furthest knows best what was meant.
      const best = inner.sort((a, b) => b.path.length - a.path.length)[0]
      return best && best.path.length > 0
        ? issueWords(best, false)
        : { code: 'lab-wrong-setting', params: { reason: issue.message } }
    }
    default:
      return { code: 'lab-wrong-setting', params: { reason: issue.message } }
  }
}
