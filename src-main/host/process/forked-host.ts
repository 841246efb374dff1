// A host in a forked Node process.
import { fork } from 'node:child_process'
import { forkChannels } from '@shared/rpc'
import { builtEntry, processPort } from '@main/platform'
import type { FromHost } from './host-process'
import type { HostLife } from './supervised-host'

export function forkHost(execPath = process.execPath): HostLife {
  const child = fork(builtEntry('host'), [], {
    execPath,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [],
  })
  const port = processPort(child)
  const channels = forkChannels(port, 'parent')
  return {
    pid: child.pid,
    send: message => port.send(message),
    open: () => channels.open(),
    // Channel messages are arrays; what is left is the host's own.
    onMessage: listener =>
      port.onMessage(message => !Array.isArray(message) && listener(message as FromHost)),
    onExit: listener => {
      child.once('exit', (code, signal) => listener(signal ?? `exit ${code}`))
      child.once('error', error => listener(error.message))
    },
    kill: () => child.kill('SIGKILL'),
  }
}
