// The option `compaction`: nothing here compacts by it, but its mistakes are those of Cassandra's
// strategies, checked in their order.
import { configError } from '../errors'
import { javaDouble } from '../types/java-numbers'
import { classByName, javaDoubleFrom, javaInteger } from './properties'
import { SizeError, sizeInBytes, sizeText } from './sizes'

const HOME = 'org.apache.cassandra.db.compaction'
type Options = ReadonlyMap<string, string>
type Check = (name: string, value: string, options: Options) => void

const notANumber = (kind: string) => (name: string, value: string) =>
  configError(`${value} is not a parsable ${kind} for ${name}`)

/** A whole number that `isGood` accepts. */
const whole =
  (
    bits: 31n | 63n,
    isGood: (n: bigint) => boolean,
    bad: (name: string, n: bigint) => string,
    unparsable = notANumber('int (base10)'),
  ): Check =>
  (name, value) => {
    const n = javaInteger(value, bits)
    if (n === undefined) throw unparsable(name, value)
    if (!isGood(n)) throw configError(bad(name, n))
  }
const oneOf =
  (words: readonly string[], says: (name: string, value: string) => string): Check =>
  (name, value) => {
    if (!words.includes(value)) throw configError(says(name, value))
  }
const trueOrFalse =
  (says: (name: string, value: string) => string): Check =>
  (name, value) => {
    if (!/^(true|false)$/i.test(value)) throw configError(says(name, value))
  }
const anything: Check = () => undefined

const COMMON: Readonly<Record<string, Check>> = {
  tombstone_threshold: (name, value) => {
    const n = javaDoubleFrom(value)
    if (n === undefined) throw notANumber('int (base10)')(name, value)
    if (n < 0) throw configError(`${name} must be greater than 0, but was ${n.toFixed(6)}`)
  },
  tombstone_compaction_interval: whole(
    63n,
    n => n >= 0n,
    (name, n) => `${name} must be greater than 0, but was ${n}`,
  ),
  unchecked_tombstone_compaction: trueOrFalse(
    (name, value) => `'${name}' should be either 'true' or 'false', not '${value}'`,
  ),
  log_all: trueOrFalse(
    (name, value) => `'${name}' should either be 'true' or 'false', not ${value}`,
  ),
  enabled: trueOrFalse((name, value) => `${name} should either be 'true' or 'false', not ${value}`),
  only_purge_repaired_tombstones: anything,
  provide_overlapping_tombstones: anything,
}

const bucket: Check = (name, value) => {
  if (javaDoubleFrom(value) === undefined) throw notANumber('float')(name, value)
}
const SIZE_TIERED: Readonly<Record<string, Check>> = {
  min_sstable_size: whole(
    63n,
    n => n >= 0n,
    (name, n) => `${name} must be non negative: ${n}`,
  ),
  bucket_low: bucket,
  bucket_high: bucket,
}

const larger = (name: string, n: bigint) => `${name} must be larger than 0, but was ${n}`
const LEVELED: Readonly<Record<string, Check>> = {
  sstable_size_in_mb: whole(31n, n => n >= 1n, larger),
  fanout_size: (name, value, options) => {
    const n = javaInteger(value, 31n)
    // Cassandra names the other option's value.
    if (n === undefined)
      throw notANumber('int (base10)')(name, options.get('sstable_size_in_mb') ?? '1')
    if (n < 1n) throw configError(larger(name, n))
  },
  single_sstable_uplevel: anything,
}

const notValid = (name: string, value: string) => `${value} is not valid for ${name}`
const TIME_WINDOW: Readonly<Record<string, Check>> = {
  timestamp_resolution: oneOf(['SECONDS', 'MILLISECONDS', 'MICROSECONDS', 'NANOSECONDS'], notValid),
  compaction_window_unit: oneOf(['MINUTES', 'HOURS', 'DAYS'], notValid),
  compaction_window_size: whole(
    31n,
    n => n >= 1n,
    (name, n) => `${n} must be greater than 1 for ${name}`,
  ),
  expired_sstable_check_frequency_seconds: whole(
    63n,
    n => n >= 0n,
    (name, n) => `${name} must not be negative, but was ${n}`,
  ),
  unsafe_aggressive_sstable_expiration: (name, value) => {
    if (!/^(true|false)$/i.test(value))
      throw configError(`${name} is not 'true' or 'false' (${value})`)
    if (/^true$/i.test(value))
      throw configError(
        `${name} is requested but not allowed, restart cassandra with -Dcassandra.allow_unsafe_aggressive_sstable_expiration=true to allow it`,
      )
  },
}

