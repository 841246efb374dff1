// The browser shell: the built page over loopback HTTP, and the contract over a WebSocket at /rpc.
// The first message of a socket carries the token; a guest without it gets the reason in the
// contract's own words and is disconnected.
import { existsSync } from 'node:fs'
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import sirv from 'sirv'
import { WebSocketServer, type WebSocket } from 'ws'
import { LabError, type ErrorData } from '@shared/errors'
import { RPC_LIMITS, type Channel } from '@shared/rpc'
import {
  appRoot,
  isOurHost,
  isOurOrigin,
  listenTcp,
  LOOPBACK_NAMES,
  pageHeaders,
} from '@main/platform'
import { guestChannel } from './guest-channel'
import { Guests, handThrough, type Door } from './hand-through'
import { newToken } from './token'

const LOOPBACK = '127.0.0.1'
const INDEX = 'index.html'
/** Bytes: a character of JSON is four at most. */
const PAYLOAD_BYTES_MAX = RPC_LIMITS.messageCharsMax * 4
/** Tabs and tools of one person; a page opens one socket. */
const GUESTS_MAX = 64
/**
 * Sockets that have not shown the token yet. A page shows it at once, so one too many ends the one
 * that has been silent longest: silent sockets cannot shut the page out.
 */
const SILENT_MAX = 32
/** Answers that a page on a slow line has not read: two of the longest. */
const UNREAD_BYTES_MAX = PAYLOAD_BYTES_MAX * 2
/** Of all guests: where they are many, each may have its part. */
const UNREAD_BY_ALL_MAX = 512 * 2 ** 20
const HASHED_FILES_AGE_S = 31_536_000
/**
 * Long answers, such as the catalogue of nodes, are a quarter of their size on the wire; short ones,
 * which come many times a second, are not worth the processor’s time. No memory is kept per guest.
 */
const DEFLATE = {
  threshold: 4096,
  serverNoContextTakeover: true,
  clientNoContextTakeover: true,
  zlibDeflateOptions: { level: 4, memLevel: 7 },
}

export interface WebShellOptions {
  /** Opens a channel to the host; rejects while there is none. */
  readonly open: () => Promise<Channel>
  /** 0 = any free port. */
  readonly port: number
  readonly ifPortTaken?: 'fail' | 'use-another'
  readonly token?: string
  /** Where the built page is; another one only in tests. */
  readonly pageDir?: string
  /** The dev server's page. */
  readonly origins?: readonly string[]
  /** Another address than loopback, for another page than the lab's. */
  readonly room?: RoomPage
}

export interface RoomPage {
  readonly host: string
  /** The names that a request's Host may have. */
  readonly names: () => readonly string[]
  /** The one page that is served there. */
  readonly index: string
  readonly guestsMax: number
  readonly payloadBytesMax: number
  readonly unreadBytesMax: number
}

export interface WebShell {
  /** With the token in its fragment. */
  readonly url: string
  readonly port: number
  /** Those who have shown the token and are still there. */
  readonly guests: () => number
  /** To every open page: how the host is. `isFinal`: there will be none any more. */
  notify(error: ErrorData | undefined, isFinal?: boolean): void
  stop(): Promise<void>
}

export async function startWebShell(options: WebShellOptions): Promise<WebShell> {
  const {
    open,
    token = newToken(),
    origins,
    room,
    pageDir = join(appRoot(), 'out', 'renderer'),
  } = options
  const index = room?.index ?? INDEX
  if (!existsSync(join(pageDir, index)) && !origins)
    throw new LabError('page-not-built', { kind: 'config', params: { dir: pageDir } })
  let port = 0
  const own = () => ({ names: room?.names() ?? LOOPBACK_NAMES, port })
  const serveFile = existsSync(pageDir)
    ? sirv(pageDir, {
        brotli: true,
        gzip: true,
        etag: true,
        maxAge: HASHED_FILES_AGE_S,
        immutable: true,
        setHeaders: noCacheForHtml,
      })
    : undefined
  const http = createHttp((request, response) => {
    if (!isOurHost(request, own())) return refuse(response, 421)
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405)
    for (const [name, value] of Object.entries(pageHeaders([`ws://${request.headers.host}`])))
      // Browsers heed it only where nobody can listen, and complain elsewhere.
      if (!room || name !== 'Cross-Origin-Opener-Policy') response.setHeader(name, value)
    if (room) request.url = roomPath(request.url, index)
    if (serveFile) serveFile(request, response, () => refuse(response, 404))
    else refuse(response, 404)
  })
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: room?.payloadBytesMax ?? PAYLOAD_BYTES_MAX,
    perMessageDeflate: DEFLATE,
  })
  const guests = new Guests()
  const welcome = welcomeWith(
    { token, guests, guestsMax: room?.guestsMax ?? GUESTS_MAX, open },
    room?.unreadBytesMax ?? UNREAD_BYTES_MAX,
  )
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = request.url?.split('?')[0]
    const allowed =
      path === '/rpc' && isOurHost(request, own()) && isOurOrigin(request, own(), origins)
    if (!allowed) return refuseSocket(socket)
    sockets.handleUpgrade(request, socket, head, welcome)
  })
  port = await listenTcp(http, {
    host: room?.host ?? LOOPBACK,
    port: options.port,
    ifTaken: options.ifPortTaken ?? 'use-another',
  })
  return {
    url: `http://${LOOPBACK}:${port}/#t=${token}`,
    port,
    guests: () => guests.size,
    notify: (error, isFinal = false) =>
      error && isFinal ? guests.sendAway(error) : guests.notify(error),
    async stop() {
      for (const socket of sockets.clients) socket.terminate()
      http.closeAllConnections()
      await new Promise(resolve => http.close(resolve))
    },
  }
}

function welcomeWith(
  door: Omit<Door, 'onJudged'>,
  unreadBytesMax: number,
): (socket: WebSocket) => void {
  const silent = new Set<WebSocket>()
  const partOfEach = () => Math.min(unreadBytesMax, UNREAD_BY_ALL_MAX / door.guests.size)
  return socket => {
    silent.add(socket)
    const [longest] = silent
    if (silent.size > SILENT_MAX) longest?.terminate()
    const guest = guestChannel(socket, partOfEach)
    handThrough(guest, { ...door, onJudged: () => silent.delete(socket) })
  }
}

/** The room gets its own page and what that page loads; the lab's page is not there. */
function roomPath(url = '/', index: string): string {
  const path = url.split('?')[0] ?? '/'
  if (path === '/' || path === `/${index}`) return `/${index}`
  return path.startsWith('/assets/') || path === '/logo.svg' ? path : '/none'
}

function noCacheForHtml(response: ServerResponse, path: string): void {
  if (path === '/' || path.endsWith('.html') || !/\/assets\//.test(path))
    response.setHeader('Cache-Control', 'no-store')
}

function refuseSocket(socket: Duplex): void {
  // Node has let go of the socket: an error that nobody hears would end the process, and any caller
  // can cause one by breaking off.
  socket.on('error', () => {})
  const answer = 'HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'
  socket.end(answer, () => socket.destroy())
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Length': 0, 'X-Content-Type-Options': 'nosniff' }).end()
}
