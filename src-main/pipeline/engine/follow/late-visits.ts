// A way that is gone once more cannot tell that the record came too late: the watermark has moved on. What
// the picture of event time remembers of late rows tells it, for the batch that read the record.
import type { LateRecord } from '@shared/contract'
import type { LabEdge } from '@shared/lab'
import type { RawRecord } from '../../model/batch'
import type { Visit } from './trace'

export interface LateParts {
  readonly record: RawRecord
  /** By the lab's clock, when the batch that read it was over. */
  readonly readBy: number | undefined
  readonly edges: readonly LabEdge[]
  readonly lateAt: (node: string) => readonly LateRecord[]
  readonly timesOf: (visit: Visit) => readonly (number | null)[]
}

/** The visits, without those behind a node for which the record came too late. */
export function withLateness(visits: readonly Visit[], parts: LateParts): readonly Visit[] {
  const { record, readBy, edges } = parts
  if (readBy === undefined) return visits
  const cut = new Set<string>()
  return visits.filter(visit => {
    const isBehind = edges.some(({ from, to }) => to === visit.node && cut.has(from))
    if (isBehind) {
      cut.add(visit.node)
      return false
    }
    const times = parts.timesOf(visit)
    const found = parts
      .lateAt(visit.node)
      .find(
        ({ at, seenAt, partition = record.partition }) =>
          partition === record.partition &&
          times.includes(at) &&
          seenAt >= record.timeMs &&
          seenAt <= readBy,
      )
    if (!found) return true
    visit.lateness = found.isTooLate ? 'tooLate' : 'late'
    if (found.isTooLate) {
      visit.gave.clear()
      visit.after = []
      delete visit.waits
      cut.add(visit.node)
    }
    return true
  })
}
