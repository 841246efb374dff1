// Spark on this machine: what is there for it, and setting it up.
import type { Contract } from '@shared/contract'
import { answerFeed } from '@shared/feed'
import type { HandlersOf } from '@shared/rpc'
import { SparkSetUp } from '@main/spark'

export interface SparkService {
  readonly handlers: HandlersOf<Contract>['spark']
  close(): void
}

export function sparkService(): SparkService {
  const setUp = new SparkSetUp()
  return {
    handlers: {
      status: ({ version, connects }) => setUp.status(version, connects),
      setUp: ({ version }, { signal }) => {
        signal.addEventListener('abort', () => setUp.cancel(), { once: true })
        return setUp.setUp(version)
      },
      cancelSetUp: () => setUp.cancel(),
      remove: ({ version }) => setUp.remove(version),
      steps: ({ cursor }, { signal }) => answerFeed(setUp.steps, cursor, { signal }),
    },
    close: () => setUp.cancel(),
  }
}
