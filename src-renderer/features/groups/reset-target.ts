// Where a group is moved to, as a person chose and typed it.
import type { OffsetTarget } from '@shared/contract'

export type ResetKind = 'earliest' | 'latest' | 'offset' | 'time' | 'by'

/** Undefined while the text is not yet an offset, a time, or a number of records. */
export function targetOf(
  kind: ResetKind,
  { offset, time, by }: { offset: string; time: string; by: string },
): OffsetTarget | undefined {
  if (kind === 'earliest' || kind === 'latest') return kind
  if (kind === 'offset')
    return /^\d{1,15}$/.test(offset.trim()) ? { offset: Number(offset) } : undefined
  if (kind === 'by')
    return /^[+-]?\d{1,15}$/.test(by.trim()) && Number(by) !== 0 ? { by: Number(by) } : undefined
  const timeMs = Date.parse(time)
  return Number.isNaN(timeMs) ? undefined : { timeMs }
}
