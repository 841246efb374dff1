// Which windows a moment belongs to. Tumbling and hopping windows are aligned to 1970-01-01T00:00Z,
// as Spark's; calendar windows (hour, day, week, month in a zone) follow the clock on the wall,
// days of 23 and 25 hours included. Sessions are made of one window for each event, which ends a gap
// after it.
import { DAY_MS } from '@shared/dates'
import { compileExpression, type CompiledExpression } from '@shared/expr'
import { z } from 'zod'
import { durationMs, durationSchema } from './duration'

export const CALENDAR_UNITS = ['hour', 'day', 'week', 'month'] as const

export const windowSchema = z
  .union([
    z.strictObject({ tumbling: durationSchema }),
    z.strictObject({ hopping: durationSchema, every: durationSchema }),
    z.strictObject({ session: durationSchema }),
    z.strictObject({ calendar: z.enum(CALENDAR_UNITS) }),
    z.strictObject({ sliding: z.union([durationSchema, z.array(durationSchema).min(1).max(8)]) }),
  ])
  .meta({ format: 'window' })
export type WindowConfig = z.output<typeof windowSchema>

export interface Span {
  readonly start: number
  readonly end: number
}

/** Undefined for sliding windows, which are not a grid. */
export function windowsOf(
  config: WindowConfig,
  zone: string,
): ((ms: number) => readonly Span[]) | undefined {
  if ('tumbling' in config) return gridOf(durationMs(config.tumbling), durationMs(config.tumbling))
  if ('hopping' in config) return gridOf(durationMs(config.hopping), durationMs(config.every))
  if ('calendar' in config) return calendarOf(config.calendar, zone)
  if ('session' in config) {
    const gapMs = durationMs(config.session)
    return ms => [{ start: ms, end: ms + gapMs }]
  }
  return undefined
}

function gridOf(sizeMs: number, everyMs: number): (ms: number) => readonly Span[] {
  return ms => {
    const spans: Span[] = []
    for (let start = Math.floor(ms / everyMs) * everyMs; start > ms - sizeMs; start -= everyMs)
      spans.push({ start, end: start + sizeMs })
    return spans.reverse()
  }
}

/**
 * A little more than the longest unit, and less than two of the shortest: from a start, into the
 * next unit.
 */
const INTO_NEXT_MS = {
  hour: 90 * 60_000,
  day: 36 * 3_600_000,
  week: 10 * DAY_MS,
  month: 45 * DAY_MS,
}

function calendarOf(
  unit: (typeof CALENDAR_UNITS)[number],
  timezone: string,
): (ms: number) => readonly Span[] {
  const row = { kind: 'struct', fields: [{ name: 't', type: { kind: 'timestamp' } }] } as const
  const truncate = compileExpression(`date_trunc('${unit}', t)`, row, { timezone })
  let last: Span | undefined
  return ms => {
    if (last && ms >= last.start && ms < last.end) return [last]
    const start = startOf(truncate, ms)
    last = { start, end: startOf(truncate, start + INTO_NEXT_MS[unit]) }
    return [last]
  }
}

function startOf(truncate: CompiledExpression, ms: number): number {
  const value = truncate.evaluate({ t: ms })
  return typeof value === 'number' ? value : ms
}
