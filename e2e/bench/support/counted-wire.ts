// A wire that counts: it stands before a server and hands every byte through. A browser’s own figures
// of a WebSocket are those after unpacking; these are the ones that were sent.
import { connect, createServer, type AddressInfo } from 'node:net'

export interface CountedWire {
  readonly port: number
  /** From the server, since the start. */
  readonly bytes: () => number
  stop(): void
}

export async function countedWire(serverPort: number): Promise<CountedWire> {
  let bytes = 0
  const server = createServer(near => {
    const far = connect(serverPort, '127.0.0.1')
    far.on('data', chunk => (bytes += chunk.length))
    near.pipe(far).pipe(near)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const)
      one.on('error', () => other.destroy()).on('close', () => other.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    // A listening TCP server has no other kind of address.
    port: (server.address() as AddressInfo).port,
    bytes: () => bytes,
    stop: () => void server.close(),
  }
}
