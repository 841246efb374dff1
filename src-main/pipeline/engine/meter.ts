// Counts what passes, and its rate: the mean over the last five seconds. Records come in bursts, so
// the time runs from one burst to another and not between two moments in between: a source of one
// record a second reads 1/s from its first second on, not 2, then 0.8. A source that is slower than
// the window is measured over its last two bursts.
const WINDOW_MS = 5000
/** What comes within this time is one burst: it bounds the memory. */
const BURST_MS = 100
const BURSTS_MAX = WINDOW_MS / BURST_MS + 2
/** A source that is this much overdue has become slower or has stopped. */
const OVERDUE = 1.5
/** Anything slower counts as no rate. */
const SILENCE_MS = 600_000
const FIRST_MS = 1000

interface Burst {
  readonly at: number
  count: number
}

export class Meter {
  total = 0
  /** The count of an earlier life of the run. */
  before = 0
  private bursts: Burst[] = []

  constructor(private readonly now: () => number = () => performance.now()) {}

  restore(total: number): void {
    this.total = total
    this.before = total
  }

  add(count: number): void {
    if (count === 0) return
    this.total += count
    const at = this.now()
    const last = this.bursts.at(-1)
    if (last && at - last.at < BURST_MS) last.count += count
    else this.bursts.push({ at, count })
    if (this.bursts.length > 2 * BURSTS_MAX) this.forget(at)
  }

  /** Per second. */
  get rate(): number {
    const now = this.now()
    this.forget(now)
    const [first] = this.bursts
    const last = this.bursts.at(-1)
    if (!first || !last) return 0
    const silentMs = now - last.at
    if (first === last)
      return silentMs > WINDOW_MS ? 0 : perSecond(first.count, Math.max(FIRST_MS, silentMs))
    const passed = this.bursts.reduce((sum, { count }) => sum + count, -first.count)
    const spanMs = last.at - first.at
    const usualMs = spanMs / (this.bursts.length - 1)
    // The window moves on behind a source that stands still.
    if (silentMs > usualMs * OVERDUE + BURST_MS)
      return perSecond(passed, spanMs + silentMs - usualMs)
    return perSecond(passed, spanMs)
  }

  /** Keeps the window and the last two bursts; of a silent source the last one, to measure from. */
  private forget(now: number): void {
    const last = this.bursts.at(-1)
    if (last && now - last.at > Math.max(WINDOW_MS, this.gapMs() * 2)) {
      this.bursts = [last]
      return
    }
    const from = this.bursts.findIndex(({ at }) => now - at <= WINDOW_MS)
    const start = from < 0 ? this.bursts.length - 2 : Math.min(from, this.bursts.length - 2)
    if (start > 0) this.bursts.splice(0, start)
  }

  /** Between the last two bursts. */
  private gapMs(): number {
    const [a, b] = this.bursts.slice(-2)
    return a && b ? Math.min(b.at - a.at, SILENCE_MS) : 0
  }
}

const perSecond = (count: number, ms: number) => (count * 1000) / ms
