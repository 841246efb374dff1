// So many in any minute, by the computer's clock: what leaves the computer meets people, whatever the
// lab's clock says.
const MINUTE_MS = 60_000

export class PerMinute {
  private times: number[] = []

  constructor(private readonly most: number) {}

  /** 0: one may go now. */
  waitMs(nowMs: number): number {
    // A clock that was set back holds nothing back for longer than a minute.
    this.times = this.times.filter(time => time <= nowMs && time > nowMs - MINUTE_MS)
    const [first = nowMs] = this.times
    return this.times.length < this.most ? 0 : first + MINUTE_MS - nowMs
  }

  note(nowMs: number): void {
    this.times.push(nowMs)
  }
}
