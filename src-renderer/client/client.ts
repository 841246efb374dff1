// The one client of the page: every call of the contract, typed. The start puts a WebSocket, the
// port of Electron or a made-up host behind it; callers never know which.
import type { AudienceContract, Contract } from '@shared/contract'
import type { CallOptions, CallsOf } from '@shared/rpc'

export type { CallOptions } from '@shared/rpc'
export type Client = CallsOf<Contract>

/** The room's page has a part of the calls. */
type Behind = Client | CallsOf<AudienceContract>
let behind: Behind | undefined

export function setClient(client: Behind | undefined): void {
  behind = client
}

/**
 * Every call looks it up, so that a module may keep `client.runs.graph` before the channel exists.
 */
export const client: Client = new Proxy({} as Client, {
  get: (_, domain) =>
    new Proxy(
      {},
      {
        get: (_, name) => (input: never, options?: CallOptions) => {
          const calls: unknown = behind === undefined ? undefined : Reflect.get(behind, domain)
          const call: unknown =
            typeof calls === 'object' && calls !== null ? Reflect.get(calls, name) : undefined
          if (typeof call !== 'function')
            return Promise.reject(new Error(`no host behind ${String(domain)}.${String(name)}`))
          return call(input, options)
        },
      },
    ),
})
