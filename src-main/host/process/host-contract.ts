// The contracts between a host process and the shell that started it, besides the lab's: the shell
// starts and stops the host and asks whether it still answers; a host in the desktop app
// asks the shell for its keychain. Each goes over a channel of its own, named by its door.
import { z } from 'zod'
import { command, none, query, type EngineId } from '@shared/contract'
import type { Channel } from '@shared/rpc'
import type { HostOptions } from '../host-options'

/** `lab`: a caller of the lab's contract. The other two: as below. */
export type Door = 'lab' | 'control' | 'keychain'

/** The options that can travel. */
export type StartHost = Omit<HostOptions, 'log' | 'sealer' | 'startEngines'>
export type EngineAddresses = Partial<Record<EngineId, string>>

/** Served by the host. */
export const controlContract = {
  host: {
    /** Answers once the host serves the lab; fails with the reason why it cannot. */
    start: command<void>()(z.custom<StartHost>()),
    /** Answers once the engines do. A host whose engine failed serves the rest. */
    ready: query<EngineAddresses>()(none),
    alive: query<void>()(none),
    stop: command<void>()(none),
  },
}

/** Served by the shell. */
export const keychainContract = {
  keychain: {
    seal: query<string>()(z.strictObject({ text: z.string() })),
    open: query<string>()(z.strictObject({ text: z.string() })),
  },
}

/** The host's end of what leads to its shell. */
export interface HostPipe {
  onChannel(listener: (channel: Channel, door: Door) => void): void
  /** The shell has gone: nobody needs the host any more. */
  onGone(listener: () => void): void
}
