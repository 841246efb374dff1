// Waiting for "something happened" without losing the one that happened just before the wait.
export class Signal {
  private rung = false
  private wake: (() => void) | undefined

  ring(): void {
    this.rung = true
    this.wake?.()
  }

  /**
   * Resolves at the next ring (or at once, if it rang since the last wait), or after the time is
   * over.
   */
  async wait(ms: number): Promise<void> {
    if (!this.rung) {
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, ms)
        this.wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      this.wake = undefined
    }
    this.rung = false
  }
}
