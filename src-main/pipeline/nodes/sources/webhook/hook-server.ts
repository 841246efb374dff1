// Listens on this computer alone for requests that bring records. A request is answered 202 when its
// records are on disk with their numbers; the run then gives each of them on once. A sender that got
// no answer may send again: with the same Idempotency-Key its records are not taken in twice.
import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { isOurHost, isOurOrigin, listenTcp, LOOPBACK_NAMES } from '@main/platform'
import type { IntakeReason } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { IntakeLog } from '../intake/intake-log'
import type { IntakePart } from '../intake/intake-source'
import { BadBody, recordsOf } from './body'
import type { Config } from './config'

/** Records that nobody has taken yet, and bodies under way. */
const WAITING_BYTES_MAX = 16 * 1024 * 1024
const CONNECTIONS_MAX = 200
const HEADERS_MS_MAX = 10_000
const REQUEST_MS_MAX = 30_000
const KEYS_MAX = 10_000
const KEY_CHARS_MAX = 200

/** The keys of requests that were taken in, the oldest first. */
export class KnownKeys {
  private readonly keys = new Set<string>()

  has(key: string): boolean {
    return this.keys.has(key)
  }

  add(key: string): void {
    this.keys.add(key)
    const [oldest] = this.keys
    if (this.keys.size > KEYS_MAX && oldest !== undefined) this.keys.delete(oldest)
  }

  get all(): readonly string[] {
    return [...this.keys]
  }
}

/** A request that is not taken in. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** Absent: the request was not meant for us, and does not count. */
    readonly reason?: IntakeReason,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
  }
}

export interface HookOptions {
  readonly config: Config
  readonly log: IntakeLog
  readonly room: () => number
  readonly keys: KnownKeys
  /** What a sender must give. */
  readonly token: string | undefined
  /** Refusals before this start. */
  readonly refused: Partial<Record<IntakeReason, number>>
}

export class HookServer implements IntakePart {
  private readonly server = createServer({
    headersTimeout: HEADERS_MS_MAX,
    requestTimeout: REQUEST_MS_MAX,
    maxHeaderSize: 16 * 1024,
  })
  private readonly underWay = new Set<string>()
  private underWayBytes = 0
  private isPaused = false
  private isClosing = false

  constructor(private readonly options: HookOptions) {
    this.server.maxConnections = CONNECTIONS_MAX
    this.server.on('request', (request, response) => void this.answer(request, response))
  }

  async start(): Promise<void> {
    const { port } = this.options.config
    await listenTcp(this.server, { host: '127.0.0.1', port, ifTaken: 'fail' })
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { refused } = this.options
    try {
      const taken = await this.take(request)
      reply(response, 202, { taken })
    } catch (error) {
      const refusal =
        error instanceof Refusal
          ? error
          : new Refusal(503, LabError.from(error).code, 'full', { 'Retry-After': '5' })
      if (refusal.reason) refused[refusal.reason] = (refused[refusal.reason] ?? 0) + 1
      // What is left of the body is not read.
      reply(
        response,
        refusal.status,
        { error: refusal.message },
        {
          ...refusal.headers,
          Connection: 'close',
        },
      )
    }
  }

  private async take(request: IncomingMessage): Promise<number> {
    const { log, keys, config } = this.options
    this.check(request)
    const header = request.headers['idempotency-key']
    const key = typeof header === 'string' ? header : undefined
    // Cut, it could be the key of another request, whose records would then be missing.
    if (key !== undefined && key.length > KEY_CHARS_MAX)
      throw new Refusal(
        400,
        `An Idempotency-Key has at most ${KEY_CHARS_MAX} characters.`,
        'malformed',
      )
    if (key !== undefined && keys.has(key)) return 0
    if (key !== undefined && this.underWay.has(key))
      throw new Refusal(409, 'This request is being taken in.', undefined, { 'Retry-After': '1' })
    if (key !== undefined) this.underWay.add(key)
    try {
      const body = await this.bodyOf(request)
      const records = recordsOf(body, config.key)
      this.checkRoom(records.length)
      await log.append(records, key === undefined ? undefined : [key])
      return records.length
    } catch (error) {
      if (error instanceof BadBody) throw new Refusal(400, error.message, 'malformed')
      throw error
    } finally {
      if (key !== undefined) this.underWay.delete(key)
    }
  }

  private check(request: IncomingMessage): void {
    const { config, token } = this.options
    const own = { names: LOOPBACK_NAMES, port: config.port }
    // A page of the web that a person has open must not fill the lab.
    if (!isOurHost(request, own) || !isOurOrigin(request, own))
      throw new Refusal(403, 'Requests of pages are not taken.', 'unauthorized')
    if (request.url?.split('?')[0] !== config.path)
      throw new Refusal(404, `Records go to ${config.path}.`)
    if (request.method !== 'POST')
      throw new Refusal(405, 'Send records with POST.', undefined, { Allow: 'POST' })
    if (token !== undefined && !isEqual(request.headers.authorization ?? '', `Bearer ${token}`))
      throw new Refusal(401, 'The token is missing or wrong.', 'unauthorized', {
        'WWW-Authenticate': 'Bearer',
      })
    const encoding = request.headers['content-encoding'] ?? 'identity'
    if (encoding !== 'identity') throw new Refusal(415, 'Send plain JSON.', 'malformed')
    if (this.isPaused || this.isClosing)
      throw new Refusal(503, 'The lab is paused.', 'paused', { 'Retry-After': '5' })
    this.checkRoom(1)
  }

  private checkRoom(records: number): void {
    const { log, room } = this.options
    if (room() < records) throw new Refusal(503, 'The run takes no more records.', 'full')
    if (log.waitingBytes + this.underWayBytes > WAITING_BYTES_MAX)
      throw new Refusal(429, 'Too many records wait.', 'full', { 'Retry-After': '1' })
  }

  private async bodyOf(request: IncomingMessage): Promise<string> {
    const bytesMax = this.options.config.maxKb * 1024
    const tooLarge = () => new Refusal(413, `A request has at most ${bytesMax} bytes.`, 'large')
    if (Number(request.headers['content-length'] ?? 0) > bytesMax) throw tooLarge()
    const parts: Buffer[] = []
    let bytes = 0
    // Ending it early must leave the socket open for the answer.
    const body: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false })
    try {
      for await (const part of body) {
        bytes += part.length
        this.underWayBytes += part.length
        if (bytes > bytesMax) throw tooLarge()
        // Others have come meanwhile: together they must not fill the memory.
        this.checkRoom(1)
        parts.push(part)
      }
      return Buffer.concat(parts).toString('utf8')
    } catch (error) {
      if (error instanceof Refusal) throw error
      throw new Refusal(400, 'The request broke off.')
    } finally {
      this.underWayBytes -= bytes
    }
  }

  pause(): void {
    this.isPaused = true
  }

  resume(): void {
    this.isPaused = false
  }

  counts: IntakePart['counts'] = () => ({
    taken: this.options.log.end,
    refused: { ...this.options.refused },
  })

  async close(): Promise<void> {
    this.isClosing = true
    if (!this.server.listening) return
    const closed = new Promise(resolve => this.server.close(resolve))
    this.server.closeIdleConnections()
    const late = setTimeout(() => this.server.closeAllConnections(), 2000)
    await closed
    clearTimeout(late)
  }
}

function reply(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = `${JSON.stringify(body)}\n`
  response.writeHead(status, {
    ...{ 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) },
    ...headers,
  })
  response.end(text)
}

function isEqual(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}
