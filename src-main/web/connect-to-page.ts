// From another process to a lab that is served: the same door as the page's own, with the key out
// of the page's address (the lock of the data directory holds it, and only its owner may read
// that).
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