const positive = (name: string, n: bigint) =>
  `Invalid configuration, ${name} should be positive: ${n}`

const SIZE_MIN = 2 ** 20
const TARGET_SIZE = 2 ** 30
/** Parts of a target size that the least size must stay below. */
const LEAST_SHARE = Math.SQRT1_2

/** A size; what `bad` says of one that is not. */
function sizeOf(value: string, bad: (error: SizeError) => string): number {
  try {
    return sizeInBytes(value)
  } catch (error) {
    if (error instanceof SizeError) throw configError(bad(error))
    throw error
  }
}

const sizeFrom =
  (least: number): Check =>
  (name, value) => {
    const size = sizeOf(
      value,
      error => `${name} ${value} is not a valid size in bytes: ${error.message}`,
    )
    if (size >= 2 ** 63) throw configError(`${name} ${value} is out of range of Long.`)
    if (size < least)
      throw configError(
        `${name} ${value} is not acceptable, size must be at least ${sizeText(least)}`,
      )
  }

const leastSize: Check = (name, value, options) => {
  const size = Math.trunc(sizeOf(value, () => `${value} is not a valid size in bytes for ${name}`))
  if (size < 0)
    throw configError(`Invalid configuration, ${name} should be greater than or equal to 0 (zero)`)
  const given = options.get('target_sstable_size')
  const target = given === undefined ? TARGET_SIZE : Math.ceil(sizeInBytes(given))
  if (size >= Math.ceil(target * LEAST_SHARE))
    throw configError(
      `Invalid configuration, ${name} (${sizeText(size)}) should be less than 70% of the targetSSTableSize (${sizeText(target)})`,
    )
}

const growth: Check = (name, value) => {
  const text = value.trim()
  const isPercent = text.endsWith('%')
  const digits = isPercent ? text.slice(0, -1).trim() : text
  const n = javaDoubleFrom(digits)
  if (n === undefined) {
    const why = digits === '' ? 'empty String' : `For input string: "${digits}"`
    throw configError(`${name} is not a valid number between 0 and 1: ${why}`)
  }
  const share = isPercent ? n / 100 : n
  if (share < 0 || share > 1) throw configError(`${name} ${value} must be between 0 and 1`)
}

function checkScaling(part: string): void {
  const found = /^(?:N|[LT](\d+)|[+-]?\d+)$/.exec(part)
  if (!found)
    throw configError(`Scaling parameter ${part} must match N|L[0-9]+|T[0-9]+|[+-]?[0-9]+`)
  if (found[1] !== undefined && Number(found[1]) < 2)
    throw configError(`Fan factor cannot be lower than 2 in ${part}`)
}

const UNIFIED: Readonly<Record<string, Check>> = {
  scaling_parameters: (_name, value) => {
    for (const part of value.split(',')) checkScaling(part.trim())
  },
  base_shard_count: whole(31n, n => n > 0n, positive),
  target_sstable_size: sizeFrom(SIZE_MIN),
  flush_size_override: sizeFrom(SIZE_MIN),
  max_sstables_to_compact: whole(31n, () => true, positive),
  expired_sstable_check_frequency_seconds: whole(
    63n,
    n => n > 0n,
    positive,
    notANumber('long (base10)'),
  ),
  unsafe_aggressive_sstable_expiration: trueOrFalse(
    (name, value) => `${name} should either be 'true' or 'false', not ${value}`,
  ),
  overlap_inclusion_method: (_name, value) => {
    if (!/^(none|single|transitive)$/i.test(value))
      throw configError(
        `Invalid overlap inclusion method ${value}. The valid options are [NONE, SINGLE, TRANSITIVE].`,
      )
  },
  min_sstable_size: leastSize,
  sstable_growth: growth,
}

