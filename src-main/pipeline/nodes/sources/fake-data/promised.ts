// What a stream has promised to the sources that refer to its records: up to a moment its schedule stays
// as it is, and that is on disk. Nothing is made behind it, neither here nor by those sources. So after a
// crash the records of the last second, which no checkpoint knows, come with the times that they had, and
// whoever makes its own records again names the same ones.
import type { Json } from '../../../model/operator'
import type { SourceOptions, StreamPromise } from '../../../model/source'

/** By the computer's clock. After a crash so much may be overdue at once. */
const AHEAD_MS = 1000

interface Options {
  readonly keep: StreamPromise['keep']
  readonly schedule: () => Json
  readonly now: () => number
  readonly speed: () => number
}

/** Undefined where a source stands for itself, and nothing is kept. */
export function promisedBy(
  { promise, now, speed = () => 1 }: SourceOptions,
  schedule: () => Json,
): Promised | undefined {
  return promise && new Promised({ keep: state => promise.keep(state), schedule, now, speed })
}

class Promised {
  private until = -Infinity
  private changes = 0
  private isWriting = false
  /** It could not be written: nothing more can be made, here or by those that refer to it. */
  failure: unknown

  constructor(private readonly options: Options) {}

  /** So far records may be made, and referred to; asked often enough, it goes on with the clock. */
  get untilMs(): number {
    const { now, speed } = this.options
    const aheadMs = AHEAD_MS * speed()
    const isNear = this.until < now() + aheadMs / 2
    if (isNear && !this.isWriting && this.failure === undefined) void this.write(now() + aheadMs)
    return this.until
  }

  /** Right before the schedule goes on otherwise: of what is to come nothing is certain any more. */
  breaksAt(nowMs: number): number {
    this.changes += 1
    this.until = Math.min(this.until, nowMs)
    return this.until
  }

  private async write(untilMs: number): Promise<void> {
    const { changes } = this
    this.isWriting = true
    try {
      await this.options.keep({ schedule: this.options.schedule(), untilMs })
      if (changes === this.changes) this.until = Math.max(this.until, untilMs)
    } catch (error) {
      this.failure = error
    } finally {
      this.isWriting = false
    }
  }
}
