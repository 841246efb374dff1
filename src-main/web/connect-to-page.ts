// Connects another process to a lab that is served: through the page's own door, with the key from
// the page's address. The lock of the data directory has that address, and only its owner may read
// it.
import { WebSocket } from 'ws'
import type { Contract } from '@shared/contract'
import { createClient, opened, type CallsOf } from '@shared/rpc'

export interface PageClient {
  readonly client: CallsOf<Contract>
  stop(): Promise<void>
}

export async function connectToPage(pageUrl: string): Promise<PageClient> {
  const { host, origin, hash } = new URL(pageUrl)
  const client = createClient(() => opened(new WebSocket(`ws://${host}/rpc`, { origin })), {
    token: hash.replace(/^#t=/, ''),
  })
  return { client, stop: async () => client.close() }
}
