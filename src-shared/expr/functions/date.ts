// Functions over dates and timestamps. Calendar fields are read in the lab's time zone; patterns
// are Spark's (dd/MM/yyyy HH:mm:ss).
import { datePattern, type DatePattern } from '../time/pattern'
import { dayOr, momentOr, parseDate, parseTimestamp } from '../time/iso'
import {
  addMonths,
  civilFromDays,
  DAY_MS,
  dayOfYear,
  daysFromCivil,
  daysInMonth,
  isoWeek,
  isoWeekday,
} from '../../dates'
import type { Zone } from '../time/zone'
import {
  defineFunction,
  type CallShape,
  type FunctionDescriptor,
  type FunctionSpec,
} from './descriptor'

const moment = '(moment: timestamp): int'
const when = '(day: date): int'

const ofLocal =
  (compute: (localMs: number) => number) =>
  ({ zone }: CallShape) =>
  (ms: number) =>
    compute(zone.toLocal(ms))
const local1 = [when, moment]

/** The same field of a date (days) or of a timestamp (local time). */
function field(compute: (days: number) => number): NonNullable<FunctionSpec['make']> {
  return ({ types, zone }) =>
    types[0]?.kind === 'date'
      ? (days: number) => compute(days)
      : (ms: number) => compute(Math.floor(zone.toLocal(ms) / DAY_MS))
}

const CACHE_MAX = 100
const patterns = new Map<string, DatePattern | undefined>()
function patternOf(text: string): DatePattern | undefined {
  if (!patterns.has(text)) {
    if (patterns.size >= CACHE_MAX) patterns.clear()
    patterns.set(text, datePattern(text))
  }
  return patterns.get(text)
}

const read = (text: string, pattern: string, zone: Zone): number | null =>
  patternOf(pattern)?.parse?.(text, zone) ?? null

/** A pattern that Spark would refuse, said before the run. */
const refusesPattern =
  (use: 'read' | 'write', argument: number): FunctionSpec['refuse'] =>
  constants => {
    const found = constants[argument]
    if (typeof found !== 'string') return undefined
    const pattern = patternOf(found)
    return (use === 'read' ? pattern?.parse : pattern)
      ? undefined
      : { argument, code: 'expr-bad-date-pattern', found }
  }

/** Spark's months_between: whole months, and a rest in months of 31 days. */
function monthsBetween(a: number, b: number, zone: Zone): number {
  const [x, y] = [zone.toLocal(a), zone.toLocal(b)]
  const [dayX, dayY] = [Math.floor(x / DAY_MS), Math.floor(y / DAY_MS)]
  const [p, q] = [civilFromDays(dayX), civilFromDays(dayY)]
  const months = (p.year - q.year) * 12 + p.month - q.month
  const isEnd = (d: typeof p) => d.day === daysInMonth(d.year, d.month)
  if (p.day === q.day || (isEnd(p) && isEnd(q))) return months
  const seconds = (local: number, day: number) => Math.floor((local - day * DAY_MS) / 1000)
  const rest = (p.day - q.day) * 86_400 + seconds(x, dayX) - seconds(y, dayY)
  return months + rest / (31 * 86_400)
}

function truncate(unit: string, ms: number, zone: Zone): number | null {
  const local = zone.toLocal(ms)
  const days = Math.floor(local / DAY_MS)
  const start = unit === 'day' || unit === 'dd' ? days : truncateDays(unit, days)
  if (start !== undefined) return zone.toUtc(start * DAY_MS)
  const size = CLOCK[unit]
  return size === undefined ? null : ms - ((((local % size) + size) % size) + 0)
}

const CLOCK: Readonly<Record<string, number>> = {
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
  microsecond: 1,
}

function truncateDays(unit: string, days: number): number | undefined {
  const { year, month } = civilFromDays(days)
  switch (unit) {
    case 'year':
    case 'yyyy':
    case 'yy':
      return daysFromCivil(year, 1, 1)
    case 'quarter':
      return daysFromCivil(year, month - ((month - 1) % 3), 1)
    case 'month':
    case 'mon':
    case 'mm':
      return daysFromCivil(year, month, 1)
    case 'week':
      return days - isoWeekday(days) + 1
    default:
      return undefined
  }
}

