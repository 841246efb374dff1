// Names along an axis, and of the moment that a figure is of. Stored values are shown as stored, except moments of time: an axis is a
// measure, so a moment is written as the clock of the lab's zone shows it, and with its day only
// where the days differ.
import { formatDate, formatTimeOfDay } from '@renderer/ui'
import type { ViewRow } from '@shared/contract'

const DAY_MS = 86_400_000

export function axisNames(
  values: readonly ViewRow['values'][number][],
  type: string | undefined,
  zone: string | undefined,
): readonly string[] {
  const plain = () => values.map(value => (value === null ? '–' : String(value)))
  if (!/^timestamp/i.test(type ?? '')) return plain()
  const times = values.map(value => Date.parse(String(value)))
  if (times.some(Number.isNaN)) return plain()
  const clocks = times.map(time => formatTimeOfDay(time, zone))
  const short = clocks.every(clock => clock.endsWith(':00'))
    ? clocks.map(clock => clock.slice(0, -3))
    : clocks
  const days = times.map(time => dayIn(time, zone))
  if (new Set(days).size < 2) return short
  // Days alone, where each begins at midnight.
  if (times.every((time, at) => time % DAY_MS === 0 || short[at] === '00:00'))
    if (new Set(short).size === 1) return days
  return short.map((clock, at) => `${days[at] ?? ''} ${clock}`)
}

/** A stored moment as the lab's zone writes it, with its day; at midnight, and for a date, its day alone. */
export function momentName(stored: string, zone: string | undefined): string {
  const at = Date.parse(stored)
  if (Number.isNaN(at)) return stored
  if (!stored.includes('T')) return formatDate(at, 'UTC')
  const clock = formatTimeOfDay(at, zone)
  const day = formatDate(at, zone)
  return clock === '00:00:00' ? day : `${day} ${clock.replace(/:00$/, '')}`
}

/** `11-22`, in the order of a stored date. */
function dayIn(time: number, zone: string | undefined): string {
  const write = (timeZone: string | undefined) =>
    new Intl.DateTimeFormat('en-CA', { month: '2-digit', day: '2-digit', timeZone }).format(time)
  try {
    return write(zone)
  } catch {
    return write(undefined)
  }
}
