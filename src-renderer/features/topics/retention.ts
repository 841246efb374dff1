// A topic's retention as a length of time, from its settings.
export type Retention =
  | { readonly kind: 'forever' }
  | { readonly kind: 'days' | 'hours'; readonly n: number }
  | { readonly kind: 'ms'; readonly ms: number }

const HOUR_MS = 3_600_000

export function retentionOf(
  configs: readonly { readonly name: string; readonly value: string }[],
): Retention | undefined {
  const value = configs.find(config => config.name === 'retention.ms')?.value
  if (value === undefined) return undefined
  const ms = Number(value)
  if (!Number.isFinite(ms)) return undefined
  if (ms < 0) return { kind: 'forever' }
  if (ms > 0 && ms % (24 * HOUR_MS) === 0) return { kind: 'days', n: ms / (24 * HOUR_MS) }
  if (ms > 0 && ms % HOUR_MS === 0) return { kind: 'hours', n: ms / HOUR_MS }
  return { kind: 'ms', ms }
}
