// The channel of this page. In Electron the preload script hands over a message port. In a browser
// it is a WebSocket on the page's own address, opened with the token that the address brought.
import type { AudienceContract, Contract } from '@shared/contract'
import {
  createClientFor,
  opened,
  portChannel,
  type Channel,
  type MethodKinds,
  type RpcClient,
} from '@shared/rpc'
import { setClient } from './client'
import { hostError, hostState, lostSince } from './host-state'
import { bringsToken, takeToken } from './token'

/** The build puts the methods here, without the schemas of their inputs. */
declare const CONTRACT_METHODS: MethodKinds
declare const AUDIENCE_METHODS: MethodKinds

/**
 * The preload script puts this on the window (src-main/entries/preload.ts). The port comes back as
 * a window message.
 */
interface Bridge {
  askForPort(): void
  /** The path of a dropped or chosen file. Older shells do not have this. */
  pathOf?(file: File): string
}
declare global {
  interface Window {
    readonly sluice?: Bridge
  }
}
const PORT_MESSAGE = 'sluice:port'
const PORT_WAIT_MS = 5000

function openPort(bridge: Bridge): Promise<Channel> {
  return new Promise((resolve, reject) => {
    const take = (event: MessageEvent) => {
      const [port] = event.ports
      if (event.source !== window || event.data !== PORT_MESSAGE || port === undefined) return
      clearTimeout(timer)
      removeEventListener('message', take)
      resolve(portChannel(port))
    }
    const timer = setTimeout(() => {
      removeEventListener('message', take)
      reject(new Error('no port came'))
    }, PORT_WAIT_MS)
    addEventListener('message', take)
    bridge.askForPort()
  })
}

/** The page that vite serves follows the contract as it changes. */
const methods = async (): Promise<MethodKinds> =>
  import.meta.env.DEV ? (await import('@shared/contract')).contract : CONTRACT_METHODS

function openSocket(): Promise<Channel> {
  const url = new URL('rpc', location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  url.hash = ''
  return opened(new WebSocket(url))
}

export async function startClient(): Promise<RpcClient<Contract>> {
  const bridge = window.sluice
  const token = bridge === undefined ? takeToken() : undefined
  const connect = bridge === undefined ? openSocket : () => openPort(bridge)
  const client = createClientFor<Contract>(await methods(), connect, { token })
  followState(client)
  // A person pastes the address of a restarted lab over this page's. Only the fragment changes, so
  // the browser loads nothing. We listen before the router does, which would take the key for a
  // path.
  addEventListener('popstate', () => {
    if (!bringsToken()) return
    takeToken()
    location.reload()
  })
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) client.hurry()
  })
  setClient(client)
  return client
}

/** A network over the air breaks without a word; a slow one may need a second or two. */
const SILENT_MS = 4000

/** The page of the room: it asks what the room may ask, and nothing else. */
export function startRoom(): void {
  const client = createClientFor<AudienceContract>(AUDIENCE_METHODS, openSocket, {
    token: takeToken(),
    silentMs: SILENT_MS,
  })
  followState(client)
  // A phone says when it has a network again: no need to wait for the next try.
  addEventListener('online', () => client.hurry())
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) client.hurry()
  })
  setClient(client)
}

function followState(client: Pick<RpcClient<Contract>, 'onState' | 'heardAt'>): void {
  let wasReady = false
  client.onState((state, error) => {
    hostError.value = error
    lostSince.value = state === 'connecting' && wasReady ? client.heardAt : undefined
    if (state === 'ready') {
      wasReady = true
      hostState.value = 'ready'
    } else if (state === 'refused') hostState.value = 'refused'
    else if (state === 'version-mismatch') {
      // Another build of the host runs behind an open page; a reload gets the page of that build.
      // We reload only once, so that a mismatch that stays cannot make the page reload for ever.
      hostState.value = 'refused'
      if (wasReady) location.reload()
    } else hostState.value = wasReady ? 'lost' : 'connecting'
  })
}
