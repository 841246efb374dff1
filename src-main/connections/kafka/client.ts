// Makes a kafkajs client from a profile. kafkajs's own retries stay few: the callers retry with
// jitter and show that they wait. Fetches, in a group or not, go through decodeFetch.
import { APP_CLIENT_ID } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { ResolvedOf } from '../profiles'
import { tlsOptions } from '../tls'
import { registerCodecs } from './codecs'
import { decodeFetch } from './fetch-answer'
import { guardFrames } from './frame-guard'
import { kafkajs, type Kafka } from './kafkajs'
import { readFetchesWith } from './raw-cluster'

let prepared = false

/** kafkajs as a whole, once. */
export function loadKafkaClient(): void {
  if (prepared) return
  prepared = true
  registerCodecs()
  guardFrames()
}

export interface KafkaClientOptions {
  readonly clientId?: string
  readonly retries?: number
  readonly connectionTimeoutMs?: number
}

export function kafkaClient(
  connection: ResolvedOf<'kafka'>,
  options: KafkaClientOptions = {},
): Kafka {
  loadKafkaClient()
  process.env.KAFKAJS_NO_PARTITIONER_WARNING = '1'
  const { profile, secret } = connection
  const usesSasl = profile.security.startsWith('SASL')
  if (usesSasl && !profile.sasl) {
    throw new LabError('connection-login-missing', {
      kind: 'usage',
      params: { security: profile.security, field: 'sasl.username' },
    })
  }
  const client = new kafkajs.Kafka({
    clientId: options.clientId ?? APP_CLIENT_ID,
    brokers: profile.bootstrap.split(',').map(one => one.trim()),
    ssl: profile.security.endsWith('SSL') ? tlsOptions(connection) : false,
    ...(usesSasl && profile.sasl ? { sasl: saslOptions(profile.sasl, secret.password ?? '') } : {}),
    connectionTimeout: options.connectionTimeoutMs ?? 3000,
    requestTimeout: 30_000,
    retry: { retries: options.retries ?? 2, initialRetryTime: 100, maxRetryTime: 1000 },
    logLevel: kafkajs.logLevel.NOTHING,
  })
  readFetchesWith(client, decodeFetch)
  return client
}

function saslOptions(sasl: { mechanism: string; username: string }, password: string) {
  const login = { username: sasl.username, password }
  if (sasl.mechanism === 'SCRAM-SHA-256') return { mechanism: 'scram-sha-256' as const, ...login }
  if (sasl.mechanism === 'SCRAM-SHA-512') return { mechanism: 'scram-sha-512' as const, ...login }
  return { mechanism: 'plain' as const, ...login }
}
