// The options of CREATE and ALTER TABLE … WITH: names, defaults and checks of Cassandra 5.0.
import { javaDouble } from '../types/java-numbers'
import type { Property, PropertyValue } from '@shared/cql'
import { configError, invalid, syntaxError } from '../errors'
import type { OptionValue, TableOptions } from './model'

const SIZE_TIERED = 'org.apache.cassandra.db.compaction.SizeTieredCompactionStrategy'
const LZ4 = 'org.apache.cassandra.io.compress.LZ4Compressor'

type Check = (name: string, value: PropertyValue) => OptionValue

const text: Check = (name, value) => {
  if (typeof value !== 'string')
    throw syntaxError(`Invalid value for property '${name}'. It should be a string.`)
  return value
}
const integer =
  (least = -Infinity): Check =>
  (name, value) => {
    const n = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : undefined
    if (n === undefined)
      throw syntaxError(
        `Invalid integer value ${typeof value === 'string' ? value : ''} for '${name}'`,
      )
    if (n < least) throw configError(`${name} must be greater than or equal to ${least} (got ${n})`)
    return n
  }
const fraction =
  (least: number, most: number, says: (n: number) => string): Check =>
  (name, value) => {
    const n = typeof value === 'string' ? Number(value) : NaN
    if (Number.isNaN(n))
      throw syntaxError(
        `Invalid double value ${typeof value === 'string' ? value : ''} for '${name}'`,
      )
    if (n < least || n > most) throw configError(says(n))
    return n
  }
const bool: Check = (name, value) => {
  if (typeof value !== 'string' || !/^(true|false|1|yes)$/i.test(value))
    throw syntaxError(`Invalid boolean value ${String(value)} for '${name}'`)
  return /^(true|1|yes)$/i.test(value)
}
const map: Check = (name, value) => {
  if (typeof value === 'string')
    throw syntaxError(`Invalid value for property '${name}'. It should be a map.`)
  return value
}
const compaction: Check = (name, value) => {
  const given = map(name, value)
  if (!(given instanceof Map)) return given
  const className = given.get('class')
  if (className === undefined)
    throw configError("Missing sub-option 'class' for the 'compaction' option.")
  const full = className.includes('.')
    ? className
    : `org.apache.cassandra.db.compaction.${className}`
  if (!/\.(SizeTiered|Leveled|TimeWindow|Unified)CompactionStrategy$/.test(full))
    throw configError(`Unable to find compaction strategy class '${full}'`)
  const defaults: [string, string][] =
    full === SIZE_TIERED
      ? [
          ['max_threshold', '32'],
          ['min_threshold', '4'],
        ]
      : []
  return sorted(new Map([...defaults, ...given, ['class', full]]))
}
const compression: Check = (name, value) => {
  const given = map(name, value)
  if (!(given instanceof Map)) return given
  const className = given.get('class') ?? given.get('sstable_compression')
  if (given.get('enabled') === 'false' || className === '') return new Map([['enabled', 'false']])
  if (className === undefined)
    throw configError("Missing sub-option 'class' for the 'compression' option.")
  const full = className.includes('.') ? className : `org.apache.cassandra.io.compress.${className}`
  if (!/\.(LZ4|Snappy|Deflate|Zstd|Noop)Compressor$/.test(full))
    throw configError(`Could not create Compression for type ${full}`)
  return sorted(new Map([['chunk_length_in_kb', '16'], ...given, ['class', full]]))
}
const caching: Check = (name, value) => {
  const given = map(name, value)
  if (!(given instanceof Map)) return given
  for (const key of given.keys()) {
    if (key !== 'keys' && key !== 'rows_per_partition')
      throw configError(
        `Invalid caching sub-options [${key}]: only 'keys' and 'rows_per_partition' are allowed`,
      )
  }
  return new Map([
    ['keys', given.get('keys') ?? 'ALL'],
    ['rows_per_partition', given.get('rows_per_partition') ?? 'NONE'],
  ])
}
const sorted = (m: Map<string, string>) => new Map([...m].sort(([a], [b]) => (a < b ? -1 : 1)))

