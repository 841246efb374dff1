// The options of CREATE and ALTER TABLE … WITH: names, defaults and checks of Cassandra 5.0. Values
// are read in the order of Cassandra's TableAttributes, then checked in that of TableParams, so
// that of several mistakes the same one is reported.
import type { Property, PropertyValue } from '@shared/cql'
import { configError, CqlError, errorCode } from '../errors'
import { javaDouble } from '../types/java-numbers'
import { checkCompaction, compactionOptions, DEFAULT_COMPACTION } from './compaction'
import { compressionOptions, DEFAULT_COMPRESSION } from './compression'
import type { OptionValue, TableOptions } from './model'
import { booleanOf, checkNames, doubleOf, integerOf, mapOf, textOf } from './properties'
import { retryPolicy } from './retry-policy'
import { uuidToBytes } from '../types/value-codec'

type Read = (name: string, value: PropertyValue) => OptionValue

function caching(given: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const keys = given.get('keys')?.toUpperCase() ?? 'NONE'
  if (keys !== 'ALL' && keys !== 'NONE')
    throw configError(
      `Invalid value '${given.get('keys')}' for caching sub-option 'keys': only 'ALL' and 'NONE' are allowed`,
    )
  const shown = given.get('rows_per_partition') ?? 'NONE'
  if (!/^(all|none|\d+)$/i.test(shown))
    throw configError(
      `Invalid value '${shown}' for caching sub-option 'rows_per_partition': only 'ALL', 'NONE', and integer values are allowed`,
    )
  const strangers = [...given.keys()].filter(k => k !== 'keys' && k !== 'rows_per_partition')
  if (strangers.length > 0)
    throw configError(
      `Invalid caching sub-options [${strangers.join(', ')}]: only 'keys' and 'rows_per_partition' are allowed`,
    )
  const rows = /^\d+$/.test(shown) ? String(Number(shown)) : shown.toUpperCase()
  return new Map([
    ['keys', keys],
    ['rows_per_partition', rows === '0' ? 'NONE' : rows === '2147483647' ? 'ALL' : rows],
  ])
}

/** The configurations of memtables that cassandra.yaml has by default. */
const memtable: Read = (name, value) => {
  const key = textOf(name, value)
  if (key !== 'default') throw configError(`Memtable configuration "${key}" not found.`)
  return key
}

const readRepair: Read = (name, value) => {
  const strategy = textOf(name, value).toUpperCase()
  if (strategy !== 'BLOCKING' && strategy !== 'NONE')
    throw new CqlError(
      errorCode.serverError,
      `java.lang.IllegalArgumentException: No enum constant org.apache.cassandra.service.reads.repair.ReadRepairStrategy.${strategy}`,
    )
  return strategy
}

/** In the order in which DESCRIBE prints them. */
const DEFAULTS: readonly (readonly [string, OptionValue])[] = [
  ['additional_write_policy', '99p'],
  ['allow_auto_snapshot', true],
  ['bloom_filter_fp_chance', 0.01],
  [
    'caching',
    new Map([
      ['keys', 'ALL'],
      ['rows_per_partition', 'NONE'],
    ]),
  ],
  ['cdc', false],
  ['comment', ''],
  ['compaction', DEFAULT_COMPACTION],
  ['compression', DEFAULT_COMPRESSION],
  ['memtable', 'default'],
  ['crc_check_chance', 1],
  ['default_time_to_live', 0],
  ['extensions', new Map()],
  ['gc_grace_seconds', 864_000],
  ['incremental_backups', true],
  ['max_index_interval', 2048],
  ['memtable_flush_period_in_ms', 0],
  ['min_index_interval', 128],
  ['read_repair', 'BLOCKING'],
  ['speculative_retry', '99p'],
]
export const tableOptionNames: readonly string[] = DEFAULTS.map(([name]) => name)

