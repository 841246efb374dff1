// Durations between their texts and their parts: `1y2mo3d4h`, and the forms of ISO 8601. The units
// come once each, from the longest to the shortest (Cassandra's Duration).
import { CqlError, errorCode, invalid } from '../errors'

export interface DurationValue {
  readonly months: bigint
  readonly days: bigint
  readonly nanos: bigint
}

type Part = keyof DurationValue

interface Unit {
  readonly symbol: string
  readonly name: string
  readonly part: Part
  readonly size: bigint
}

const unit = (symbol: string, name: string, part: Part, size: bigint): Unit => ({
  symbol,
  name,
  part,
  size,
})
const UNITS: readonly Unit[] = [
  unit('y', 'years', 'months', 12n),
  unit('mo', 'months', 'months', 1n),
  unit('w', 'weeks', 'days', 7n),
  unit('d', 'days', 'days', 1n),
  unit('h', 'hours', 'nanos', 3_600_000_000_000n),
  unit('m', 'minutes', 'nanos', 60_000_000_000n),
  unit('s', 'seconds', 'nanos', 1_000_000_000n),
  unit('ms', 'milliseconds', 'nanos', 1_000_000n),
  unit('us', 'microseconds', 'nanos', 1000n),
  unit('ns', 'nanoseconds', 'nanos', 1n),
]
const MOST: Readonly<Record<Part, bigint>> = {
  months: 2n ** 31n - 1n,
  days: 2n ** 31n - 1n,
  nanos: 2n ** 63n - 1n,
}
const SHOWN: Readonly<Record<Part, string>> = {
  months: 'months',
  days: 'days',
  nanos: 'nanoseconds',
}

type Amount = readonly [symbol: string, digits: string]

export function parseDuration(text: string): DurationValue {
  const negative = text.startsWith('-')
  const body = negative ? text.slice(1) : text
  const amounts = body.startsWith('P') ? isoAmounts(body) : unitAmounts(body)
  if (!amounts || amounts.length === 0) throw invalid(`Unable to convert '${body}' to a duration`)
  const sum = summed(amounts)
  return negative ? { months: -sum.months, days: -sum.days, nanos: -sum.nanos } : sum
}

function summed(amounts: readonly Amount[]): DurationValue {
  const sum = { months: 0n, days: 0n, nanos: 0n }
  let last = -1
  for (const [symbol, digits] of amounts) {
    const index = UNITS.findIndex(u => u.symbol === symbol)
    const found = UNITS[index]!
    if (index === last)
      throw invalid(`Invalid duration. The ${found.name} are specified multiple times`)
    if (index < last)
      throw invalid(`Invalid duration. The ${UNITS[last]!.name} should be after ${found.name}`)
    last = index
    const { part, size } = found
    const amount = BigInt(digits)
    if (amount > MOST.nanos)
      throw new CqlError(
        errorCode.serverError,
        `java.lang.NumberFormatException: For input string: "${digits}"`,
      )
    if (amount > (MOST[part] - sum[part]) / size)
      throw invalid(
        `Invalid duration. The total number of ${SHOWN[part]} must be less or equal to 2147483647`,
      )
    sum[part] += amount * size
  }
  return sum
}

/** Undefined when something other than amounts with units is in the text. */
function unitAmounts(text: string): Amount[] | undefined {
  const amounts: Amount[] = []
  const one = /(\d+)(mo|ms|us|µs|ns|y|w|d|h|m|s)/giy
  let end = 0
  for (let match = one.exec(text); match; match = one.exec(text)) {
    end = one.lastIndex
    amounts.push([(match[2] ?? '').toLowerCase().replace('µ', 'u'), match[1] ?? ''])
  }
  return end === text.length ? amounts : undefined
}

const ISO_SYMBOLS = ['y', 'mo', 'd', 'h', 'm', 's']

function isoAmounts(text: string): Amount[] | undefined {
  const week = /^P(\d+)W$/.exec(text)
  if (week) return [['w', week[1] ?? '']]
  const other = /^P(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(text)
  const usual = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(
    text,
  )
  return (other ?? usual)
    ?.slice(1)
    .flatMap((digits: string | undefined, i): Amount[] =>
      digits === undefined ? [] : [[ISO_SYMBOLS[i] ?? '', digits]],
    )
}

export function durationText({ months, days, nanos }: DurationValue): string {
  const size = (n: bigint) => (n < 0n ? -n : n)
  let out = months < 0n || days < 0n || nanos < 0n ? '-' : ''
  const rest = { months: size(months), days: size(days), nanos: size(nanos) }
  for (const { symbol, part, size: of } of UNITS) {
    if (symbol === 'w') continue
    const amount = rest[part] / of
    rest[part] %= of
    if (amount > 0n) out += `${amount}${symbol}`
  }
  return out
}
