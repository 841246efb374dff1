// The registry over HTTP, on loopback. A page that a person visits can send requests here too, so a
// Host that is not ours and any Origin are refused; bodies, headers, sockets and times have limits.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { isOurHost, listenTcp, LOOPBACK_NAMES } from '@main/platform'
import { answer, RawText } from './api'
import { Registry } from './registry'
import { RegistryError } from './registry-error'
import type { RegistryStore } from './state'

const LOOPBACK = '127.0.0.1'
const CONTENT_TYPE = 'application/vnd.schemaregistry.v1+json'
/** The server refuses a larger request. */
const BODY_BYTES_MAX = 1024 * 1024
const SOCKETS_MAX = 256
const HEADERS_MS_MAX = 10_000
const REQUEST_MS_MAX = 30_000
const IDLE_MS_MAX = 60_000
const HEADER_BYTES_MAX = 16 * 1024

export interface RegistryOptions {
  readonly store: RegistryStore
  /** 0 = any free port. */
  readonly port: number
  readonly ifPortTaken: 'fail' | 'use-another'
}

export interface RunningRegistry {
  readonly host: string
  readonly port: number
  stop(): Promise<void>
}

export async function startRegistry(options: RegistryOptions): Promise<RunningRegistry> {
  const registry = new Registry(options.store)
  const own = { names: LOOPBACK_NAMES, port: 0 }
  const server = createServer({ maxHeaderSize: HEADER_BYTES_MAX }, (request, response) => {
    if (!isOurHost(request, own) || request.headers.origin !== undefined)
      return send(response, 403, { error_code: 403, message: 'HTTP 403 Forbidden' })
    void serve(registry, request, response)
  })
  server.maxConnections = SOCKETS_MAX
  server.headersTimeout = HEADERS_MS_MAX
  server.requestTimeout = REQUEST_MS_MAX
  server.keepAliveTimeout = IDLE_MS_MAX
  own.port = await listenTcp(server, {
    host: LOOPBACK,
    port: options.port,
    ifTaken: options.ifPortTaken,
  })
  return { host: LOOPBACK, port: own.port, stop: () => close(server) }
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

async function serve(
  registry: Registry,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const text = await bodyOf(request)
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://registry')
    const path = pathname.split('/').filter(Boolean).map(decoded)
    const body = text === '' ? undefined : parsed(text)
    const method = request.method ?? 'GET'
    send(response, 200, await answer(registry, { method, path, query: searchParams, body }))
  } catch (error) {
    const known =
      error instanceof RegistryError ? error : new RegistryError(500, 'Internal Server Error')
    send(response, known.status, { error_code: known.code, message: known.message })
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new RegistryError(400, 'HTTP 400 Bad Request')
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new RegistryError(400, 'HTTP 400 Bad Request')
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request) {
    // A stream without an encoding gives buffers.
    const chunk = part as Buffer
    bytes += chunk.length
    if (bytes > BODY_BYTES_MAX) throw new RegistryError(413, 'HTTP 413 Request Entity Too Large')
    parts.push(chunk)
  }
  return Buffer.concat(parts).toString('utf8')
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = body instanceof RawText ? body.text : JSON.stringify(body)
  // What is left of a body that was too large is not read.
  if (status === 413) response.setHeader('Connection', 'close')
  response.writeHead(status, {
    'Content-Type': CONTENT_TYPE,
    'Content-Length': Buffer.byteLength(text),
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(text)
}
