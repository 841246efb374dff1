// A moment or a day as a database writes it: `2026-01-01 00:00:05.123456+00`, `2026-01-01`. A database
// leaves zeros at the end out, or a whole time of day, so two texts cannot be compared as they are.
const MOMENT =
  /^(\d{4,}-\d\d-\d\d)(?:([ T])(\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d(?::?\d\d)?)?)?$/

export interface MomentText {
  /** Without a zone it is read as UTC: two of one column are in order all the same. */
  readonly ns: bigint
  /** What is between day and time; absent for a day alone. */
  readonly between?: string
  readonly zone?: string
}

export function readMoment(text: string): MomentText | undefined {
  const [, day, between, time = '00:00:00', fraction = '', zone] = MOMENT.exec(text) ?? []
  if (day === undefined) return undefined
  const offset = zone !== undefined && /^[+-]\d\d$/.test(zone) ? `${zone}:00` : (zone ?? 'Z')
  const ms = Date.parse(`${day}T${time}${offset}`)
  if (!Number.isFinite(ms)) return undefined
  return {
    ns: BigInt(ms) * 1_000_000n + BigInt(fraction.padEnd(9, '0')),
    ...(between === undefined ? {} : { between }),
    ...(zone === undefined ? {} : { zone }),
  }
}
