// Decides which requests may talk to a page's server. Every web site that the person visits can send
// requests there:
//   Host     must be an address that we listen on: a foreign name that resolves to it (DNS rebinding)
//            is refused
//   Origin   of a WebSocket must be our own page
import type { IncomingMessage } from 'node:http'

export const LOOPBACK_NAMES: readonly string[] = ['127.0.0.1', 'localhost', '[::1]']

/** The names by which a browser may call the server, and its port. */
export interface OwnAddress {
  readonly names: readonly string[]
  readonly port: number
}

/** A browser leaves out the port that HTTP has anyway. */
const hostOf = (name: string, port: number) => (port === 80 ? name : `${name}:${port}`)

export function isOurHost(request: IncomingMessage, { names, port }: OwnAddress): boolean {
  return names.some(name => request.headers.host === hostOf(name, port))
}

/** `extra`: the dev server's page. */
export function isOurOrigin(
  request: IncomingMessage,
  { names, port }: OwnAddress,
  extra: readonly string[] = [],
): boolean {
  const { origin } = request.headers
  // A client that is not a browser sends none; it has the token or it does not.
  if (origin === undefined) return true
  return extra.includes(origin) || names.some(name => origin === `http://${hostOf(name, port)}`)
}
