// The browser shell: the built page over loopback HTTP, and the contract over a WebSocket at /rpc.
// The first message of a socket carries the token; whoever lacks it is told so in the contract's
// own words and disconnected.
import { existsSync } from 'node:fs'
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import sirv from 'sirv'
import { WebSocketServer } from 'ws'
import { LabError } from '@shared/errors'
import { RPC_LIMITS, webSocketChannel, type Channel } from '@shared/rpc'
import { appRoot, listenTcp, pageHeaders } from '@main/platform'
import { isOurHost, isOurOrigin } from './guard'
import { handThrough } from './hand-through'
import { newToken } from './token'

const HOST = '127.0.0.1'
/** Bytes: a character of JSON is four at most. */
const PAYLOAD_BYTES_MAX = RPC_LIMITS.messageCharsMax * 4
/** Tabs and tools of one person; a page opens one socket. */
const SOCKETS_MAX = 64
const HASHED_FILES_AGE_S = 31_536_000

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
}

export interface WebShell {
  /** With the token in its fragment. */
  readonly url: string
  readonly port: number
  stop(): Promise<void>
}

export async function startWebShell(options: WebShellOptions): Promise<WebShell> {
  const {
    open,
    token = newToken(),
    origins,
    pageDir = join(appRoot(), 'out', 'renderer'),
  } = options
  if (!existsSync(join(pageDir, 'index.html')) && !origins)
    throw new LabError('page-not-built', { kind: 'config', params: { dir: pageDir } })
  let port = 0
  const serveFile = existsSync(pageDir)
    ? sirv(pageDir, {
        etag: true,
        maxAge: HASHED_FILES_AGE_S,
        immutable: true,
        setHeaders: noCacheForHtml,
      })
    : undefined
  const http = createHttp((request, response) => {
    if (!isOurHost(request, port)) return refuse(response, 421)
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405)
    for (const [name, value] of Object.entries(pageHeaders([`ws://${request.headers.host}`])))
      response.setHeader(name, value)
    if (serveFile) serveFile(request, response, () => refuse(response, 404))
    else refuse(response, 404)
  })
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: PAYLOAD_BYTES_MAX,
    perMessageDeflate: false,
  })
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = request.url?.split('?')[0]
    const allowed =
      path === '/rpc' &&
      isOurHost(request, port) &&
      isOurOrigin(request, port, origins) &&
      sockets.clients.size < SOCKETS_MAX
    if (!allowed)
      return void socket.end(
        'HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
      )
    sockets.handleUpgrade(request, socket, head, webSocket => {
      handThrough(webSocketChannel(webSocket), token, open)
    })
  })
  port = await listenTcp(http, {
    host: HOST,
    port: options.port,
    ifTaken: options.ifPortTaken ?? 'use-another',
  })
  return {
    url: `http://${HOST}:${port}/#t=${token}`,
    port,
    async stop() {
      for (const socket of sockets.clients) socket.terminate()
      http.closeAllConnections()
      await new Promise(resolve => http.close(resolve))
    },
  }
}

function noCacheForHtml(response: ServerResponse, path: string): void {
  if (path === '/' || path.endsWith('.html') || !/\/assets\//.test(path))
    response.setHeader('Cache-Control', 'no-store')
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Length': 0, 'X-Content-Type-Options': 'nosniff' }).end()
}
