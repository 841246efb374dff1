// One request to a schema registry, over HTTP or HTTPS, with a deadline and a largest answer.
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { LabError } from '@shared/errors'
import { tlsOptions } from '../tls'
import type { ResolvedOf } from '../profiles'

const REQUEST_MS_MAX = 15_000
const ANSWER_BYTES_MAX = 16 * 1024 * 1024

export interface Question {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Behind the registry's address; its parts are encoded. */
  readonly path: string
  readonly body?: unknown
}

export async function askRegistry(
  connection: ResolvedOf<'registry'>,
  question: Question,
): Promise<unknown> {
  const { profile } = connection
  const address = profile.url
  const { status, text } = await send(connection, question).catch((cause: unknown) => {
    throw unreachable(cause, address)
  })
  const json = jsonOf(text)
  if (status >= 200 && status < 300) {
    if (json === undefined) throw notRegistry(address)
    return json
  }
  throw refusal(status, json, address)
}

function send(
  { profile, secret }: ResolvedOf<'registry'>,
  { method, path, body }: Question,
): Promise<{ status: number; text: string }> {
  const url = new URL(profile.url.replace(/\/+$/, '') + path)
  const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
  const login =
    profile.username === undefined
      ? {}
      : {
          Authorization: `Basic ${Buffer.from(`${profile.username}:${secret.password ?? ''}`).toString('base64')}`,
        }
  const options = {
    method,
    timeout: REQUEST_MS_MAX,
    signal: AbortSignal.timeout(REQUEST_MS_MAX),
    headers: {
      Accept: 'application/vnd.schemaregistry.v1+json, application/json',
      ...(payload
        ? {
            'Content-Type': 'application/vnd.schemaregistry.v1+json',
            'Content-Length': String(payload.length),
          }
        : {}),
      ...login,
    },
  }
  return new Promise((resolve, reject) => {
    const request =
      url.protocol === 'https:'
        ? httpsRequest(url, { ...options, ...tlsOptions({ profile, secret }) })
        : httpRequest(url, options)
    request.once('error', reject)
    request.once('response', response => {
      const parts: Buffer[] = []
      let bytes = 0
      response.on('data', (part: Buffer) => {
        bytes += part.length
        if (bytes > ANSWER_BYTES_MAX) request.destroy(new Error('the answer is too large'))
        else parts.push(part)
      })
      response.once('error', reject)
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(parts).toString('utf8'),
        }),
      )
    })
    request.end(payload)
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function unreachable(cause: unknown, address: string): LabError {
  const message = cause instanceof Error ? cause.message : String(cause)
  const params = { address, message }
  if (/self.signed|certificate|unable to verify|CERT_/i.test(message))
    return new LabError('registry-certificate', { kind: 'auth', params, cause })
  return new LabError('registry-unreachable', { kind: 'unreachable', params, cause })
}

const notRegistry = (address: string) =>
  new LabError('registry-not', { kind: 'config', params: { address } })

function refusal(status: number, json: unknown, address: string): LabError {
  const body = typeof json === 'object' && json !== null ? json : {}
  const message = 'message' in body ? String(body.message) : ''
  const code = 'error_code' in body ? Number(body.error_code) : status
  const params = { address, message, code }
  if (status === 401 || status === 403)
    return new LabError('registry-login', { kind: 'auth', params })
  if (status === 409) return new LabError('schema-incompatible', { kind: 'conflict', params })
  if (code === 42201) return new LabError('schema-refused', { kind: 'usage', params })
  if (status === 404 && message !== '')
    return new LabError('schema-not-found', { kind: 'usage', params })
  const retry = status === 429 || status >= 500
  return new LabError('registry-remote', { kind: 'remote', params, retry })
}
