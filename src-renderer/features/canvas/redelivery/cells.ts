// What a cell of a row that was written again shows: its value, and the one before where it changed.
import type { RedeliveredRow } from '@shared/contract'

export function againCell({ what, before, after }: RedeliveredRow, column: number): string {
  const was = before?.[column] ?? 'NULL'
  if (what === 'removed') return was
  const is = after?.[column] ?? 'NULL'
  return what === 'changed' && was !== is ? `${was} → ${is}` : is
}
