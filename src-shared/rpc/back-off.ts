// Waits longer after each failure, with jitter, so that many clients that lost the same thing do
// not come back at the same moment.

export interface BackOff {
  readonly firstMs: number
  readonly maxMs: number
}

const DEFAULT: BackOff = { firstMs: 100, maxMs: 3000 }

/** 0 failures: the channel had been good, so almost at once. */
export function backOff(failures: number, { firstMs, maxMs }: BackOff = DEFAULT): number {
  const full = Math.min(maxMs, firstMs * 2 ** Math.min(failures, 20))
  return full * (0.5 + Math.random() / 2)
}
