// Writes numbers, sizes, lengths and dates as the chosen language does (design: section 10). Stored
// data never passes through here: it is shown as stored.
import { localeOf, numberText, rateText, shortText, THIN } from '@shared/text/numbers'
import { language, t } from './text'

const numberIn = (value: number, options: Intl.NumberFormatOptions) =>
  numberText(value, language.value, options)

const dateFormats = new Map<string, Intl.DateTimeFormat>()
function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language.value} ${JSON.stringify(options)}`
  const known = dateFormats.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(localeOf[language.value], options)
  dateFormats.set(key, made)
  return made
}

export function formatNumber(value: number, digits = 0): string {
  return numberIn(value, { maximumFractionDigits: digits })
}

/** Three significant digits: 20.1 · 154 · 10 k · 1.51 M. */
export function formatShort(value: number): string {
  return shortText(value, language.value)
}

export function formatRate(perSecond: number): string {
  return rateText(perSecond, language.value)
}

export function formatPercent(share: number, digits = 0): string {
  return `${numberIn(share * 100, { minimumFractionDigits: digits, maximumFractionDigits: digits })}${THIN}%`
}

export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${numberIn(value, { maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0 })}${THIN}${units[unit] ?? 'B'}`
}

/** A length of time: 5.2 ms · 0.8 s · 4 min 10 s. */
export function formatLength(ms: number): string {
  if (ms < 1000) return `${numberIn(ms, { maximumSignificantDigits: ms < 10 ? 2 : 3 })}${THIN}ms`
  if (ms < 60_000) return `${numberIn(ms / 1000, { maximumFractionDigits: 1 })}${THIN}s`
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 60) return `${minutes}${THIN}min ${Math.floor((ms % 60_000) / 1000)}${THIN}s`
  return `${Math.floor(minutes / 60)}${THIN}h ${minutes % 60}${THIN}min`
}

const TIME: Intl.DateTimeFormatOptions = {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
}

/** A zone that this browser does not know is read as the computer's. */
function inZone(options: Intl.DateTimeFormatOptions, zone?: string): Intl.DateTimeFormat {
  try {
    return dateFormat({ ...options, timeZone: zone })
  } catch {
    return dateFormat(options)
  }
}

/** The time of day of a clock, in a zone: 14:02:11. */
export function formatTimeOfDay(at: number, zone?: string): string {
  return inZone(TIME, zone).format(at)
}

/** A moment of today, in a zone: 14:02:11.934, with the decimal mark of the language. */
export function formatMoment(at: number, zone?: string): string {
  return inZone({ ...TIME, fractionalSecondDigits: 3 }, zone).format(at)
}

/**
 * A moment in this computer's zone, in ISO's order: 2026-03-14T14:02:11.934. Cut it where needed.
 */
export function localStamp(at: number): string {
  const zoneMs = new Date(at).getTimezoneOffset() * 60_000
  return new Date(at - zoneMs).toISOString().slice(0, -1)
}

export function formatDate(at: number, zone?: string): string {
  return inZone({ day: 'numeric', month: 'short', year: 'numeric' }, zone)
    .format(at)
    .replaceAll(' de ', ' ')
}

export function formatAgo(at: number, now = Date.now()): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000))
  if (seconds < 2) return t('common.now')
  if (seconds < 60) return t('common.agoSeconds', { n: seconds })
  if (seconds < 3600) return t('common.agoMinutes', { n: Math.floor(seconds / 60) })
  if (seconds < 86_400) return t('common.agoHours', { n: Math.floor(seconds / 3600) })
  if (seconds < 172_800) return t('common.yesterday')
  return formatDate(at)
}
