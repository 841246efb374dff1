// One request over HTTP or HTTPS, with a deadline, the connection's login, and a largest answer.
import { request as httpRequest, Agent } from 'node:http'
import { Agent as TlsAgent, request as httpsRequest } from 'node:https'
import type { ResolvedOf } from './profiles'
import { tlsOptions } from './tls'

const ANSWER_BYTES_MAX = 16 * 1024 * 1024

export interface WebRequest {
  readonly method: string
  /** Behind the connection's address; its parts are encoded. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Buffer
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}

export interface WebAnswer {
  readonly status: number
  readonly text: string
}

/** Keeps connections open between requests. */
export interface WebAgents {
  readonly http: Agent
  readonly https: TlsAgent
}

export const webAgents = (): WebAgents => ({
  http: new Agent({ keepAlive: true }),
  https: new TlsAgent({ keepAlive: true }),
})

export function sendRequest(
  { type, profile, secret }: ResolvedOf<'registry' | 'http'>,
  { method, path, headers, body, timeoutMs, signal }: WebRequest,
  agents?: WebAgents,
): Promise<WebAnswer> {
  const url = new URL(path === '' ? profile.url : profile.url.replace(/\/+$/, '') + path)
  const deadline = AbortSignal.timeout(timeoutMs)
  const options = {
    method,
    timeout: timeoutMs,
    signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    headers: {
      ...headers,
      ...(body ? { 'Content-Length': String(body.length) } : {}),
      ...loginOf(type, profile.username, secret['password'] ?? ''),
    },
  }
  return new Promise((resolve, reject) => {
    const request =
      url.protocol === 'https:'
        ? httpsRequest(url, {
            ...options,
            ...tlsOptions({ profile, secret }),
            ...(agents ? { agent: agents.https } : {}),
          })
        : httpRequest(url, { ...options, ...(agents ? { agent: agents.http } : {}) })
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
    request.end(body)
  })
}

/** To a web service, a password without a name is a token. */
function loginOf(
  type: 'registry' | 'http',
  username: string | undefined,
  password: string,
): Readonly<Record<string, string>> {
  if (username !== undefined)
    return {
      Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
    }
  return type === 'http' && password !== '' ? { Authorization: `Bearer ${password}` } : {}
}
