// The message pipe between a process and its forked child, the same shape at both ends. Sending on
// a broken pipe does nothing; `onDisconnect` reports its end.
import type { ChildProcess } from 'node:child_process'

export interface PipePort {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onDisconnect(listener: () => void): void
}

export function processPort(end: ChildProcess | NodeJS.Process): PipePort {
  return {
    send: message => {
      if (end.connected) end.send?.(message as object, undefined, undefined, () => {})
    },
    onMessage: listener => void end.on('message', listener),
    onDisconnect: listener => void end.once('disconnect', listener),
  }
}
