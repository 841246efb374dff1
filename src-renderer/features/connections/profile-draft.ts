// A profile while a person edits it: what the form shows, which alternative of the schema applies,
// and what is sent. Defaults come from the schema, so that a new profile is as short as possible.
import type { JsonSchema } from '@renderer/forms'
import { t } from '@renderer/ui'
import type { ConnectionSummary } from '@shared/contract'

export type ConnectionType = ConnectionSummary['type']
export type Profile = Readonly<Record<string, unknown>>

export interface Draft {
  /** The name of the saved profile; a new one has none. */
  readonly was?: string
  readonly name: string
  readonly type: ConnectionType
  readonly profile: Profile
  readonly secret: Readonly<Record<string, string>>
}

export const TYPES: readonly ConnectionType[] = [
  'kafka',
  'cassandra',
  'sql',
  'opensearch',
  'registry',
  'http',
  'smtp',
]

export const keyOf = (each: Pick<ConnectionSummary, 'name' | 'type' | 'builtin'>) =>
  each.builtin ? `builtin/${each.type}` : each.name

export const typeName = (type: ConnectionType) =>
  ({
    kafka: t('connections.typeKafka'),
    cassandra: t('connections.typeCassandra'),
    sql: t('connections.typeSql'),
    opensearch: t('connections.typeOpensearch'),
    registry: t('connections.typeRegistry'),
    http: t('connections.typeHttp'),
    smtp: t('connections.typeSmtp'),
  })[type]

export function freshDraft(type: ConnectionType, name = ''): Draft {
  return { name, type, profile: firstProfile(type), secret: {} }
}

function firstProfile(type: ConnectionType): Profile {
  switch (type) {
    case 'kafka':
      return { bootstrap: '', security: 'PLAINTEXT' }
    case 'cassandra':
      return { contactPoints: '', localDataCenter: 'datacenter1' }
    case 'sql':
      return { engine: 'mysql', host: '', port: 3306, database: '', username: '' }
    case 'opensearch':
    case 'registry':
    case 'http':
      return { url: '' }
    case 'smtp':
      return { host: '', port: 587, sender: '', security: 'STARTTLS' }
  }
}

/**
 * For a schema of alternatives (`engine` in SQL profiles): the one that the profile chose, and the
 * values to choose from.
 */
export function branchOf(
  schema: JsonSchema | undefined,
  profile: Profile,
):
  | { readonly schema: JsonSchema; readonly by?: string; readonly choices?: readonly string[] }
  | undefined {
  if (!schema) return undefined
  const all = schema.oneOf ?? schema.anyOf
  if (!all || schema.properties) return { schema }
  const by = Object.keys(all[0]?.properties ?? {}).find(name =>
    all.every(each => constantsOf(each.properties?.[name]).length > 0),
  )
  const first = all[0]
  if (!by || !first) return first && { schema: first }
  const choices = all.flatMap(each => constantsOf(each.properties?.[by]))
  const found =
    all.find(each => constantsOf(each.properties?.[by]).includes(String(profile[by]))) ?? first
  return { schema: found, by, choices }
}

/**
 * The profile under another alternative: without the settings that it lacks, and with its own usual
 * value (the port) where the old one was kept.
 */
export function withBranch(
  schema: JsonSchema | undefined,
  profile: Profile,
  by: string,
  value: string,
): Profile {
  const before = branchOf(schema, profile)?.schema.properties ?? {}
  const chosen = { ...profile, [by]: value }
  const after = branchOf(schema, chosen)?.schema.properties ?? {}
  return Object.fromEntries(
    Object.entries(chosen).flatMap(([name, own]) => {
      const to = after[name]
      if (!to) return []
      const isUsual = own === before[name]?.default && to.default !== undefined
      return [[name, isUsual ? to.default : own]]
    }),
  )
}

function constantsOf(schema: JsonSchema | undefined): string[] {
  if (!schema) return []
  const all = schema.const === undefined ? (schema.enum ?? []) : [schema.const]
  return all.filter(each => typeof each === 'string')
}

/**
 * Sets the value at a path and creates the groups on the way. Undefined removes the value, and then
 * also a group that is empty.
 */
export function withAt(profile: Profile, path: readonly string[], value: unknown): Profile {
  const [name, ...rest] = path
  if (name === undefined) return profile
  const { [name]: before, ...others } = profile
  const inner = rest.length === 0 ? value : withAt(isProfile(before) ? before : {}, rest, value)
  const gone =
    inner === undefined || (rest.length > 0 && isProfile(inner) && Object.keys(inner).length === 0)
  // A setting keeps its place among the others.
  if (gone) return others
  return name in profile
    ? Object.fromEntries(
        Object.entries(profile).map(([key, old]) => [key, key === name ? inner : old]),
      )
    : { ...profile, [name]: inner }
}

const isProfile = (value: unknown): value is Profile =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Unset settings that are shown all the same, because the chosen security needs them. */
export function usualOf({ profile }: Pick<Draft, 'profile'>): readonly string[] {
  const security = String(profile['security'] ?? '')
  return [
    'localDataCenter',
    'security',
    'username',
    'readOnly',
    ...(security.startsWith('SASL') ? ['sasl', 'mechanism'] : []),
    ...(security.endsWith('SSL') || String(profile['url'] ?? '').startsWith('https:')
      ? ['tls', 'ca']
      : []),
  ]
}

export type SecretId = 'password' | 'key' | 'passphrase'

/**
 * Secrets that this profile can use: a password, and the private key of a client's certificate with
 * its passphrase.
 */
export function secretsOf({ type, profile }: Pick<Draft, 'type' | 'profile'>): readonly SecretId[] {
  const tls = profile['tls']
  const withKey = isProfile(tls) && typeof tls['cert'] === 'string' && tls['cert'] !== ''
  const embedded = type === 'sql' && profile['engine'] === 'embedded'
  const login =
    type === 'kafka'
      ? isProfile(profile['sasl']) || String(profile['security']).startsWith('SASL')
      : !embedded
  return [
    ...(login ? (['password'] as const) : []),
    ...(withKey ? (['key', 'passphrase'] as const) : []),
  ]
}

/**
 * The profile to send. Empty texts are left out, and a secret that was not typed stays as it is.
 */
export function toSend(draft: Draft): {
  name: string
  type: ConnectionType
  profile: Record<string, unknown>
  secret?: Record<string, string>
  was?: string
} {
  const secret = Object.fromEntries(
    Object.entries(draft.secret).filter(([, value]) => value !== ''),
  )
  return {
    name: draft.name.trim(),
    type: draft.type,
    profile: without(draft.profile),
    ...(Object.keys(secret).length > 0 ? { secret } : {}),
    ...(draft.was === undefined ? {} : { was: draft.was }),
  }
}

function without(profile: Profile): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(profile).flatMap(([name, value]) => {
      if (value === '' || value === undefined) return []
      return [[name, isProfile(value) ? without(value) : value]]
    }),
  )
}
