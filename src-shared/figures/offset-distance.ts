// How far a group's offset moves, in records: back means that records are read again, forward means
// that they are never read.
import type { OffsetMove } from '../contract'

export function distanceOf({ from, to }: OffsetMove): { again: number; skipped: number } {
  const by = from === null ? 0 : Number(to) - Number(from)
  return { again: Math.max(0, -by), skipped: Math.max(0, by) }
}
