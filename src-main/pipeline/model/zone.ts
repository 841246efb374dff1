// A lab's zone for calendar windows and written times.
import type { LabFile } from '@shared/lab'

/**
 * The lab's zone; this computer's when it names none, UTC for a wrong one (which the check
 * reports).
 */
export function zoneOf(lab: LabFile): string {
  const zone = lab.timezone
  if (zone === undefined) return Intl.DateTimeFormat().resolvedOptions().timeZone
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone
  } catch {
    return 'UTC'
  }
}

/** A zone's distance from UTC, where it has had one alone since 1970 (as UTC has). */
export function fixedOffsetMs(zone: string): number | undefined {
  if (/^(UTC|Etc\/UTC|GMT)$/i.test(zone)) return 0
  const whole = /^([+-])(\d\d):(\d\d)$/.exec(zone)
  if (!whole) return undefined
  return (whole[1] === '-' ? -1 : 1) * (Number(whole[2]) * 60 + Number(whole[3])) * 60_000
}
