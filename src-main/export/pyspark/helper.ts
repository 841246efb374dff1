// What a function of support.py is.
import type { PySparkHelper } from '@main/pipeline'
import type { exportCode } from '@shared/text/ui/export'

type Words = keyof typeof exportCode

export interface Helper {
  readonly imports: readonly string[]
  readonly needs?: readonly PySparkHelper[]
  /** A constant at the top of the file. */
  readonly constant?: string
  /** The names that job.py imports. */
  readonly gives: readonly string[]
  readonly text: (doc: (phrase: Words) => string) => string
}
