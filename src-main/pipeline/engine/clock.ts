// The lab's clock: the computer's, plus how far a class has moved it (to see midnight). It never goes back, not even when the
// computer's does, and the move outlives a restart because it stands in the run's folder.
import { join } from 'node:path'
import { readTextIfExists, writeFileAtomic } from '@main/platform'
import { LabError } from '@shared/errors'

export class LabClock {
  private last = 0

  private constructor(
    private readonly file: string,
    private aheadMs: number,
    private readonly wall: () => number,
  ) {}

  static async open(dir: string, wall: () => number = Date.now): Promise<LabClock> {
    const file = join(dir, 'clock.json')
    const ahead = Number((await readTextIfExists(file)) ?? 0)
    return new LabClock(file, Number.isFinite(ahead) ? ahead : 0, wall)
  }

  now(): number {
    this.last = Math.max(this.last, this.wall() + this.aheadMs)
    return this.last
  }

  async moveTo(ms: number): Promise<void> {
    const now = this.now()
    if (ms < now)
      throw new LabError('run-clock-back', {
        kind: 'usage',
        params: { to: new Date(ms).toISOString(), now: new Date(now).toISOString() },
      })
    this.aheadMs += ms - now
    await writeFileAtomic(this.file, String(this.aheadMs))
  }
}
