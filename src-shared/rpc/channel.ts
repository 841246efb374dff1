// A channel carries messages both ways, in order, until it closes. Between processes they are text:
// every transport then has the same rules, and the size is known before anything is parsed. Between
// threads of one process they are structured clones, which saves printing and parsing JSON.

interface ChannelOf<Message> {
  /** Does nothing on a closed channel: `onClose` reports the close. */
  send(message: Message): void
  /**
   * One listener each; messages that arrive before it is set wait for it. `undefined` is a message
   * of the wrong kind.
   */
  onMessage(listener: (message: Message | undefined) => void): void
  onClose(listener: () => void): void
  close(): void
}

export type Channel = ChannelOf<string>

export interface CloneChannel extends ChannelOf<object> {
  readonly carries: 'clones'
}

/**
 * The receiving half of every transport: messages that arrive before anybody listens wait, and
 * closing happens once.
 */
export class Inbox<Message = string> {
  private readonly waiting: (Message | undefined)[] = []
  private listener: ((message: Message | undefined) => void) | undefined
  private closeListener: (() => void) | undefined
  private isClosed = false

  get closed(): boolean {
    return this.isClosed
  }

  receive(message: Message | undefined): void {
    if (this.isClosed) return
    if (this.listener) this.listener(message)
    else this.waiting.push(message)
  }

  listen(listener: (message: Message | undefined) => void): void {
    this.listener = listener
    for (const message of this.waiting.splice(0)) listener(message)
  }

  listenClose(listener: () => void): void {
    this.closeListener = listener
    if (this.isClosed) queueMicrotask(listener)
  }

  /** True the first time. */
  close(): boolean {
    if (this.isClosed) return false
    this.isClosed = true
    this.closeListener?.()
    return true
  }
}

/** Transports hand over whatever came; only text is a message. */
export const textOf = (message: unknown): string | undefined =>
  typeof message === 'string' ? message : undefined
