// Steps of a job that stands still: each is one batch of so much, in the order in which they were
// asked for. A job that ends answers those that wait.
import type { StepSize } from '@shared/contract'
import type { MicroBatches, Reach } from './micro-batches'

/** What a poll of a Kafka consumer gives at most (`max.poll.records`). */
const POLL_RECORDS = 500

const REACH: Readonly<Record<StepSize, Reach>> = {
  record: { records: 1, chunks: Infinity },
  poll: { records: POLL_RECORDS, chunks: 1 },
  batch: { records: Infinity, chunks: Infinity },
  event: { records: Infinity, chunks: Infinity },
}

interface Asked {
  readonly by: StepSize
  readonly done: (didSomething: boolean) => void
}

export class Stepper {
  private readonly waiting: Asked[] = []
  private hasEnded = false

  get isAsked(): boolean {
    return this.waiting.length > 0
  }

  /** Resolves with whether there was anything to do. */
  ask(by: StepSize): Promise<boolean> {
    if (this.hasEnded) return Promise.resolve(false)
    return new Promise(done => this.waiting.push({ by, done }))
  }

  async run(batches: MicroBatches): Promise<void> {
    // One that fails leaves the others to `end`.
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
      const { by, done } = next
      let didSomething = false
      try {
        // A batch brings out what triggers keep.
        didSomething = await batches.next(by === 'batch', REACH[by])
      } finally {
        done(didSomething)
      }
    }
  }

  /** Those that have not begun are not taken: nobody waits for them any more. */
  withdraw(): void {
    for (const { done } of this.waiting.splice(0)) done(false)
  }

  end(): void {
    this.hasEnded = true
    this.withdraw()
  }
}
