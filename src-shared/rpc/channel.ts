// A channel carries text both ways, in order, until it closes. Text and not objects, so that every
// transport has the same rules: what JSON cannot say does not pass, and a message's size is known
// before it is read.

export interface Channel {
  /** Nothing happens on a closed channel: the close is told by `onClose`. */
  send(text: string): void
  /**
   * One listener each; what arrives before it is set waits for it. `undefined` stands for a message
   * that was no text.
   */
  onMessage(listener: (text: string | undefined) => void): void
  onClose(listener: () => void): void
  close(): void
}

/**
 * What every transport shares: messages that come before somebody listens wait, and closing happens
 * once.
 */
export class Inbox {
  private readonly waiting: (string | undefined)[] = []
  private listener: ((text: string | undefined) => void) | undefined
  private closeListener: (() => void) | undefined
  private isClosed = false

  get closed(): boolean {
    return this.isClosed
  }

  receive(message: unknown): void {
    if (this.isClosed) return
    const text = typeof message === 'string' ? message : undefined
    if (this.listener) this.listener(text)
    else this.waiting.push(text)
  }

  listen(listener: (text: string | undefined) => void): void {
    this.listener = listener
    for (const text of this.waiting.splice(0)) listener(text)
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
