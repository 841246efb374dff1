// "Test connection", step by step, so that a person sees which hop fails: name, port, TLS, login,
// first answer, and for Kafka the addresses that the cluster returns. A wrong advertised listener
// is where beginners get stuck.
import { lookup } from 'node:dns/promises'
import { connect as connectTcp } from 'node:net'
import type { TestStep } from '@shared/contract'
import { LabError } from '@shared/errors'
import { cassandraClient } from './cassandra/client'
import { kafkaClient } from './kafka/client'
import { kafkaError } from './kafka/errors'
import { encryptionTrouble, explained } from './kafka/probe'
import { openSearchClient, openSearchError } from './opensearch/client'
import { addressOf, type ResolvedConnection, type ResolvedOf } from './profiles'
import { SchemaRegistry } from './registry/client'
import { MailServer } from './smtp/client'
import { openSql } from './sql'

const CONNECT_MS_MAX = 3000
/** Some mail servers greet late, to strangers. */
const MAIL_MS_MAX = 15_000

interface HostPort {
  readonly host: string
  readonly port: number
}

export async function testConnection(connection: ResolvedConnection): Promise<TestStep[]> {
  const steps: TestStep[] = []
  const step = async (
    id: TestStep['id'],
    work: () => Promise<string | undefined>,
  ): Promise<boolean> => {
    if (steps.some(s => s.state === 'bad')) {
      steps.push({ id, state: 'skipped', ms: 0 })
      return false
    }
    const started = performance.now()
    try {
      const detail = await work()
      steps.push({
        id,
        state: 'ok',
        ms: performance.now() - started,
        ...(detail ? { detail } : {}),
      })
      return true
    } catch (error) {
      steps.push({
        id,
        state: 'bad',
        ms: performance.now() - started,
        error: LabError.from(error).toData(),
      })
      return false
    }
  }
  const hosts = hostsOf(connection)
  if (hosts.length > 0) {
    await step('resolve', () => resolveAll(hosts))
    await step('connect', () => reach(hosts))
  }
  // No request of ours is harmless to each web service: that it can be reached is all we ask.
  if (connection.type === 'http') return steps
  if (connection.type === 'kafka') await testKafka(connection, step)
  else await step(needsLogin(connection) ? 'auth' : 'metadata', () => firstAnswer(connection))
  return steps
}

function hostsOf(connection: ResolvedConnection): HostPort[] {
  if (
    connection.type === 'opensearch' ||
    connection.type === 'registry' ||
    connection.type === 'http'
  ) {
    const url = new URL(connection.profile.url)
    return [
      { host: url.hostname, port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)) },
    ]
  }
  if (connection.type === 'smtp' || connection.type === 'sql') {
    const { profile } = connection
    return 'host' in profile ? [{ host: profile.host, port: profile.port }] : []
  }
  return addressOf(connection)
    .split(',')
    .map(one => {
      const colon = one.trim().lastIndexOf(':')
      return {
        host: one
          .trim()
          .slice(0, colon)
          .replace(/^\[|\]$/g, ''),
        port: Number(one.trim().slice(colon + 1)),
      }
    })
}

function needsLogin(connection: Exclude<ResolvedConnection, { type: 'kafka' }>): boolean {
  return connection.type === 'sql'
    ? connection.profile.engine !== 'embedded'
    : connection.profile.username !== undefined
}

async function resolveAll(hosts: readonly HostPort[]): Promise<string> {
  const found = await Promise.all(
    hosts.map(async ({ host }) => {
      try {
        return (await lookup(host)).address
      } catch (cause) {
        throw new LabError('host-unknown', { kind: 'unreachable', params: { host }, cause })
      }
    }),
  )
  return [...new Set(found)].join(', ')
}

/** One that answers is enough: the others may be down. */
async function reach(hosts: readonly HostPort[]): Promise<string> {
  const tried = await Promise.allSettled(hosts.map(reachOne))
  const good = tried.find(t => t.status === 'fulfilled')
  if (good) return good.value
  const first = tried[0]
  throw first?.status === 'rejected' ? first.reason : new LabError('bug', { kind: 'bug' })
}

function reachOne({ host, port }: HostPort): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp({ host, port, timeout: CONNECT_MS_MAX })
    const fail = (message: string) => {
      socket.destroy()
      reject(new LabError('port-closed', { kind: 'unreachable', params: { host, port, message } }))
    }
    socket.once('connect', () => {
      socket.destroy()
      resolve(`${host}:${port}`)
    })
    socket.once('timeout', () => fail('timeout'))
    socket.once('error', error => fail(error.message))
  })
}

async function testKafka(
  connection: ResolvedOf<'kafka'>,
  step: (id: TestStep['id'], work: () => Promise<string | undefined>) => Promise<boolean>,
): Promise<void> {
  const address = addressOf(connection)
  const admin = kafkaClient(connection, { retries: 0 }).admin()
  const asOurs = async <T>(work: Promise<T>) =>
    work.catch(async (error: unknown) => {
      throw await explained(kafkaError(error, address), connection)
    })
  const { security } = connection.profile
  try {
    if (security.endsWith('SSL'))
      await step('tls', async () => {
        const trouble = await encryptionTrouble(connection)
        if (trouble) throw trouble
        return undefined
      })
    await step(security.startsWith('SASL') ? 'auth' : 'metadata', async () => {
      await asOurs(admin.connect())
      return undefined
    })
    await step('listeners', async () => {
      const { brokers } = await asOurs(admin.describeCluster())
      await reach(brokers)
      return brokers.map(b => `${b.host}:${b.port}`).join(', ')
    })
  } finally {
    await admin.disconnect().catch(() => {})
  }
}

async function firstAnswer(
  connection: Exclude<ResolvedConnection, { type: 'kafka' | 'http' }>,
): Promise<string | undefined> {
  if (connection.type === 'cassandra') {
    const client = await cassandraClient(connection)
    try {
      const { rows } = await client.execute(
        'SELECT cluster_name, release_version FROM system.local',
      )
      return rows[0] ? `${rows[0].cluster_name} ${rows[0].release_version}` : undefined
    } finally {
      await client.shutdown()
    }
  }
  if (connection.type === 'sql') {
    const store = await openSql(connection)
    const { rows } = await store.query('SELECT version() AS version')
    await store.close()
    return String(rows[0]?.version ?? '')
  }
  if (connection.type === 'smtp') {
    const server = new MailServer(connection, MAIL_MS_MAX)
    try {
      await server.verify()
    } finally {
      server.close()
    }
    return undefined
  }
  if (connection.type === 'registry') {
    const subjects = await new SchemaRegistry(connection).subjects()
    return String(subjects.length)
  }
  const client = openSearchClient(connection)
  try {
    const { body } = await client.info()
    if (!body.version?.number)
      throw new LabError('opensearch-not', {
        kind: 'config',
        params: { address: addressOf(connection) },
      })
    return `${body.version.distribution ?? 'elasticsearch'} ${body.version.number}`
  } catch (error) {
    throw openSearchError(error, addressOf(connection))
  } finally {
    await client.close()
  }
}
