// Lengths of time as people write them in a lab file: `10 s`, `5 minutes`, `1h`, `1 hour 30 minutes`.
import { z } from 'zod'

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  millisecond: 1,
  milliseconds: 1,
  s: 1000,
  sec: 1000,
  second: 1000,
  seconds: 1000,
  m: 60_000,
  min: 60_000,
  minute: 60_000,
  minutes: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
  hours: 3_600_000,
  d: 86_400_000,
  day: 86_400_000,
  days: 86_400_000,
}

export function parseDuration(text: string): number | undefined {
  let total = 0
  const rest = text.trim().replace(/(\d+(?:\.\d+)?)\s*([a-z]+)\s*/gi, (whole, amount: string, unit: string) => {
    const ms = UNITS[unit.toLowerCase()]
    if (ms === undefined) return whole
    total += Number(amount) * ms
    return ''
  })
  return rest === '' && total > 0 ? total : undefined
}

export const durationSchema = z
  .string()
  .refine(text => parseDuration(text) !== undefined, 'a length of time such as `10 s`, `5 minutes` or `1 hour`')
  .meta({ format: 'duration' })

/** Of a text that durationSchema has taken. */
export function durationMs(text: string): number {
  return parseDuration(text) ?? 0
}
