// A mistake in a lab, with its place in the lab and in the text.
import type { ErrorParams } from '../errors'

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
