// Two ends in one process: the command line and the tests reach the host this way.
import { Inbox, type Channel } from '../channel'

export function memoryChannels(): [Channel, Channel] {
  const inboxes = [new Inbox(), new Inbox()] as const
  const end = (own: Inbox, other: Inbox): Channel => ({
    // A turn later, as on every other transport: no caller may rely on an answer before its call
    // has returned.
    send: text => {
      if (!own.closed) queueMicrotask(() => other.receive(text))
    },
    onMessage: listener => own.listen(listener),
    onClose: listener => own.listenClose(listener),
    close: () => {
      own.close()
      queueMicrotask(() => other.close())
    },
  })
  return [end(inboxes[0], inboxes[1]), end(inboxes[1], inboxes[0])]
}
