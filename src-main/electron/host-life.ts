// Starts the host's process behind Electron: a utility process or, in old Electrons of the smoke
// test that have none, a forked Node from SLUICE_NODE or the path. Each window's port goes to the
// utility process as it is; over a fork it is relayed.
import { MessageChannelMain, utilityProcess, type MessagePortMain } from 'electron'
import { portChannel, type Channel } from '@shared/rpc'
import { forkHost, type Door, type HostLife } from '@main/host/process'
import { builtEntry } from '@main/platform'

export interface ElectronLife extends HostLife {
  /** Connects a window's port with the host. */
  connect(port: MessagePortMain): void
}

export function launchHost(): ElectronLife {
  return utilityProcess === undefined ? forkedHost() : utilityLife()
}

function utilityLife(): ElectronLife {
  const child = utilityProcess.fork(builtEntry('host'), [], {
    serviceName: 'Sluice host',
    stdio: 'inherit',
  })
  const connect = (port: MessagePortMain, door: Door = 'lab') => child.postMessage(door, [port])
  return {
    get pid() {
      return child.pid
    },
    open: (door): Channel => {
      const { port1, port2 } = new MessageChannelMain()
      connect(port2, door)
      return portChannel(port1)
    },
    connect,
    onExit: listener => void child.once('exit', code => listener(`exit ${code}`)),
    kill: () => void child.kill(),
  }
}

function forkedHost(): ElectronLife {
  const life = forkHost(process.env.SLUICE_NODE ?? 'node')
  const connect = (port: MessagePortMain) => {
    const window = portChannel(port)
    const host = life.open('lab')
    window.onMessage(text => host.send(text ?? ''))
    host.onMessage(text => text !== undefined && window.send(text))
    window.onClose(() => host.close())
    host.onClose(() => window.close())
  }
  return { ...life, connect }
}