interface OptionSpec {
  readonly initial: OptionValue
  readonly check: Check
}

/** In the order in which DESCRIBE prints them. */
export const tableOptionSpecs: ReadonlyMap<string, OptionSpec> = new Map<string, OptionSpec>([
  ['additional_write_policy', { initial: '99p', check: text }],
  ['allow_auto_snapshot', { initial: true, check: bool }],
  [
    'bloom_filter_fp_chance',
    {
      initial: 0.01,
      check: fraction(
        6.71e-5,
        1,
        n =>
          `bloom_filter_fp_chance must be larger than 6.71E-5 and less than or equal to 1.0 (got ${javaDouble(n)})`,
      ),
    },
  ],
  [
    'caching',
    {
      initial: new Map([
        ['keys', 'ALL'],
        ['rows_per_partition', 'NONE'],
      ]),
      check: caching,
    },
  ],
  ['cdc', { initial: false, check: bool }],
  ['comment', { initial: '', check: text }],
  [
    'compaction',
    {
      initial: new Map([
        ['class', SIZE_TIERED],
        ['max_threshold', '32'],
        ['min_threshold', '4'],
      ]),
      check: compaction,
    },
  ],
  [
    'compression',
    {
      initial: new Map([
        ['chunk_length_in_kb', '16'],
        ['class', LZ4],
      ]),
      check: compression,
    },
  ],
  ['memtable', { initial: 'default', check: text }],
  [
    'crc_check_chance',
    {
      initial: 1,
      check: fraction(
        0,
        1,
        n =>
          `crc_check_chance must be larger than or equal to 0 and smaller than or equal to 1.0 (got ${javaDouble(n)})`,
      ),
    },
  ],
  ['default_time_to_live', { initial: 0, check: integer(0) }],
  ['extensions', { initial: new Map(), check: map }],
  ['gc_grace_seconds', { initial: 864000, check: integer(0) }],
  ['incremental_backups', { initial: true, check: bool }],
  ['max_index_interval', { initial: 2048, check: integer(1) }],
  ['memtable_flush_period_in_ms', { initial: 0, check: integer(0) }],
  ['min_index_interval', { initial: 128, check: integer(1) }],
  ['read_repair', { initial: 'BLOCKING', check: text }],
  ['speculative_retry', { initial: '99p', check: text }],
])

const OBSOLETE = new Set([
  'dclocal_read_repair_chance',
  'read_repair_chance',
  'nodeclocal',
  'populate_io_cache_on_flush',
  'replicate_on_write',
])
const TTL_MAX = 20 * 365 * 24 * 60 * 60

export function tableOptions(properties: readonly Property[], old?: TableOptions): TableOptions {
  const options = new Map(
    old ?? [...tableOptionSpecs].map(([name, spec]) => [name, spec.initial] as const),
  )
  const seen = new Set<string>()
  for (const { name, value } of properties) {
    if (seen.has(name)) throw syntaxError(`Multiple definitions for property '${name}'`)
    seen.add(name)
    if (OBSOLETE.has(name) || name === 'id') continue
    const spec = tableOptionSpecs.get(name)
    if (!spec) throw syntaxError(`Unknown property '${name}'`)
    options.set(name, spec.check(name, value))
  }
  const ttl = options.get('default_time_to_live')
  if (typeof ttl === 'number' && ttl > TTL_MAX)
    throw configError(`default_time_to_live must be less than or equal to ${TTL_MAX} (got ${ttl})`)
  const [least, most] = [
    Number(options.get('min_index_interval')),
    Number(options.get('max_index_interval')),
  ]
  if (most < least)
    throw configError(
      `max_index_interval must be greater than or equal to min_index_interval (${least}) (got ${most}).`,
    )
  return options
}

export interface KeyspaceOptions {
  readonly replication?: ReadonlyMap<string, string>
  readonly durableWrites?: boolean
}

const STRATEGIES = 'org.apache.cassandra.locator.'

