// The lab's clock: the computer's, plus how far a class has moved it (to see midnight), minus the
// pauses of the run, in which it stands still, at a speed from 0.1 to 1000 times the computer's. It
// never goes back, not even when the computer's does. Where it was moved outlives a restart, because
// it is in the run's folder. Between two runs it goes as the computer's does; each start says how fast
// it goes then.
import { join } from 'node:path'
import { LabError } from '@shared/errors'
import { z } from 'zod'
import { windowsOf } from '../model/windows'
import type { ClockMove } from '../model/run-types'
import { readSealed, writeSealed } from './sealed-file'

/** How long before midnight the clock is set, so that a class sees it come. */
const BEFORE_MS = 10_000
const FILE = 'clock.json'

/** Older runs have the first alone. */
const savedSchema = z.union([
  z.number().transform(ahead => ({ ahead, speed: 1, since: 0 })),
  z.strictObject({ ahead: z.number(), speed: z.number().positive(), since: z.number() }),
])
type Saved = z.output<typeof savedSchema>

/** How far a clock is from the computer's, when that is at `wallMs`: whole ms at any speed. */
const aheadAt = ({ ahead, speed, since }: Saved, wallMs: number) =>
  Math.floor(ahead + (wallMs - since) * (speed - 1))

export class LabClock {
  private last = 0
  /** Where it stands while it is held. */
  private heldAt: number | undefined

  private constructor(
    private readonly file: string,
    private state: Saved,
    private readonly wall: () => number,
  ) {}

  /**
   * `beginMs`: where a run that begins wants it, before or after the computer's; `speed`: how fast
   * this start wants it.
   */
  static async open(
    dir: string,
    beginMs?: number,
    wall: () => number = Date.now,
    speed = 1,
  ): Promise<LabClock> {
    const file = join(dir, FILE)
    const now = wall()
    const ahead = beginMs === undefined ? await LabClock.aheadIn(dir, now) : beginMs - now
    const clock = new LabClock(file, { ahead: ahead ?? 0, speed, since: now }, wall)
    if (beginMs !== undefined || speed !== 1 || ahead !== undefined) await clock.keep()
    return clock
  }

  /**
   * How far the clock of a run that is in `dir` is from the computer's; undefined when nobody has
   * moved it.
   */
  static async aheadIn(dir: string, wallMs: number): Promise<number | undefined> {
    const saved = await readSealed(join(dir, FILE), savedSchema)
    return saved && aheadAt(saved, wallMs)
  }

  private keep(): Promise<void> {
    const { ahead, speed } = this.state
    return writeSealed(this.file, speed === 1 ? String(ahead) : JSON.stringify(this.state))
  }

  /** How far it is from the computer's. */
  get aheadMs(): number {
    return aheadAt(this.state, this.wall())
  }

  /** How many seconds of it pass in one of the computer's. */
  get speed(): number {
    return this.state.speed
  }

  async setSpeed(speed: number): Promise<void> {
    const now = this.wall()
    this.state = { ahead: aheadAt(this.state, now), speed, since: now }
    await this.keep()
  }

  /** The run has ended: from here on it goes as the computer's does, also over a night. */
  async rest(): Promise<void> {
    if (this.speed === 1) return
    await this.letGo()
    await this.setSpeed(1)
  }

  now(): number {
    if (this.heldAt !== undefined) return this.heldAt
    this.last = Math.max(this.last, this.wall() + this.aheadMs)
    return this.last
  }

  hold(): void {
    this.heldAt = this.now()
  }

  /** From where it stood, and not from where it would be by now. */
  async letGo(): Promise<void> {
    if (this.heldAt === undefined) return
    this.setTo(this.heldAt)
    this.heldAt = undefined
    await this.keep()
  }

  async moveTo(ms: number): Promise<void> {
    const now = this.now()
    if (ms < now)
      throw new LabError('run-clock-back', {
        kind: 'usage',
        params: { to: new Date(ms).toISOString(), now: new Date(now).toISOString() },
      })
    if (this.heldAt !== undefined) this.heldAt = Math.floor(ms)
    this.setTo(ms)
    await this.keep()
  }

  private setTo(ms: number): void {
    const since = this.wall()
    this.state = { ...this.state, ahead: ms - since, since }
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
