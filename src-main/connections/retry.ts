// Trying again: exponential back-off with full jitter, so that many clients of one broker do not
// come back in step. Only errors marked `retry` are tried again; every failure goes to the caller,
// who shows it.
import { setTimeout as sleep } from 'node:timers/promises'
import { LabError } from '@shared/errors'

export interface RetryOptions {
  readonly signal?: AbortSignal
  readonly onFailure?: (error: LabError, attempt: number, nextInMs: number) => void
  readonly firstDelayMs?: number
  readonly delayMsMax?: number
  readonly attemptsMax?: number
  readonly random?: () => number
}

export async function withRetry<T>(work: () => Promise<T>, options: RetryOptions = {}): Promise<T> {
  const {
    signal,
    firstDelayMs = 100,
    delayMsMax = 5000,
    attemptsMax = Infinity,
    random = Math.random,
  } = options
  for (let attempt = 1; ; attempt++) {
    if (signal?.aborted) throw new LabError('cancelled', { kind: 'cancelled' })
    try {
      return await work()
    } catch (cause) {
      const error = LabError.from(cause)
      if (!error.retry || attempt >= attemptsMax) throw error
      const ceiling = Math.min(delayMsMax, firstDelayMs * 2 ** Math.min(attempt - 1, 16))
      const delayMs = ceiling / 2 + random() * (ceiling / 2)
      options.onFailure?.(error, attempt, delayMs)
      await sleep(delayMs, undefined, { signal }).catch(() => {
        throw new LabError('cancelled', { kind: 'cancelled' })
      })
    }
  }
}
