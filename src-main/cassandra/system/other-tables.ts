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
    define('system_traces', 'sessions', () =>
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
    define('system_traces', 'events', () => facts.sessions().flatMap(t => traceEvents(facts, t))),
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
    define('system_auth', 'roles', () => [
      {
        role: text('cassandra'),
        can_login: bool(true),
        is_superuser: bool(true),
        member_of: texts([]),
        salted_hash: null,
      },
    ]),
  ]
}

export function viewTables(facts: Facts): Table[] {
  const settings: readonly [string, string][] = [
    ['cluster_name', 'Sluice'],
    ['partitioner', 'org.apache.cassandra.dht.Murmur3Partitioner'],
    ['release_version', RELEASE_VERSION],
    ['authenticator', 'AllowAllAuthenticator'],
    ['authorizer', 'AllowAllAuthorizer'],
    ['num_tokens', '1'],
    ['materialized_views_enabled', 'false'],
    ['user_defined_functions_enabled', 'false'],
  ]
  return [
    define('system_views', 'clients', () =>
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
    define('system_views', 'settings', () =>
      settings.map(([name, value]) => ({ name: text(name), value: text(value) })),
    ),
  ]
}
