// system_traces, system_auth, system_distributed and system_views, as far as clients read them.
import type { Table } from '../schema/model'
import {
  bigint,
  bool,
  define,
  type Facts,
  inet,
  int,
  text,
  textMap,
  texts,
  timestamp,
} from './define'
import { RELEASE_VERSION } from './node-tables'

export function traceTables(facts: Facts): Table[] {
  return [
    define(
      'system_traces',
      'sessions',
      'session_id uuid||client inet, command text, coordinator inet, coordinator_port int, duration int, parameters map<text, text>, request text, started_at timestamp',
      () =>
        facts.sessions().map(t => ({
          session_id: t.id,
          client: inet(t.client),
          command: text('QUERY'),
          coordinator: inet(facts.host),
          coordinator_port: int(7000),
          duration: int(t.durationUs),
          parameters: textMap(t.parameters),
          request: text(t.request),
          started_at: timestamp(t.startedAtMs),
        })),
    ),
    define(
      'system_traces',
      'events',
      'session_id uuid|event_id timeuuid|activity text, source inet, source_elapsed int, source_port int, thread text',
      () => facts.sessions().flatMap(t => traceEvents(facts, t)),
    ),
  ]
}

function traceEvents(
  facts: Facts,
  trace: ReturnType<Facts['sessions']>[number],
): Record<string, Buffer | null>[] {
  return trace.steps.map(({ activity, elapsedUs }, i) => ({
    session_id: trace.id,
    event_id: eventId(trace.startedAtMs, i),
    activity: text(activity),
    source: inet(facts.host),
    source_elapsed: int(elapsedUs),
    source_port: int(7000),
    thread: text('main'),
  }))
}

/** A time uuid of the moment, plus the step. */
function eventId(ms: number, step: number): Buffer {
  const time = BigInt(ms) * 10_000n + 122_192_928_000_000_000n + BigInt(step)
  const out = Buffer.alloc(16)
  out.writeUInt32BE(Number(time & 0xffffffffn), 0)
  out.writeUInt16BE(Number((time >> 32n) & 0xffffn), 4)
  out.writeUInt16BE(Number((time >> 48n) & 0x0fffn) | 0x1000, 6)
  out[8] = 0x80
  return out
}

export function authTables(): Table[] {
  return [
    define(
      'system_auth',
      'roles',
      'role text||can_login boolean, is_superuser boolean, member_of set<text>, salted_hash text',
      () => [
        {
          role: text('cassandra'),
          can_login: bool(true),
          is_superuser: bool(true),
          member_of: texts([]),
          salted_hash: null,
        },
      ],
    ),
    define('system_auth', 'role_members', 'role text|member text|', () => []),
    define(
      'system_auth',
      'role_permissions',
      'role text|resource text|permissions set<text>',
      () => [],
    ),
    define('system_auth', 'resource_role_permissons_index', 'resource text|role text|', () => []),
    define('system_auth', 'network_permissions', 'role text||dcs set<text>', () => []),
  ]
}

export function distributedTables(): Table[] {
  return [
    define(
      'system_distributed',
      'view_build_status',
      'keyspace_name text, view_name text|host_id uuid|status text',
      () => [],
    ),
    define(
      'system_distributed',
      'parent_repair_history',
      'parent_id timeuuid||keyspace_name text, started_at timestamp',
      () => [],
    ),
    define(
      'system_distributed',
      'repair_history',
      'keyspace_name text, columnfamily_name text|id timeuuid|status text',
      () => [],
    ),
  ]
}

export function viewTables(facts: Facts): Table[] {
  const settings: readonly [string, string][] = [
    ['cluster_name', 'Sluice'],
    ['partitioner', 'org.apache.cassandra.dht.Murmur3Partitioner'],
    ['release_version', RELEASE_VERSION],
    ['authenticator', 'AllowAllAuthenticator'],
    ['authorizer', 'AllowAllAuthorizer'],
  ]
  return [
    define(
      'system_views',
      'clients',
      'address inet|port int|connection_stage text, driver_name text, protocol_version int, request_count bigint, ssl_enabled boolean, username text',
      () =>
        facts.clients().map(c => ({
          address: inet(c.address),
          port: int(c.port),
          connection_stage: text('ready'),
          driver_name: text(c.driver),
          protocol_version: int(c.version),
          request_count: bigint(c.requests),
          ssl_enabled: bool(false),
          username: text('anonymous'),
        })),
    ),
    define('system_views', 'settings', 'name text||value text', () =>
      settings.map(([name, value]) => ({ name: text(name), value: text(value) })),
    ),
  ]
}
