// Turns zod's issue about a wrong value into a code with parameters, because zod's own prose is in
// one language only.
import type { z } from 'zod'
import type { ErrorParams } from '../errors'

export interface IssueWords {
  readonly code: string
  readonly params: ErrorParams
}

/** `missing`: there is no value. */
export function issueWords(issue: z.core.$ZodIssue, missing: boolean): IssueWords {
  if (missing)
    return {
      code: 'lab-missing-setting',
      params: { expected: issue.code === 'invalid_type' ? issue.expected : 'text' },
    }
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
      return best && best.path.length > 0 ? issueWords(best, false) : oneOf(inner)
    }
    case 'invalid_key': {
      const inner = issue.issues[0]
      return inner ? issueWords(inner, false) : { code: 'lab-form-name', params: {} }
    }
    case 'invalid_format':
      return issue.format === 'datetime' ? { code: 'lab-form-moment', params: {} } : formOf(issue)
    default:
      return formOf(issue)
  }
}

/**
 * Schemas of ours give the code of a form instead of a message: zod's prose would be in one
 * language only.
 */
const FORM = /^lab-form-[a-z-]+$/

function formOf(issue: z.core.$ZodIssue): IssueWords {
  return FORM.test(issue.message)
    ? { code: issue.message, params: {} }
    : { code: 'lab-wrong-setting', params: {} }
}

/** None of several forms fits: the one that can be told in words, or else all by their names. */
function oneOf(branches: readonly z.core.$ZodIssue[]): IssueWords {
  const told = branches.find(branch => FORM.test(branch.message))
  if (told) return formOf(told)
  const names = branches.flatMap(branch =>
    branch.code === 'invalid_type'
      ? [branch.expected]
      : branch.code === 'invalid_value'
        ? branch.values.map(String)
        : [],
  )
  return names.length > 0
    ? { code: 'lab-form-any', params: { forms: [...new Set(names)].join(', ') } }
    : { code: 'lab-wrong-setting', params: {} }
}
