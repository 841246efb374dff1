// HTTPS with basic auth in front of a plain HTTP server: what a managed OpenSearch looks like. The
// test recipe's node has no security plugin, so the login is checked here.
import { createServer } from 'node:https'
import { request } from 'node:http'
import type { Certs } from './certs'

export interface TlsProxy {
  readonly url: string
  readonly requests: { readonly refused: number; readonly passed: number }
  stop(): Promise<void>
}

export async function startTlsProxy(
  target: string,
  certs: Certs,
  login: { username: string; password: string },
): Promise<TlsProxy> {
  const expected = `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`
  const requests = { refused: 0, passed: 0 }
  const server = createServer({ cert: certs.certPem, key: certs.keyPem }, (asked, answer) => {
    if (asked.headers.authorization !== expected) {
      requests.refused += 1
      asked.resume()
      answer
        .writeHead(401, { 'content-type': 'text/plain', 'www-authenticate': 'Basic' })
        .end('Unauthorized')
      return
    }
    requests.passed += 1
    const { host: _host, authorization: _login, ...headers } = asked.headers
    const onward = request(
      new URL(asked.url ?? '/', target),
      { method: asked.method, headers },
      got => {
        answer.writeHead(got.statusCode ?? 502, got.headers)
        got.pipe(answer)
      },
    )
    // The server behind is away: a proxy says so by 502.
    onward.on('error', () => (answer.headersSent ? answer.destroy() : answer.writeHead(502).end()))
    asked.pipe(onward)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `https://localhost:${port}`,
    requests,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
