// Listening on loopback: the wanted port, or the next free one when the caller allows it, and the
// answer says which it was.
import type { Server } from 'node:net'
import { LabError } from '@shared/errors'

export interface ListenOptions {
  readonly host: string
  /** 0 = any free port. */
  readonly port: number
  readonly ifTaken: 'fail' | 'use-another'
}

export async function listenTcp(
  server: Server,
  { host, port, ifTaken }: ListenOptions,
): Promise<number> {
  try {
    return await listenOn(server, host, port)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error
    if (ifTaken === 'use-another') return listenOn(server, host, 0)
    throw new LabError('port-taken', { kind: 'config', params: { port }, cause: error })
  }
}

function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}