interface Strategy {
  readonly checks: readonly Readonly<Record<string, Check>>[]
  readonly hasThresholds: boolean
}

const STRATEGIES: Readonly<Record<string, Strategy>> = {
  SizeTieredCompactionStrategy: { checks: [SIZE_TIERED], hasThresholds: true },
  LeveledCompactionStrategy: { checks: [LEVELED, SIZE_TIERED], hasThresholds: true },
  TimeWindowCompactionStrategy: { checks: [TIME_WINDOW, SIZE_TIERED], hasThresholds: true },
  UnifiedCompactionStrategy: { checks: [UNIFIED], hasThresholds: false },
}

export const DEFAULT_COMPACTION: Options = new Map([
  ['class', `${HOME}.SizeTieredCompactionStrategy`],
  ['max_threshold', '32'],
  ['min_threshold', '4'],
])

/** The options with their defaults; their values are checked by `checkCompaction`. */
export function compactionOptions(given: Options): Options {
  const className = given.get('class')
  if (className === undefined)
    throw configError("Missing sub-option 'class' for the 'compaction' option")
  const { full, short } = classByName(
    className,
    HOME,
    Object.keys(STRATEGIES),
    name => `Unable to find compaction strategy class '${name}'`,
  )
  const overlapping = (given.get('provide_overlapping_tombstones') ?? 'NONE').toUpperCase()
  if (!/^(NONE|ROW|CELL)$/.test(overlapping))
    throw configError(
      `Invalid value ${overlapping} for 'provide_overlapping_tombstones' compaction sub-option - must be one of the following [NONE, ROW, CELL].`,
    )
  const thresholds: [string, string][] = STRATEGIES[short]?.hasThresholds
    ? [
        ['max_threshold', '32'],
        ['min_threshold', '4'],
      ]
    : []
  const all = new Map([...thresholds, ...given, ['class', full]])
  return new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)))
}

export function checkCompaction(options: Options): void {
  const className = options.get('class') ?? ''
  const short = className.slice(className.lastIndexOf('.') + 1)
  const strategy = STRATEGIES[short]
  if (!strategy) return
  const unknown = new Set([...options.keys()].filter(name => name !== 'class'))
  for (const checks of [COMMON, ...strategy.checks]) {
    for (const [name, check] of Object.entries(checks)) {
      const value = options.get(name)
      if (value !== undefined) check(name, value, options)
      unknown.delete(name)
    }
    if (checks === SIZE_TIERED) checkBuckets(options)
  }
  if (strategy.hasThresholds)
    for (const name of ['min_threshold', 'max_threshold']) unknown.delete(name)
  if (unknown.size > 0)
    throw configError(
      `Properties specified [${[...unknown].join(', ')}] are not understood by ${short}`,
    )
  checkThresholds(options)
}

function checkBuckets(options: Options): void {
  const low = javaDoubleFrom(options.get('bucket_low') ?? '0.5') ?? 0
  const high = javaDoubleFrom(options.get('bucket_high') ?? '1.5') ?? 0
  if (high <= low)
    throw configError(
      `bucket_high value (${javaDouble(high)}) is less than or equal to the bucket_low value (${javaDouble(low)})`,
    )
}

function checkThresholds(options: Options): void {
  const [least, most] = ['min_threshold', 'max_threshold'].map(name => {
    const value = options.get(name) ?? (name === 'min_threshold' ? '4' : '32')
    if (!/^\d+$/.test(value))
      throw configError(
        `Invalid value ${value} for '${name}' compaction sub-option - must be an integer`,
      )
    return Number(value)
  }) as [number, number]
  if (least <= 0 || most <= 0)
    throw configError(
      "Disabling compaction by setting compaction thresholds to 0 has been removed, set the compaction option 'enabled' to false instead.",
    )
  if (least <= 1) throw configError(`Min compaction threshold cannot be less than 2 (got ${least})`)
  if (least > most)
    throw configError(
      `Min compaction threshold (got ${least}) cannot be greater than max compaction threshold (got ${most})`,
    )
}
