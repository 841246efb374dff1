// Counts what passes, and its rate as the mean of the last five seconds.
const STEP_MS = 500
const STEPS = 10

export class Meter {
  total = 0
  /** The count of an earlier life of the run. */
  before = 0
  private readonly steps = new Array<number>(STEPS).fill(0)
  private step = 0
  private startedAt: number | undefined

  constructor(private readonly now: () => number = () => performance.now()) {}

  restore(total: number): void {
    this.total = total
    this.before = total
  }

  add(count: number): void {
    this.total += count
    this.roll()
    const at = this.step % STEPS
    this.steps[at] = (this.steps[at] ?? 0) + count
  }

  /** Per second. */
  get rate(): number {
    this.roll()
    if (this.startedAt === undefined) return 0
    const seconds = Math.min(STEPS * STEP_MS, Math.max(STEP_MS, this.now() - this.startedAt)) / 1000
    return this.steps.reduce((sum, n) => sum + n, 0) / seconds
  }

  private roll(): void {
    const now = this.now()
    const step = Math.floor(now / STEP_MS)
    if (this.startedAt === undefined) {
      this.startedAt = now
      this.step = step
    }
    if (step - this.step >= STEPS) this.steps.fill(0)
    else for (let s = this.step + 1; s <= step; s++) this.steps[s % STEPS] = 0
    this.step = Math.max(this.step, step)
  }
}
