// The exit codes: one number for each kind of LabError, so that scripts can tell failures apart.
// `sluice --help` prints this table.
import type { ErrorKind } from '@shared/errors'

export const EXIT_OK = 0
export const EXIT_USAGE = 2

const byKind: Readonly<Record<ErrorKind, number>> = {
  bug: 1,
  usage: EXIT_USAGE,
  config: EXIT_USAGE,
  unreachable: 3,
  conflict: 4,
  auth: 5,
  remote: 6,
  storage: 7,
  limit: 8,
  data: 9,
  cancelled: 130,
}

export const exitCodeOf = (kind: ErrorKind): number => byKind[kind]

/** For the help page: each code once, in order. */
export const exitCodes: readonly number[] = [...new Set([EXIT_OK, ...Object.values(byKind)])].sort(
  (a, b) => a - b,
)
