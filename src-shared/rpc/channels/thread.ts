// A worker thread, its `parentPort`, or a Node MessagePort as a channel of structured clones: both
// ends are our own build, so sizes need no guard.
import { Inbox, type CloneChannel } from '../channel'

/** The common ground of `Worker` (which ends by `exit`) and `MessagePort` (by `close`). */
export interface ThreadPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'close' | 'exit', listener: () => void): unknown
  close?(): void
}

export function threadChannel(port: ThreadPort): CloneChannel {
  const inbox = new Inbox<object>()
  port.on('message', message =>
    inbox.receive(typeof message === 'object' && message !== null ? message : undefined),
  )
  const ended = () => void inbox.close()
  port.on('close', ended)
  port.on('exit', ended)
  return {
    carries: 'clones',
    send: message => {
      if (!inbox.closed) port.postMessage(message)
    },
    onMessage: listener => inbox.listen(listener),
    onClose: listener => inbox.listenClose(listener),
    close: () => {
      if (inbox.close()) port.close?.()
    },
  }
}
