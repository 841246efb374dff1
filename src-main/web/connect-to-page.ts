// Connects another process to a lab that is served: through the page's own door, with the key from
// the page's address. The lock of the data directory has that address, and only its owner may read
// it.
import { WebSocket } from 'ws'
import type { Contract } from '@shared/contract'
import { LabError } from '@shared/errors'
import { createClient, opened, type CallsOf } from '@shared/rpc'

export interface PageClient {
  readonly client: CallsOf<Contract>
  stop(): Promise<void>
}

/**
 * The page's server outlives its host, so a door that is shut means that Sluice has ended there:
 * calls that are under way fail instead of waiting for ever.
 */
export async function connectToPage(pageUrl: string): Promise<PageClient> {
  const { host, origin, hash } = new URL(pageUrl)
  const connect = async () => {
    try {
      return await opened(new WebSocket(`ws://${host}/rpc`, { origin }))
    } catch (cause) {
      throw new LabError('cli-lab-ended', { kind: 'unreachable', params: { host }, cause })
    }
  }
  const client = createClient(connect, { token: hash.replace(/^#t=/, ''), retry: false })
  return { client, stop: async () => client.close() }
}
