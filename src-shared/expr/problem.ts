// A mistake in an expression, with its place: the codes are in
// src-shared/text/errors/expr.ts and expr-types.ts.
import { LabError, type ErrorParams } from '../errors'
import type { Span } from './ast'

export interface ExprProblem extends Span {
  readonly code: string
  /** line and column count from 1; text is the expression. */
  readonly params: ErrorParams
}

export function problemAt(
  text: string,
  span: Span,
  code: string,
  params: ErrorParams = {},
): ExprProblem {
  const before = text.slice(0, span.start)
  const line = before.split('\n').length
  const column = span.start - (before.lastIndexOf('\n') + 1) + 1
  const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text
  return {
    start: span.start,
    end: span.end,
    code,
    params: { ...params, line, column, text: shown },
  }
}

export function errorOf(problem: ExprProblem): LabError {
  return new LabError(problem.code, {
    kind: 'usage',
    params: { ...problem.params, start: problem.start, end: problem.end },
  })
}

/** Thrown inside the parser and caught at its door. */
export class ParseStop extends Error {
  constructor(readonly problem: ExprProblem) {
    super(problem.code)
  }
}

/** The known name nearest to a mistyped one, if any is near. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase()
  let best: string | undefined
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1
  for (const candidate of known) {
    const d = distance(wanted, candidate.toLowerCase(), bestDistance)
    if (d < bestDistance) {
      best = candidate
      bestDistance = d
    }
  }
  return best
}

function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + cost))
    }
    row = next
  }
  return row[b.length] ?? limit
}
