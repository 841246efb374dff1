// A host in a forked Node process.
import { fork } from 'node:child_process'
import { forkChannels } from '@shared/rpc'
import { builtEntry, processPort } from '@main/platform'
import type { HostLife } from './supervised-host'

export function forkHost(execPath = process.execPath): HostLife {
  const child = fork(builtEntry('host'), [], {
    execPath,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [],
  })
  const channels = forkChannels(processPort(child), 'parent')
  return {
    pid: child.pid,
    open: door => channels.open(door),
    onExit: listener => {
      child.once('exit', (code, signal) => listener(signal ?? `exit ${code}`))
      child.once('error', error => listener(error.message))
    },
    kill: () => child.kill('SIGKILL'),
  }
}
