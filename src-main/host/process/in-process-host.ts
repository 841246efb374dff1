// A host in the very process that asks for it, behind the same door as one in a process of its own:
// for the command line within an installed app, where no second Node can be started (Electron's
// fuses forbid it). When the host falls, so does the verb.
import { memoryChannels, type Channel } from '@shared/rpc'
import { runHostProcess, type FromHost, type ToHost } from './host-process'
import type { HostLife } from '.'

export function inProcessHost(): HostLife {
  const toHost: ((message: ToHost) => void)[] = []
  const fromHost: ((message: FromHost) => void)[] = []
  const atEnd: ((reason: string) => void)[] = []
  const opened: ((channel: Channel) => void)[] = []
  const tell = <Message>(listeners: readonly ((message: Message) => void)[], message: Message) =>
    queueMicrotask(() => {
      for (const listener of listeners) listener(message)
    })
  runHostProcess(
    {
      send: message => tell(fromHost, message),
      onMessage: listener => void toHost.push(listener),
      onGone: () => {},
      onChannel: listener => void opened.push(listener),
    },
    code => tell(atEnd, `exit ${code}`),
  )
  return {
    pid: process.pid,
    send: message => tell(toHost, message),
    open: () => {
      const [near, far] = memoryChannels()
      for (const listener of opened) listener(far)
      return near
    },
    onMessage: listener => void fromHost.push(listener),
    onExit: listener => void atEnd.push(listener),
    kill: () => tell(atEnd, 'killed'),
  }
}
