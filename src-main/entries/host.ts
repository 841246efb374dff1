// The lab's host in a process of its own: forked Node behind the browser shell (and an Electron
// without utility processes), or Electron's utility process, where each channel's port comes in a
// message of its own.
import { runHostProcess, type Door, type HostPipe } from '@main/host'
import { processPort } from '@main/platform'
import { forkChannels, portChannel, type EmitterPort } from '@shared/rpc'

/** What Electron adds to a utility process. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: EmitterPort[] }) => void): void
}
const { parentPort } = process as NodeJS.Process & { parentPort?: ParentPort }

runHostProcess(
  parentPort ? utilityPipe(parentPort) : forkPipe(),
  code => process.exit(code),
  // Few hosts ever open one: it is loaded when it is.
  async options => (await import('@main/web')).openAudience(options),
)

function forkPipe(): HostPipe {
  const port = processPort(process)
  const channels = forkChannels(port, 'child')
  return {
    onGone: listener => port.onDisconnect(listener),
    onChannel: listener => channels.onOpen((channel, name) => listener(channel, doorOf(name))),
  }
}

function utilityPipe(port: ParentPort): HostPipe {
  return {
    onGone: () => {},
    onChannel: listener =>
      port.on('message', ({ data, ports }) => {
        for (const one of ports) listener(portChannel(one), doorOf(data))
      }),
  }
}

function doorOf(name: unknown): Door {
  return name === 'control' || name === 'keychain' ? name : 'lab'
}
