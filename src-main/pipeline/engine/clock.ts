// The lab's clock: the computer's, plus how far a class has moved it (to see midnight), minus the
// pauses of the run, in which it stands still. It never goes back, not even when the computer's
// does, and the move outlives a restart because it is in the run's folder.
import { join } from 'node:path'
import { LabError } from '@shared/errors'
import { z } from 'zod'
import { windowsOf } from '../model/windows'
import type { ClockMove } from '../model/run-types'
import { readSealed, writeSealed } from './sealed-file'

/** How long before midnight the clock is set, so that a class sees it come. */
const BEFORE_MS = 10_000
const FILE = 'clock.json'

export class LabClock {
  private last = 0
  /** Where it stands while it is held. */
  private heldAt: number | undefined

  private constructor(
    private readonly file: string,
    private ahead: number,
    private readonly wall: () => number,
  ) {}

  /** `beginMs`: where a run that begins wants it, before or after the computer's. */
  static async open(
    dir: string,
    beginMs?: number,
    wall: () => number = Date.now,
  ): Promise<LabClock> {
    const file = join(dir, FILE)
    if (beginMs !== undefined) await writeSealed(file, String(beginMs - wall()))
    return new LabClock(file, (await LabClock.aheadIn(dir)) ?? 0, wall)
  }

  /**
   * How far the clock of a run that is in `dir` is from the computer's; undefined when nobody has
   * moved it.
   */
  static aheadIn(dir: string): Promise<number | undefined> {
    return readSealed(join(dir, FILE), z.number())
  }

  /** How far it was moved. */
  get aheadMs(): number {
    return this.ahead
  }

  now(): number {
    if (this.heldAt !== undefined) return this.heldAt
    this.last = Math.max(this.last, this.wall() + this.ahead)
    return this.last
  }

  hold(): void {
    this.heldAt = this.now()
  }

  /** From where it stood, and not from where it would be by now. */
  async letGo(): Promise<void> {
    if (this.heldAt === undefined) return
    this.ahead = this.heldAt - this.wall()
    this.heldAt = undefined
    await writeSealed(this.file, String(this.ahead))
  }

  async moveTo(ms: number): Promise<void> {
    const now = this.now()
    if (ms < now)
      throw new LabError('run-clock-back', {
        kind: 'usage',
        params: { to: new Date(ms).toISOString(), now: new Date(now).toISOString() },
      })
    if (this.heldAt === undefined) this.ahead += ms - now
    else {
      this.heldAt = ms
      this.ahead = ms - this.wall()
    }
    await writeSealed(this.file, String(this.ahead))
  }
}

/** The moment that a move means. Ten seconds before midnight, when that is over, is now. */
export function momentOf(move: ClockMove, nowMs: number, zone: string): number {
  if ('byMs' in move) return nowMs + move.byMs
  if (typeof move.to === 'number') return move.to
  const unit = move.to === 'before-midnight' ? 'day' : 'hour'
  const end = windowsOf({ calendar: unit }, zone)?.(nowMs)[0]?.end ?? nowMs
  return Math.max(nowMs, end - BEFORE_MS)
}
