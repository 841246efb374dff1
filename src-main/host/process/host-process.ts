// The host in a process of its own: serves its shell's control channel, and the lab's contract once
// it has been started. Either side may end it.
import { LabError } from '@shared/errors'
import { createClientOf, createServerOf, type Channel } from '@shared/rpc'
import { createLog } from '@main/platform'
import type { Sealer } from '../connections/secrets'
import type { OpenAudience } from '../host-options'
import { createLabHost, type LabHost } from '../lab-host'
import {
  controlContract,
  keychainContract,
  type Door,
  type HostPipe,
  type StartHost,
} from './host-contract'

/** The whole of the host's entry. */
export function runHostProcess(
  pipe: HostPipe,
  exit: (code: number) => void,
  openAudience?: OpenAudience,
): void {
  const log = createLog()
  const early: Channel[] = []
  let host: LabHost | undefined
  let keychain: Channel | undefined
  let ending: Promise<void> | undefined

  const end = () => {
    ending ??= (host?.stop() ?? Promise.resolve())
      .catch((error: unknown) => log.error({ err: error }, 'host-stop-failed'))
      .finally(() => exit(0))
    return ending
  }
  const start = async (options: StartHost) => {
    const sealer = keychain && remoteSealer(keychain)
    host = await createLabHost({ ...options, log, sealer, openAudience })
    for (const channel of early.splice(0)) host.accept(channel)
  }
  const control = {
    start,
    ready: () => host?.ready ?? {},
    alive: () => {},
    stop: () => void end(),
  }
  const accept: Readonly<Record<Door, (channel: Channel) => void>> = {
    control: channel => void createServerOf(controlContract, channel, { host: control }),
    keychain: channel => (keychain = channel),
    lab: channel => (host ? host.accept(channel) : early.push(channel)),
  }
  pipe.onChannel((channel, door) => accept[door](channel))
  pipe.onGone(() => void end())
  process.on('SIGTERM', () => void end())
  // Ctrl-C goes to the whole group: the shell hears it too and stops us in order.
  process.on('SIGINT', () => {})
}

/** The keychain is in the shell's process. */
function remoteSealer(channel: Channel): Sealer {
  const { keychain } = createClientOf(keychainContract, async () => channel, {
    reasonOfEnd: () => new LabError('keychain-missing', { kind: 'storage' }),
  })
  return {
    id: 'keychain',
    seal: text => keychain.seal({ text }),
    open: text => keychain.open({ text }),
  }
}
