// Counts crashes. Three within a minute are not an accident: the thing that keeps falling is left
// alone until a person decides.

export const CRASHES_MAX = 3
export const CRASH_WINDOW_MS = 60_000

export class CrashCount {
  private times: number[] = []

  /** How many within the window, this one included. */
  add(now: number): number {
    this.times = [...this.times.filter(time => now - time < CRASH_WINDOW_MS), now]
    return this.times.length
  }

  get count(): number {
    return this.times.length
  }

  forget(): void {
    this.times = []
  }
}
