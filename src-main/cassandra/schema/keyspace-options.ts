// The options of CREATE and ALTER KEYSPACE, and the names that keyspaces and tables may have.
import type { Property } from '@shared/cql'
import { configError, CqlError, errorCode, invalid } from '../errors'
import { booleanOf, checkNames, classByName, javaInteger, mapOf } from './properties'

export interface KeyspaceOptions {
  readonly replication?: ReadonlyMap<string, string>
  readonly durableWrites?: boolean
}

const HOME = 'org.apache.cassandra.locator'
const FACTOR = 'replication_factor'
const DATACENTER = 'datacenter1'
type Options = ReadonlyMap<string, string>

/** The first fault in how the options are written, whatever their values. */
export function checkKeyspaceProperties(properties: readonly Property[]): void {
  checkNames(properties, name => name === 'replication' || name === 'durable_writes')
  for (const { name, value } of properties)
    if (name === 'replication' && mapOf(name, value).size > 0 && !mapOf(name, value).has('class'))
      throw configError('Missing replication strategy class')
}

/** `old` is the replication that an ALTER changes. */
export function keyspaceOptions(
  keyspace: string,
  properties: readonly Property[],
  old: Options = new Map(),
): KeyspaceOptions {
  const given = new Map(properties.map(({ name, value }) => [name, value]))
  const durable = given.get('durable_writes')
  const durableWrites = durable === undefined ? undefined : booleanOf('durable_writes', durable)
  const replication = given.get('replication')
  if (replication === undefined) return { durableWrites }
  const options = mapOf('replication', replication)
  if (!options.has('class') && old.size > 0) return { durableWrites }
  if (!options.has('class'))
    throw new CqlError(
      errorCode.serverError,
      'java.lang.NullPointerException: Cannot invoke "String.contains(java.lang.CharSequence)" because "cls" is null',
    )
  return { durableWrites, replication: checkedReplication(keyspace, options, old) }
}

function checkedReplication(keyspace: string, given: Options, old: Options): Options {
  const { full, short } = classByName(
    given.get('class') ?? '',
    HOME,
    ['SimpleStrategy', 'NetworkTopologyStrategy', 'LocalStrategy'],
    name => `Unable to find replication strategy class '${name}'`,
  )
  const rest = new Map([...given].filter(([key]) => key !== 'class'))
  if (short === 'LocalStrategy')
    throw invalid('Unable to use given strategy class: LocalStrategy is reserved for internal use.')
  const options = short === 'SimpleStrategy' ? simple(rest, old) : byDatacenter(rest, old)
  if (short !== 'SimpleStrategy' && options.size === 0)
    throw configError('Configuration for at least one datacenter must be present')
  const known = short === 'SimpleStrategy' ? FACTOR : DATACENTER
  const stranger = [...options.keys()].find(key => key !== known)
  if (stranger !== undefined)
    throw configError(
      `Unrecognized strategy option {${stranger}} passed to ${short} for keyspace ${keyspace}`,
    )
  for (const factor of options.values()) checkFactor(factor)
  return new Map([['class', full], ...options])
}

function simple(options: ReadonlyMap<string, string>, old: Options): Options {
  return new Map([[FACTOR, old.get(FACTOR) ?? '1'], ...options])
}

/** A factor for all datacenters is spelled out; those with none are left out. */
function byDatacenter(options: ReadonlyMap<string, string>, old: Options): Options {
  const all = options.get(FACTOR) ?? (options.size === 0 ? (old.get(FACTOR) ?? '1') : undefined)
  const named = new Map([...options].filter(([key]) => key !== FACTOR))
  if (all !== undefined) {
    for (const [key, value] of old)
      if (key !== FACTOR && key !== 'class' && !named.has(key)) named.set(key, value)
    // A factor that is not a number is lost without a word.
    if (!named.has(DATACENTER) && javaInteger(all, 31n) !== undefined) named.set(DATACENTER, all)
  }
  return new Map([...named].filter(([, value]) => value !== '0'))
}

function checkFactor(factor: string): void {
  const parts = factor.split('/')
  if (factor.includes('/') && parts.length !== 2)
    throw configError('Replication factor format is <replicas> or <replicas>/<transient>')
  const bad = parts.find(part => javaInteger(part, 31n) === undefined)
  if (bad !== undefined) throw configError(`For input string: "${bad}"`)
  if (parts.length === 2 && Number(parts[1]) !== 0)
    throw configError('Transient replication is not enabled on this node')
  if (Number(parts[0]) < 0)
    throw configError(`Replication factor must be non-negative, found ${Number(parts[0])}`)
}

export const missingReplication = () => invalid("Missing mandatory option 'replication'")
const WORD = /^\w+$/

export function checkKeyspaceName(name: string): void {
  if (!WORD.test(name))
    throw invalid(
      `Keyspace name must not be empty and must contain alphanumeric or underscore characters only (got "${name}")`,
    )
  if (name.length > 48)
    throw invalid(
      `Keyspace name must not be more than 48 characters long (got ${name.length} characters for "${name}")`,
    )
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
