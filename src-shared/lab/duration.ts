// Lengths of time as people write them: `500 ms`, `5 s`, `2 min`, `1 h`, `3 d`, or a bare number of
// seconds.
import { z } from 'zod'

const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  sec: 1000,
  second: 1000,
  m: 60_000,
  min: 60_000,
  minute: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
  d: 86_400_000,
  day: 86_400_000,
}

/** Milliseconds; undefined when the text is not a duration. */
export function parseDuration(value: string | number): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value * 1000 : undefined
  const match = /^\s*(-?\d+(?:\.\d+)?)\s*([a-z]+)?\s*$/i.exec(value)
  if (!match) return undefined
  const written = (match[2] ?? 's').toLowerCase()
  const unit = UNITS_MS[written] ?? UNITS_MS[written.replace(/s$/, '')]
  return unit === undefined ? undefined : Number(match[1]) * unit
}

export const durationSchema = z
  .union([z.string(), z.number()])
  .refine(value => parseDuration(value) !== undefined, 'lab-form-duration')
  .describe('A duration: 500 ms, 5 s, 2 min, 1 h, 3 d')
