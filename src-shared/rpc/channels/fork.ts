// Many channels over the one message pipe between a Node process and its forked child: each window
// has a channel of its own, and the shell only passes messages on.
import { Inbox, textOf, type Channel } from '../channel'

const MARK = 'rpc'
/** Bodies that are not text: a new channel, the end of one. */
const OPEN = 1
const CLOSED = 0

/** The common ground of `process` in the child and `ChildProcess` in the parent. */
export interface ProcessPort {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onDisconnect(listener: () => void): void
}

export interface ForkChannels {
  /** A new channel to the other side, under a name that says what it is for. */
  open(name?: string): Channel
  /** Channels which the other side opens. */
  onOpen(listener: (channel: Channel, name: string) => void): void
  /** How many are open now. */
  readonly size: number
}

/** `side` keeps the numbers of the two ends apart. */
export function forkChannels(port: ProcessPort, side: 'parent' | 'child'): ForkChannels {
  const inboxes = new Map<number, Inbox>()
  let next = side === 'parent' ? 1 : 2
  let isGone = false
  let opened: (channel: Channel, name: string) => void = channel => channel.close()

  const add = (id: number): Channel => {
    const inbox = new Inbox()
    inboxes.set(id, inbox)
    return {
      send: text => {
        if (!inbox.closed) port.send([MARK, id, text])
      },
      onMessage: listener => inbox.listen(listener),
      onClose: listener => inbox.listenClose(listener),
      close: () => {
        if (!inboxes.delete(id)) return
        port.send([MARK, id, CLOSED])
        inbox.close()
      },
    }
  }

  port.onMessage(message => {
    if (!Array.isArray(message) || message[0] !== MARK || typeof message[1] !== 'number') return
    const [, id, body, name] = message
    if (body === CLOSED) {
      inboxes.get(id)?.close()
      inboxes.delete(id)
      return
    }
    if (body === OPEN) opened(add(id), String(name))
    else inboxes.get(id)?.receive(textOf(body))
  })
  port.onDisconnect(() => {
    isGone = true
    for (const inbox of inboxes.values()) inbox.close()
    inboxes.clear()
  })

  return {
    open: (name = '') => {
      const id = next
      next += 2
      port.send([MARK, id, OPEN, name])
      const channel = add(id)
      // The pipe breaks a moment before the process is known to have ended: nobody would ever close
      // such a channel.
      if (isGone) channel.close()
      return channel
    },
    onOpen: listener => {
      opened = listener
    },
    get size() {
      return inboxes.size
    },
  }
}
