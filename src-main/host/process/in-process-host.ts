// A host in the very process that asks for it, behind the same door as one in a process of its own:
// for the command line within an installed app, where no second Node can be started (Electron's
// fuses forbid it). When the host falls, so does the verb.
import { memoryChannels, type Channel } from '@shared/rpc'
import type { OpenAudience } from '../host-options'
import type { Door } from './host-contract'
import { runHostProcess } from './host-process'
import type { HostLife } from './supervised-host'

export function inProcessHost(openAudience?: OpenAudience): HostLife {
  const atEnd: ((reason: string) => void)[] = []
  let opened: (channel: Channel, door: Door) => void = () => {}
  const end = (reason: string) => {
    for (const listener of atEnd) listener(reason)
  }
  runHostProcess(
    { onGone: () => {}, onChannel: listener => (opened = listener) },
    code => end(`exit ${code}`),
    openAudience,
  )
  return {
    pid: process.pid,
    open: door => {
      const [near, far] = memoryChannels()
      opened(far, door)
      return near
    },
    onExit: listener => void atEnd.push(listener),
    kill: () => queueMicrotask(() => end('killed')),
  }
}
