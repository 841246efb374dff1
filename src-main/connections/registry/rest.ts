// One request to a schema registry, with its errors by name.
import { LabError } from '@shared/errors'
import type { ResolvedOf } from '../profiles'
import { sendRequest, type WebAnswer } from '../web-request'

const REQUEST_MS_MAX = 15_000

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
  connection: ResolvedOf<'registry'>,
  { method, path, body }: Question,
): Promise<WebAnswer> {
  const type = 'application/vnd.schemaregistry.v1+json'
  return sendRequest(connection, {
    ...{ method, path, timeoutMs: REQUEST_MS_MAX },
    headers: {
      Accept: `${type}, application/json`,
      ...(body === undefined ? {} : { 'Content-Type': type }),
    },
    ...(body === undefined ? {} : { body: Buffer.from(JSON.stringify(body)) }),
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
