// The events of a stream that are sent, numbered without the dropped ones: record `n` is the same
// event however often a run begins anew. The trouble among the first records is counted in passing.
import type { FaultCounts, FaultPlan } from './faults'

interface Place {
  /** Records before it. */
  readonly sent: number
  /** Events before it, the dropped ones too. */
  readonly made: number
}

const START: Place = { sent: 0, made: 0 }
/** A place is kept every so many events, so that going back is cheap. */
const KEPT_EVERY = 4096

export class SentEvents {
  private readonly kept: Place[] = [START]
  private bySent = START
  private byMade = START
  private counts: FaultCounts = {}
  private counted = 0

  constructor(private readonly faults: FaultPlan | undefined) {}

  private get hasDrops(): boolean {
    return this.faults !== undefined && this.faults.dropShare > 0
  }

  /** The number of the event that is record `sent`. */
  eventOf(sent: number): number {
    if (!this.hasDrops || !Number.isFinite(sent)) return sent
    let place = this.bySent.sent <= sent ? this.bySent : this.keptBefore(at => at.sent <= sent)
    while (place.sent < sent || this.faults?.isDropped(place.made)) place = this.after(place)
    return (this.bySent = place).made
  }

  /** How many of the first `made` events are sent. */
  sentOf(made: number): number {
    if (!this.hasDrops || !Number.isFinite(made)) return made
    let place = this.byMade.made <= made ? this.byMade : this.keptBefore(at => at.made <= made)
    while (place.made < made) place = this.after(place)
    return (this.byMade = place).sent
  }

  private after({ sent, made }: Place): Place {
    const next = { sent: this.faults?.isDropped(made) ? sent : sent + 1, made: made + 1 }
    if (next.made === this.kept.length * KEPT_EVERY) this.kept.push(next)
    return next
  }

  private keptBefore(isBefore: (place: Place) => boolean): Place {
    return this.kept.findLast(isBefore) ?? START
  }

  /**
   * What went wrong on purpose among the first `sent` records; those not sent before them count, and those
   * behind the last one as far as there are so many events.
   */
  faultsOf(sent: number, eventsMax = Infinity): FaultCounts {
    const { faults } = this
    if (!faults) return {}
    const end = Math.min(this.eventOf(sent), eventsMax)
    if (end < this.counted) {
      this.counts = {}
      this.counted = 0
    }
    const counts = { ...this.counts }
    for (let seq = this.counted; seq < end; seq++)
      for (const name of faults.namesAt(seq)) counts[name] = (counts[name] ?? 0) + 1
    this.counts = counts
    this.counted = end
    return counts
  }
}
