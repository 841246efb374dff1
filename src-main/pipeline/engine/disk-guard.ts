// Watches the disk of a run's data: sources rest before it is full, and go on by themselves when
// there is room. What is in topics already is still worked through.
import { diskState, type DiskState, type FreeSpace } from '@main/platform'
import type { RunStats } from './stats'

const LOOK_EVERY_MS = 2000

export interface DiskGuardParts {
  readonly space: () => Promise<FreeSpace | undefined>
  readonly stats: RunStats
  /** Called when sources must rest, and when they may go on. */
  readonly onFull: (isFull: boolean) => void
}

export class DiskGuard {
  private readonly timer: NodeJS.Timeout
  private state: DiskState = 'ok'
  private looking = false

  constructor(private readonly parts: DiskGuardParts) {
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS)
    this.timer.unref()
    void this.look()
  }

  private async look(): Promise<void> {
    if (this.looking) return
    this.looking = true
    const space = await this.parts.space().catch(() => undefined)
    this.looking = false
    if (!space) return
    const before = this.state
    this.state = diskState(space, before)
    const { stats, onFull } = this.parts
    // Again and again while it is full: a source may have opened since.
    if (this.state === 'full' || before === 'full') onFull(this.state === 'full')
    if (this.state === before) return
    const params = { freeGB: (space.freeBytes / 1024 ** 3).toFixed(1) }
    if (this.state === 'full') stats.say('warn', 'run-disk-full', params)
    else if (before === 'full') stats.say('info', 'run-disk-room', params)
    else if (this.state === 'low') stats.say('warn', 'run-disk-low', params)
  }

  close(): void {
    clearInterval(this.timer)
  }
}