/** In the order in which Cassandra reads them. */
const READS: readonly (readonly [string, Read])[] = [
  ['allow_auto_snapshot', booleanOf],
  ['bloom_filter_fp_chance', doubleOf],
  ['caching', (name, value) => caching(mapOf(name, value))],
  ['comment', textOf],
  ['compaction', (name, value) => compactionOptions(mapOf(name, value))],
  ['compression', (name, value) => compressionOptions(mapOf(name, value))],
  ['memtable', memtable],
  ['default_time_to_live', integerOf],
  ['gc_grace_seconds', integerOf],
  ['incremental_backups', booleanOf],
  ['max_index_interval', integerOf],
  ['memtable_flush_period_in_ms', integerOf],
  ['min_index_interval', integerOf],
  ['speculative_retry', (name, value) => retryPolicy(textOf(name, value))],
  ['additional_write_policy', (name, value) => retryPolicy(textOf(name, value))],
  ['crc_check_chance', doubleOf],
  ['cdc', booleanOf],
  ['read_repair', readRepair],
]
const READABLE = new Set([...READS.map(([name]) => name), 'extensions', 'id'])

const TTL_MAX = 20 * 365 * 24 * 60 * 60

export function tableOptions(properties: readonly Property[], old?: TableOptions): TableOptions {
  checkNames(properties, name => READABLE.has(name))
  const id = properties.find(({ name }) => name === 'id')
  if (id && old) throw configError('Cannot alter table id.')
  if (id && !uuidToBytes(textOf(id.name, id.value))) throw configError('Invalid table id')
  const options = readOptions(properties, old)
  checkOptions(options)
  return options
}

/** The options with their values read, but not yet weighed against each other. */
export function readOptions(properties: readonly Property[], old?: TableOptions): TableOptions {
  const options = new Map(old ?? DEFAULTS)
  const given = new Map(properties.map(({ name, value }) => [name, value]))
  for (const [name, read] of READS) {
    const value = given.get(name)
    if (value !== undefined) options.set(name, read(name, value))
  }
  if (given.has('compaction') && !given.has('bloom_filter_fp_chance') && !old)
    options.set('bloom_filter_fp_chance', chanceFor(options.get('compaction')))
  return options
}

/** Leveled tables get a coarser filter unless they ask for another. */
const chanceFor = (compaction: OptionValue | undefined): number =>
  compaction instanceof Map &&
  String(compaction.get('class')).endsWith('.LeveledCompactionStrategy')
    ? 0.1
    : 0.01

function checkOptions(options: TableOptions): void {
  const number = (name: string) => Number(options.get(name))
  const atLeast = (name: string, least: number) => {
    if (number(name) < least)
      throw configError(`${name} must be greater than or equal to ${least} (got ${number(name)})`)
  }
  const compaction = options.get('compaction')
  if (compaction instanceof Map) checkCompaction(compaction)
  const chance = number('bloom_filter_fp_chance')
  if (!(chance > 6.71e-5 && chance <= 1))
    throw configError(
      `bloom_filter_fp_chance must be larger than 6.71E-5 and less than or equal to 1.0 (got ${javaDouble(chance)})`,
    )
  const crc = number('crc_check_chance')
  if (crc < 0 || crc > 1)
    throw configError(
      `crc_check_chance must be larger than or equal to 0 and smaller than or equal to 1.0 (got ${javaDouble(crc)})`,
    )
  atLeast('default_time_to_live', 0)
  const ttl = number('default_time_to_live')
  if (ttl > TTL_MAX)
    throw configError(`default_time_to_live must be less than or equal to ${TTL_MAX} (got ${ttl})`)
  atLeast('gc_grace_seconds', 0)
  atLeast('min_index_interval', 1)
  const [least, most] = [number('min_index_interval'), number('max_index_interval')]
  if (most < least)
    throw configError(
      `max_index_interval must be greater than or equal to min_index_interval (${least}) (got ${most})`,
    )
  atLeast('memtable_flush_period_in_ms', 0)
}
