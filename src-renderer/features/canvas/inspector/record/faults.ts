// Faults of a record as their form shows them, and as they are written: as short as they can be.
import { FAULT_NAMES, faultSettings, type FaultName, type Faults } from '@shared/lab'

export const LATENESS = ['fixed', 'even', 'exponential', 'normal'] as const
type Lateness = (typeof LATENESS)[number]
type LateBy = NonNullable<Faults['late']>['by']

const LABELS = {
  fixed: ['faults.time'],
  even: ['faults.from', 'faults.to'],
  exponential: ['faults.mean'],
  normal: ['faults.mean', 'faults.deviation'],
} as const

export function latenessOf(by: LateBy) {
  const [kind, lengths]: [Lateness, readonly (string | number)[]] =
    typeof by !== 'object'
      ? ['fixed', [by]]
      : Array.isArray(by)
        ? ['even', by]
        : 'exponential' in by
          ? ['exponential', [by.exponential]]
          : ['normal', by.normal]
  return { kind, lengths: lengths.map(String), labels: LABELS[kind] }
}

/** Another distribution goes on from the lengths of the old one. */
export function lateBy(
  kind: Lateness,
  [first = '10 s', second = first]: readonly string[],
): LateBy {
  switch (kind) {
    case 'fixed':
      return first
    case 'even':
      return [first, second]
    case 'exponential':
      return { exponential: first }
    case 'normal':
      return { normal: [first, second] }
  }
}

const FIRST: Readonly<Partial<Record<FaultName, Readonly<Record<string, unknown>>>>> = {
  late: { by: ['10 s', '90 s'] },
}
const FIRST_SHARE = 0.01

/** What is written for a fault after a change; a share alone is a plain number. */
export function settingsWith(
  faults: Faults,
  name: FaultName,
  change: Readonly<Record<string, unknown>>,
): unknown {
  const written = faults[name]
  const before = typeof written === 'object' ? written : faultSettings(faults, name)
  const next = { share: FIRST_SHARE, ...FIRST[name], ...before, ...change }
  const kept = Object.entries(next).filter(([, value]) => value !== undefined)
  const isPlain = kept.length === 1 && name !== 'late' && name !== 'oversized'
  return isPlain ? next.share : Object.fromEntries(kept)
}

/** Of the next thousand records, about; a swap counts for the one that comes too late. */
export function soundOf(faults: Faults): number {
  const bad = FAULT_NAMES.reduce((sum, name) => {
    const { share = 0, off = false } = faultSettings(faults, name) ?? {}
    return off ? sum : sum + share
  }, 0)
  return Math.max(0, Math.round(1000 * (1 - bad)))
}

export function numberIn(text: string): number | undefined {
  const number = Number(text.trim().replace(',', '.').replace('%', ''))
  return text.trim() === '' || !Number.isFinite(number) ? undefined : number
}
