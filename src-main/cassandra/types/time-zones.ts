// Time zones as Java reads them in the text of a timestamp: a region, an offset after UTC or GMT, or
// what people call a zone, in short or in full. A name stands for the zone, whichever half of the
// year it belongs to: CEST in February is one hour.
import { findZone, type Zone } from '@shared/expr'

/** Each zone with its short names and its names in full. */
const NAMES: readonly (readonly [zone: string, short: string, full: string])[] = [
  ['UTC', 'UTC GMT', 'Coordinated Universal Time|Greenwich Mean Time'],
  ['America/Los_Angeles', 'PST PDT', 'Pacific Standard Time|Pacific Daylight Time'],
  ['America/Denver', 'MST MDT', 'Mountain Standard Time|Mountain Daylight Time'],
  ['America/Chicago', 'CST CDT', 'Central Standard Time|Central Daylight Time'],
  ['America/New_York', 'EST EDT', 'Eastern Standard Time|Eastern Daylight Time'],
  ['America/Anchorage', 'AKST AKDT', 'Alaska Standard Time|Alaska Daylight Time'],
  ['Pacific/Honolulu', 'HST', 'Hawaii-Aleutian Standard Time'],
  ['America/Sao_Paulo', 'BRT BRST', 'Brasilia Standard Time|Brasilia Summer Time'],
  ['Europe/London', 'BST', 'British Summer Time'],
  ['Europe/Lisbon', 'WET WEST', 'Western European Standard Time|Western European Summer Time'],
  ['Europe/Paris', 'CET CEST', 'Central European Standard Time|Central European Summer Time'],
  ['Europe/Bucharest', 'EET EEST', 'Eastern European Standard Time|Eastern European Summer Time'],
  ['Europe/Moscow', 'MSK', 'Moscow Standard Time'],
  ['Asia/Kolkata', 'IST', 'India Standard Time'],
  ['Asia/Tokyo', 'JST', 'Japan Standard Time'],
]

const byName = new Map(
  NAMES.flatMap(([zone, short, full]) =>
    [...short.split(' '), ...full.split('|')].map(name => [name, zone] as const),
  ),
)

export function zoneNamed(name: string): Zone | undefined {
  const offset = /^(?:UTC|GMT|UT)([+-]\d\d:\d\d)$/.exec(name)
  if (offset) return findZone(offset[1] ?? '')
  const known = byName.get(name)
  if (known !== undefined) return findZone(known)
  return /^[A-Z][A-Za-z_]+\//.test(name) ? findZone(name) : undefined
}