/** The first fault in how the options are written, whatever their values. */
export function checkKeyspaceProperties(properties: readonly Property[]): void {
  const seen = new Set<string>()
  for (const { name, value } of properties) {
    if (seen.has(name)) throw syntaxError(`Multiple definitions for property '${name}'`)
    seen.add(name)
    if (name !== 'replication' && name !== 'durable_writes')
      throw syntaxError(`Unknown property '${name}'`)
    if (name === 'replication' && typeof value === 'string')
      throw syntaxError("Invalid value for property 'replication'. It should be a map.")
  }
}

export function keyspaceOptions(properties: readonly Property[]): KeyspaceOptions {
  let replication: ReadonlyMap<string, string> | undefined
  let durableWrites: boolean | undefined
  checkKeyspaceProperties(properties)
  for (const { name, value } of properties) {
    if (name === 'replication' && typeof value !== 'string') replication = value
    else if (name === 'durable_writes') durableWrites = bool(name, value) === true
  }
  return { replication: replication && checkedReplication(replication), durableWrites }
}

function checkedReplication(given: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const className = given.get('class')
  if (className === undefined) throw configError('Missing replication strategy class')
  const full = className.includes('.') ? className : STRATEGIES + className
  const name = full.slice(STRATEGIES.length)
  if (
    !['SimpleStrategy', 'NetworkTopologyStrategy', 'LocalStrategy', 'EverywhereStrategy'].includes(
      name,
    )
  ) {
    throw configError(`Unable to find replication strategy class '${full}'`)
  }
  const rest = new Map([...given].filter(([key]) => key !== 'class'))
  if (name === 'SimpleStrategy') {
    for (const key of rest.keys()) {
      if (key !== 'replication_factor') {
        throw configError(
          `Unrecognized strategy option {${key}} passed to SimpleStrategy for keyspace ${KEYSPACE_PLACEHOLDER}`,
        )
      }
    }
    if (!rest.has('replication_factor')) rest.set('replication_factor', '1')
  }
  for (const [key, value] of rest) {
    if (!/^-?\d+(\/\d+)?$/.test(value))
      throw configError(`Replication factor must be numeric; found ${value}`)
    if (Number(value) < 0)
      throw configError(`Replication factor must be non-negative; found ${value}`)
    if (
      name === 'NetworkTopologyStrategy' &&
      key !== 'replication_factor' &&
      key !== 'datacenter1'
    ) {
      throw configError(
        `Unrecognized strategy option {${key}} passed to NetworkTopologyStrategy for keyspace ${KEYSPACE_PLACEHOLDER}`,
      )
    }
  }
  if (name === 'NetworkTopologyStrategy') {
    const factor = rest.get('replication_factor')
    if (factor !== undefined) {
      rest.delete('replication_factor')
      if (!rest.has('datacenter1')) rest.set('datacenter1', factor)
    }
    if (rest.size === 0)
      throw configError('Configuration for at least one datacenter must be present')
  }
  return new Map([['class', full], ...rest])
}

/** The check does not know whose options these are; the statement puts the name in. */
export const KEYSPACE_PLACEHOLDER = '\u0000'

export function nameKeyspace<T>(keyspace: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (error instanceof Error && error.message.includes(KEYSPACE_PLACEHOLDER))
      throw configError(error.message.replace(KEYSPACE_PLACEHOLDER, keyspace))
    throw error
  }
}

export const missingReplication = () => invalid("Missing mandatory option 'replication'")
const WORD = /^\w+$/

export function checkKeyspaceName(name: string): void {
  if (!WORD.test(name))
    throw invalid(
      `Keyspace name must not be empty and must contain alphanumeric or underscore characters only (got "${name}")`,
    )
  if (name.length > 48)
    throw invalid(`Keyspace names shouldn't be more than 48 characters long (got "${name}")`)
}

/**
 * A table's name becomes a folder's name in Cassandra: with its id that must stay below 256
 * characters.
 */
export function checkTableName(keyspace: string, name: string): void {
  if (!WORD.test(name))
    throw configError(
      `${keyspace}.${name}: Table name must not be empty or not contain non-alphanumeric-underscore characters (got "${name}")`,
    )
  if (name.length > 222)
    throw invalid(
      `Table name must not be more than 222 characters long (got ${name.length} characters for "${name}")`,
    )
}
