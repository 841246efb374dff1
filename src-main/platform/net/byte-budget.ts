// Bytes that all connections of a server may hold together, such as requests that are being read or
// answers that wait for slow clients. Who takes bytes says so first and gives them back; a server
// stops reading, or answers less, while the budget is spent. It is not strict: the last one may
// take more than is left, so that one large request always gets through.
export interface HeldBytes {
  /** More or fewer bytes than were taken. */
  resize(bytes: number): void
  /** Gives them back; only the first call counts. */
  release(): void
}

export class ByteBudget {
  private held = 0
  private wasSpent = false
  private readonly waiting = new Set<() => void>()

  constructor(private readonly max: () => number) {}

  get heldBytes(): number {
    return this.held
  }

  get leftBytes(): number {
    return Math.max(0, this.max() - this.held)
  }

  get isSpent(): boolean {
    const spent = this.leftBytes === 0
    this.wasSpent ||= spent
    return spent
  }

  take(bytes: number): HeldBytes {
    let own = 0
    let released = false
    const resize = (to: number) => {
      if (released) return
      this.held += to - own
      own = to
      this.tellWaiting()
    }
    resize(bytes)
    return {
      resize,
      release: () => {
        resize(0)
        released = true
      },
    }
  }

  /** Calls back each time that there is room again. Returns a function that cancels this. */
  onRoom(callback: () => void): () => void {
    this.waiting.add(callback)
    return () => this.waiting.delete(callback)
  }

  private tellWaiting(): void {
    if (!this.wasSpent || this.leftBytes === 0) return
    this.wasSpent = false
    for (const callback of [...this.waiting]) callback()
  }
}
