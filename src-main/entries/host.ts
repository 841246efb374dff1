// The lab's host in a process of its own: forked Node behind the browser shell (and an Electron
// without utility processes), or Electron's utility process, where each window's port comes as a
// message of its own.
import { runHostProcess, type HostPipe, type ToHost } from '@main/host'
import { processPort } from '@main/platform'
import { forkChannels, portChannel, type EmitterPort } from '@shared/rpc'

/** What Electron adds to a utility process. */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: ToHost; ports: EmitterPort[] }) => void): void
}
const { parentPort } = process as NodeJS.Process & { parentPort?: ParentPort }

runHostProcess(parentPort ? utilityPipe(parentPort) : forkPipe(), code => process.exit(code))

function forkPipe(): HostPipe {
  const port = processPort(process)
  const channels = forkChannels(port, 'child')
  return {
    send: message => port.send(message),
    // Channel messages are arrays; what is left is the shell's.
    onMessage: listener =>
      port.onMessage(message => !Array.isArray(message) && listener(message as ToHost)),
    onGone: listener => port.onDisconnect(listener),
    onChannel: listener => channels.onOpen(listener),
  }
}

function utilityPipe(port: ParentPort): HostPipe {
  return {
    send: message => port.postMessage(message),
    onMessage: listener =>
      port.on('message', ({ data, ports }) => ports.length === 0 && listener(data)),
    onGone: () => {},
    onChannel: listener =>
      port.on('message', ({ ports }) => {
        for (const one of ports) listener(portChannel(one))
      }),
  }
}
