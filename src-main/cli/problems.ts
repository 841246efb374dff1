// Prints problems of a lab file as compilers do (file:line:column, the problem, the expected
// value), so that editors can jump to them.
import type { OpenLab, Problem } from '@shared/contract'
import type { Language } from '@shared/lab'
import { describeError } from '@shared/text'
import { cli } from '@shared/text/ui/cli'
import { say } from '@shared/text/ui/words'

export interface PrintedProblem {
  readonly severity: Problem['severity']
  readonly code: string
  readonly file: string
  readonly line: number
  readonly column: number
  readonly field: string
  readonly node?: string
  readonly what: string
  readonly todo: string
}

export const hasErrors = (lab: Pick<OpenLab, 'problems' | 'lab'>) =>
  lab.lab === undefined || lab.problems.some(p => p.severity === 'error')

/** Worst first, then from top to bottom. */
export function printedProblems(
  file: string,
  problems: readonly Problem[],
  language: Language,
): PrintedProblem[] {
  const rank = { error: 0, warning: 1, hint: 2 }
  return problems
    .map(problem => ({
      severity: problem.severity,
      code: problem.code,
      file,
      line: problem.line ?? 1,
      column: problem.column ?? 1,
      field: problem.path,
      node: problem.node,
      ...describeError(problem, language),
    }))
    .sort((a, b) => rank[a.severity] - rank[b.severity] || a.line - b.line || a.column - b.column)
}

export function problemLine(problem: PrintedProblem, language: Language): string {
  const place = `${problem.file}:${problem.line}:${problem.column}`
  const field = problem.field === '' ? '' : `${problem.field}: `
  return `${place}: ${say(cli[problem.severity], language)}: ${field}${problem.what} ${problem.todo}`
}
