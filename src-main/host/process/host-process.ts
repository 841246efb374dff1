// The host in a process of its own: what it and the shell that started it say besides the
// contract's channels. The shell tells how to start; the host tells when it is ready or why it
// cannot be; either may end it.
import type { ErrorData } from '@shared/errors'
import { LabError } from '@shared/errors'
import type { EngineId } from '@shared/contract'
import type { Channel } from '@shared/rpc'
import { createLog } from '@main/platform'
import type { HostOptions } from '../host-options'
import { createLabHost, type LabHost } from '../lab-host'
import type { Sealer } from '../connections/secrets'

/** The options that can travel. */
export type StartHost = Omit<HostOptions, 'log' | 'sealer' | 'startEngines'>

export type ToHost =
  | { readonly t: 'start'; readonly options: StartHost }
  | { readonly t: 'stop' }
  | { readonly t: 'sealed'; readonly id: number; readonly text?: string }

export type FromHost =
  | { readonly t: 'started' }
  | { readonly t: 'ready'; readonly engines: Partial<Record<EngineId, string>> }
  /** fatal: the host is not there; otherwise it serves without the engine that failed. */
  | { readonly t: 'failed'; readonly error: ErrorData; readonly fatal: boolean }
  | {
      readonly t: 'seal'
      readonly id: number
      readonly what: 'seal' | 'open'
      readonly text: string
    }

export interface HostPipe {
  send(message: FromHost): void
  onMessage(listener: (message: ToHost) => void): void
  /** The shell has gone: nobody needs the host any more. */
  onGone(listener: () => void): void
  onChannel(listener: (channel: Channel) => void): void
}

/** The whole of the host's entry. */
export function runHostProcess(pipe: HostPipe, exit: (code: number) => void): void {
  let host: LabHost | undefined
  let ending: Promise<void> | undefined
  const early: Channel[] = []
  const seals = new Map<number, (text: string | undefined) => void>()
  const log = createLog()

  const end = (code: number) => {
    ending ??= (host?.stop() ?? Promise.resolve())
      .catch((error: unknown) => log.error({ err: error }, 'host-stop-failed'))
      .finally(() => exit(code))
  }
  const start = async (options: StartHost) => {
    try {
      host = await createLabHost({
        ...options,
        log,
        sealer: options.shell === 'electron' ? remoteSealer(pipe, seals) : undefined,
      })
      pipe.send({ t: 'started' })
      for (const channel of early.splice(0)) host.accept(channel)
      pipe.send({ t: 'ready', engines: await host.ready })
    } catch (error) {
      pipe.send({ t: 'failed', error: LabError.from(error).toData(), fatal: host === undefined })
      if (!host) end(1)
    }
  }
  pipe.onMessage(message => {
    if (message.t === 'start') void start(message.options)
    else if (message.t === 'stop') end(0)
    else if (message.t === 'sealed') {
      seals.get(message.id)?.(message.text)
      seals.delete(message.id)
    }
  })
  pipe.onGone(() => end(0))
  pipe.onChannel(channel => (host ? host.accept(channel) : early.push(channel)))
  process.on('SIGTERM', () => end(0))
  // Ctrl-C goes to the whole group: the shell hears it too and stops us in order.
  process.on('SIGINT', () => {})
}

/** The keychain is in the shell's process; the host asks it. */
function remoteSealer(
  pipe: HostPipe,
  waiting: Map<number, (text: string | undefined) => void>,
): Sealer {
  let next = 1
  const ask = (what: 'seal' | 'open', text: string) =>
    new Promise<string>((resolve, reject) => {
      const id = next++
      waiting.set(id, answer =>
        answer === undefined
          ? reject(new LabError('keychain-missing', { kind: 'storage' }))
          : resolve(answer),
      )
      pipe.send({ t: 'seal', id, what, text })
    })
  return { id: 'keychain', seal: text => ask('seal', text), open: sealed => ask('open', sealed) }
}
