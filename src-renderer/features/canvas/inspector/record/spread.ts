// How often each value of a field comes, as shares that add up to 1: for the small histogram. It is
// the plan that the generator follows, not a count of records.
import type { FieldSpec } from '@shared/lab'
import { kindOfSpec, leadOf, longForm, pairOf } from './kinds'

export interface Share {
  readonly label: string
  readonly share: number
}
type Catalogs = Readonly<Record<string, readonly unknown[]>>

const BARS = 12
const BARS_MAX = 24

/** Undefined where a picture says nothing: names, identifiers, times. */
export function spreadOf(spec: FieldSpec, catalogs: Catalogs): readonly Share[] | undefined {
  const lead = leadOf(spec)
  const long: Readonly<Record<string, unknown>> = { ...longForm(spec) }
  switch (kindOfSpec(spec)) {
    case 'int':
    case 'number':
      return pair(lead, (low, high) => even(low, high, kindOfSpec(spec) === 'int'))
    case 'normal':
      return pair(lead, (mean, sd) =>
        density(mean - 3 * sd, mean + 3 * sd, x =>
          Math.exp(-((x - mean) ** 2) / (2 * sd * sd || 1)),
        ),
      )
    case 'lognormal':
      return pair(lead, (median, sigma) =>
        density(0, median * Math.exp(2 * sigma), x =>
          x <= 0 ? 0 : Math.exp(-((Math.log(x / median) / (sigma || 1)) ** 2) / 2) / x,
        ),
      )
    case 'exponential':
      return typeof lead === 'number' ? density(0, lead * 4, x => Math.exp(-x / lead)) : undefined
    case 'zipf':
      return pair(pairOf(spec), (low, high) =>
        zipf(names(low, high), numberIn(long['exponent']) ?? 1),
      )
    case 'boolean':
      return typeof lead === 'number'
        ? [
            { label: 'true', share: lead },
            { label: 'false', share: 1 - lead },
          ]
        : undefined
    case 'choice':
      return choices(lead, long)
    case 'pick':
      return picks(catalogs[String(lead)] ?? [], long)
    case 'ref':
      return refs(long)
    default:
      return undefined
  }
}

/** Of more, the first ones look the same. */
const RECORDS_MAX = 2000

/** Records of another stream, where some come more often than others. */
function refs(long: Readonly<Record<string, unknown>>): readonly Share[] | undefined {
  if (!long['zipf'] && !long['hot']) return undefined
  const size = Math.min(RECORDS_MAX, numberIn(long['of']) ?? 1000)
  return ranked(
    Array.from({ length: size }, (_, i) => `#${i + 1}`),
    long,
  )
}

/** By weights or Zipf's law; hot ones take their share first. */
function ranked(
  labels: readonly string[],
  { zipf: exponent, hot }: Readonly<Record<string, unknown>>,
  weights?: readonly number[],
): readonly Share[] {
  const { share, keys } = hotIn(hot)
  const from = share > 0 && keys < labels.length ? keys : 0
  const rest = labels.slice(from)
  const plain = weights
    ? shares(rest.map((label, i) => ({ label, share: weights[from + i] ?? 0 })))
    : zipf(rest, numberIn(exponent) ?? 0)
  if (from === 0) return plain
  return [
    ...labels.slice(0, from).map(label => ({ label, share: share / from })),
    ...plain.map(each => ({ label: each.label, share: each.share * (1 - share) })),
  ]
}

/** However short it is written. */
export function hotIn(hot: unknown): { readonly share: number; readonly keys: number } {
  if (typeof hot === 'number') return { share: hot, keys: 1 }
  const { share, keys }: Readonly<Record<string, unknown>> =
    typeof hot === 'object' && hot !== null ? { ...hot } : {}
  return { share: numberIn(share) ?? 0, keys: numberIn(keys) ?? 1 }
}

const numberIn = (value: unknown) => (typeof value === 'number' ? value : undefined)

function pair(
  lead: unknown,
  make: (a: number, b: number) => readonly Share[],
): readonly Share[] | undefined {
  const [a, b]: readonly unknown[] = Array.isArray(lead) ? lead : []
  return typeof a === 'number' && typeof b === 'number' ? make(a, b) : undefined
}

const names = (low: number, high: number) =>
  Array.from({ length: Math.min(BARS_MAX, Math.max(1, high - low + 1)) }, (_, i) => String(low + i))

function even(low: number, high: number, whole: boolean): readonly Share[] {
  const labels =
    whole && high - low < BARS_MAX
      ? names(low, high)
      : Array.from({ length: BARS }, (_, i) => shown(low + ((high - low) * i) / BARS))
  return labels.map(label => ({ label, share: 1 / labels.length }))
}

const shown = (value: number) => String(Math.round(value * 100) / 100)

function density(from: number, to: number, of: (x: number) => number): readonly Share[] {
  const step = (to - from) / BARS
  const bars = Array.from({ length: BARS }, (_, i) => from + (i + 0.5) * step)
  return shares(bars.map(x => ({ label: shown(x), share: of(x) })))
}

function zipf(labels: readonly string[], exponent: number): readonly Share[] {
  return shares(labels.map((label, i) => ({ label, share: (i + 1) ** -exponent })))
}

function shares(parts: readonly Share[]): readonly Share[] {
  const sum = parts.reduce((total, { share }) => total + share, 0)
  return sum <= 0 ? [] : parts.map(({ label, share }) => ({ label, share: share / sum }))
}

function choices(
  lead: unknown,
  long: Readonly<Record<string, unknown>>,
): readonly Share[] | undefined {
  if (Array.isArray(lead)) return ranked(lead.map(String), long)
  if (typeof lead !== 'object' || lead === null) return undefined
  return ranked(Object.keys(lead), long, Object.values(lead).map(Number))
}

function picks(
  entries: readonly unknown[],
  long: Readonly<Record<string, unknown>>,
): readonly Share[] | undefined {
  if (entries.length === 0) return undefined
  const { field, weight } = long
  const at = (entry: unknown, name: unknown): unknown =>
    typeof entry === 'object' && entry !== null && typeof name === 'string'
      ? Object.entries(entry).find(([key]) => key === name)?.[1]
      : undefined
  const labels = entries.map(entry => String(at(entry, field) ?? labelOf(entry)))
  if (typeof weight === 'string')
    return ranked(
      labels,
      long,
      entries.map(entry => Number(at(entry, weight) ?? 0)),
    )
  return ranked(labels, long)
}

function labelOf(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null ? Object.values(entry)[0] : entry
}
