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
