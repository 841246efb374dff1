// Group commit: entries that come while a write to the log is under way go out together in its next
// frame. After a failed write the log is tried again until it takes writes, so that trouble ends
// without a client's help.
import type { FramedLog } from '@main/platform'

/** After a failure the disk is tried again this often. */
export const RETRY_MS = 1000
export const waitMs = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms).unref())
export const nextTurn = () => new Promise<void>(resolve => setImmediate(resolve))

export class GroupCommit {
  private batch: Buffer[] = []
  private batchDone: Deferred | undefined
  private committing = false
  private probing = false
  private closed = false

  /** `log`: the log as it is when a frame is written; it changes with each flush. */
  constructor(private readonly log: () => FramedLog) {}

  /** More bytes for the frame that `commit` begins. */
  add(...bytes: readonly Buffer[]): void {
    this.batch.push(...bytes)
  }

  /** Resolves when what was added is as durable as the log promises. */
  commit(): Promise<void> {
    const done = (this.batchDone ??= deferred())
    if (!this.committing) void this.commitAll()
    return done.promise
  }

  private async commitAll(): Promise<void> {
    this.committing = true
    while (this.batchDone) {
      await nextTurn()
      const { batchDone: done, batch } = this
      this.batch = []
      this.batchDone = undefined
      try {
        await this.log().append(Buffer.concat(batch))
        done?.resolve()
      } catch (error) {
        done?.reject(error)
        void this.probe()
      }
    }
    this.committing = false
  }

  private async probe(): Promise<void> {
    if (this.probing) return
    this.probing = true
    while (this.log().trouble && !this.closed) {
      await waitMs(RETRY_MS)
      await this.log()
        .append(Buffer.alloc(0))
        .catch(() => undefined)
    }
    this.probing = false
  }

  /** Resolves when nothing waits any more. */
  async close(): Promise<void> {
    this.closed = true
    while (this.batchDone || this.committing) await nextTurn()
  }
}

interface Deferred {
  readonly promise: Promise<void>
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

function deferred(): Deferred {
  let resolve = () => {}
  let reject: (error: unknown) => void = () => {}
  const promise = new Promise<void>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
