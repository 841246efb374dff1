// Decides which requests may talk to the page's server. It is on loopback, but every web site that
// the person visits can send requests there:
//   Host     must be the loopback address that we listen on: a foreign name that resolves to
//            127.0.0.1 (DNS rebinding) is refused
//   Origin   of a WebSocket must be our own page
import type { IncomingMessage } from 'node:http'

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]']

export function isOurHost(request: IncomingMessage, port: number): boolean {
  return LOOPBACK_NAMES.some(name => request.headers.host === `${name}:${port}`)
}

/** `extra`: the dev server's page. */
export function isOurOrigin(
  request: IncomingMessage,
  port: number,
  extra: readonly string[] = [],
): boolean {
  const { origin } = request.headers
  // A client that is not a browser sends none; it has the token or it does not.
  if (origin === undefined) return true
  return extra.includes(origin) || LOOPBACK_NAMES.some(name => origin === `http://${name}:${port}`)
}
