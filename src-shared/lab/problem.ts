// A mistake in a lab, with its place in the lab and in the text.
import type { ErrorParams } from '../errors'

/** Larger files are refused, in characters or bytes. */
export const LAB_TEXT_MAX = 2_000_000
/** Longer lists are cut: a person mends one mistake after the other. */
export const PROBLEMS_MAX = 200

export interface Problem {
  readonly severity: 'error' | 'warning' | 'hint'
  readonly code: string
  readonly params: ErrorParams
  /** Where in the lab: `nodes.total.with.compute.valor_total`. */
  readonly path: string
  readonly node?: string
  /** 1-based place in the YAML text. */
  readonly line?: number
  readonly column?: number
}

export function problemAt(
  path: string,
  code: string,
  params: ErrorParams = {},
  severity: Problem['severity'] = 'error',
): Problem {
  const node = /^nodes\.([^.]+)/.exec(path)?.[1]
  return {
    severity,
    code,
    params: { field: path, ...params },
    path,
    ...(node === undefined ? {} : { node }),
  }
}