const specs: readonly Omit<FunctionSpec, 'group'>[] = [
  { name: 'year', signatures: local1, doc: 'The year', make: field(d => civilFromDays(d).year) },
  {
    name: 'quarter',
    signatures: local1,
    doc: 'The quarter, 1 to 4',
    make: field(d => Math.ceil(civilFromDays(d).month / 3)),
  },
  {
    name: 'month',
    signatures: local1,
    doc: 'The month, 1 to 12',
    make: field(d => civilFromDays(d).month),
  },
  {
    name: 'day',
    aliases: ['dayofmonth'],
    signatures: local1,
    doc: 'The day of the month',
    spark: 'day',
    make: field(d => civilFromDays(d).day),
  },
  { name: 'dayofyear', signatures: local1, doc: 'The day of the year', make: field(dayOfYear) },
  {
    name: 'dayofweek',
    signatures: local1,
    doc: '1 for Sunday to 7 for Saturday',
    make: field(d => (isoWeekday(d) % 7) + 1),
  },
  {
    name: 'weekday',
    signatures: local1,
    doc: '0 for Monday to 6 for Sunday',
    make: field(d => isoWeekday(d) - 1),
  },
  { name: 'weekofyear', signatures: local1, doc: 'The ISO week', make: field(isoWeek) },
  {
    name: 'hour',
    signatures: [moment],
    doc: 'The hour, 0 to 23',
    make: ofLocal(ms => Math.floor((((ms % DAY_MS) + DAY_MS) % DAY_MS) / 3_600_000)),
  },
  {
    name: 'minute',
    signatures: [moment],
    doc: 'The minute',
    make: ofLocal(ms => Math.floor((((ms % 3_600_000) + 3_600_000) % 3_600_000) / 60_000)),
  },
  {
    name: 'second',
    signatures: [moment],
    doc: 'The second',
    make: ofLocal(ms => Math.floor((((ms % 60_000) + 60_000) % 60_000) / 1000)),
  },
  {
    name: 'date_format',
    signatures: ['(moment: timestamp, pattern: string): string'],
    doc: "A moment as text: date_format(t, 'dd/MM/yyyy HH:mm:ss')",
    refuse: refusesPattern('write', 1),
    make:
      ({ zone }) =>
      (ms: number, pattern: string) =>
        patternOf(pattern)?.format(ms, zone) ?? null,
  },
  {
    name: 'to_timestamp',
    signatures: ['(text: string, pattern?: string): timestamp', '(day: timestamp): timestamp'],
    doc: 'The moment that a text names, by a pattern; NULL when it does not match',
    refuse: refusesPattern('read', 1),
    make:
      ({ zone }) =>
      (value: string | number, pattern?: string) => {
        if (typeof value === 'number') return value
        return pattern === undefined
          ? (parseTimestamp(value, zone) ?? null)
          : read(value, pattern, zone)
      },
  },
  {
    name: 'to_date',
    signatures: ['(text: string, pattern?: string): date', '(moment: timestamp): date'],
    doc: 'The day that a text names, by a pattern; NULL when it does not match',
    refuse: refusesPattern('read', 1),
    make:
      ({ zone }) =>
      (value: string | number, pattern?: string) => {
        if (typeof value === 'number') return Math.floor(zone.toLocal(value) / DAY_MS)
        if (pattern === undefined) return parseDate(value) ?? null
        const ms = read(value, pattern, zone)
        return ms === null ? null : Math.floor(zone.toLocal(ms) / DAY_MS)
      },
  },
  {
    name: 'date_add',
    aliases: ['dateadd'],
    signatures: ['(day: date, days: int): date'],
    doc: 'So many days later',
    spark: 'date_add',
    evaluate: (d: number, n: number) => dayOr(d + n, null),
  },
  {
    name: 'date_sub',
    signatures: ['(day: date, days: int): date'],
    doc: 'So many days earlier',
    evaluate: (d: number, n: number) => dayOr(d - n, null),
  },
  {
    name: 'datediff',
    aliases: ['date_diff'],
    signatures: ['(end: date, start: date): int'],
    doc: 'Days from start to end',
    spark: 'datediff',
    evaluate: (a: number, b: number) => a - b,
  },
  {
    name: 'add_months',
    signatures: ['(day: date, months: int): date'],
    doc: 'So many months later, on the last day at most',
    evaluate: (d: number, n: number) => dayOr(addMonths(d, n), null),
  },
  {
    name: 'months_between',
    signatures: ['(end: timestamp, start: timestamp, rounded?: boolean): double'],
    doc: 'Months from start to end, with a fraction; to 8 digits unless the third is false',
    make:
      ({ zone }) =>
      (a: number, b: number, isRounded = true) => {
        const months = monthsBetween(a, b, zone)
        return isRounded ? Math.round(months * 1e8) / 1e8 : months
      },
  },
  {
    name: 'last_day',
    signatures: ['(day: date): date'],
    doc: 'The last day of the month',
    evaluate: (d: number) => {
      const { year, month } = civilFromDays(d)
      return daysFromCivil(year, month, daysInMonth(year, month))
    },
  },
  {
    name: 'make_date',
    signatures: ['(year: int, month: int, day: int): date'],
    doc: 'A date from its parts; NULL when there is no such day',
    evaluate: (y: number, m: number, d: number) =>
      m < 1 || m > 12 || d < 1 || d > daysInMonth(y, m) ? null : daysFromCivil(y, m, d),
  },
  {
    name: 'date_trunc',
    signatures: ['(unit: string, moment: timestamp): timestamp'],
    doc: "The start of the hour, day, week, month …: date_trunc('hour', t)",
    make:
      ({ zone }) =>
      (unit: string, ms: number) =>
        truncate(unit.toLowerCase(), ms, zone),
  },
  {
    name: 'trunc',
    signatures: ['(day: date, unit: string): date'],
    doc: "The first day of the week, month …: trunc(d, 'month')",
    evaluate: (d: number, unit: string) => truncateDays(unit.toLowerCase(), d) ?? null,
  },
  {
    name: 'unix_timestamp',
    aliases: ['to_unix_timestamp'],
    signatures: ['(text: string, pattern?: string): long', '(moment: timestamp): long'],
    doc: 'Seconds since 1970, of a moment or of a text by a pattern',
    spark: 'unix_timestamp',
    refuse: refusesPattern('read', 1),
    make:
      ({ zone }) =>
      (value: string | number, pattern = 'yyyy-MM-dd HH:mm:ss') => {
        const ms = typeof value === 'number' ? value : read(value, pattern, zone)
        // Towards zero, unlike unix_seconds.
        return ms === null ? null : Math.trunc(ms / 1000)
      },
  },
  {
    name: 'unix_seconds',
    signatures: ['(moment: timestamp): long'],
    doc: 'Seconds since 1970',
    evaluate: (ms: number) => Math.floor(ms / 1000),
  },
  {
    name: 'unix_millis',
    signatures: ['(moment: timestamp): long'],
    doc: 'Milliseconds since 1970',
    evaluate: (ms: number) => ms,
  },
  {
    name: 'timestamp_seconds',
    signatures: ['(seconds: double): timestamp'],
    doc: 'The moment so many seconds after 1970',
    evaluate: (s: number) => momentOr(Math.floor(s * 1000), null),
  },
  {
    name: 'timestamp_millis',
    signatures: ['(milliseconds: long): timestamp'],
    doc: 'The moment so many milliseconds after 1970',
    evaluate: (ms: number | bigint) => momentOr(Number(ms), null),
  },
  {
    name: 'from_unixtime',
    signatures: ['(seconds: long, pattern?: string): string'],
    doc: 'Seconds since 1970 as text',
    refuse: refusesPattern('write', 1),
    make:
      ({ zone }) =>
      (s: number | bigint, pattern = 'yyyy-MM-dd HH:mm:ss') =>
        patternOf(pattern)?.format(Number(s) * 1000, zone) ?? null,
  },
  {
    name: 'current_timestamp',
    aliases: ['now'],
    signatures: ['(): timestamp'],
    doc: "The run's clock at this batch",
    clock: true,
    spark: 'current_timestamp',
    make:
      ({ now }) =>
      () =>
        now?.() ?? null,
  },
  {
    name: 'current_date',
    signatures: ['(): date'],
    doc: "The day by the run's clock",
    clock: true,
    make:
      ({ now, zone }) =>
      () =>
        now ? Math.floor(zone.toLocal(now()) / DAY_MS) : null,
  },
]
export const dateFunctions: readonly FunctionDescriptor[] = specs.map(spec =>
  defineFunction({ group: 'date', ...spec }),
)
