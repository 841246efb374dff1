// Hands out producer ids, never one twice, even after a crash: blocks of ids are reserved on disk
// and used up in memory.
import type { StateLog } from './state-log'

const BLOCK = 1000
const KEY = JSON.stringify(['producer-ids'])

export class ProducerIds {
  private next: number
  private reserved: number
  private reserving: Promise<void> | undefined

  /** `used`: the highest id that is known to be in use, for the case that the reservation is lost. */
  constructor(
    private readonly state: StateLog,
    used: number,
  ) {
    const known = [...state.entries()].find(([key]) => key === KEY)?.[1]
    this.next = this.reserved = Math.max(typeof known === 'number' ? known : 0, used + 1)
  }

  async take(): Promise<number> {
    while (this.next >= this.reserved) {
      this.reserving ??= this.reserve().finally(() => {
        this.reserving = undefined
      })
      await this.reserving
    }
    return this.next++
  }

  private async reserve(): Promise<void> {
    const until = this.reserved + BLOCK
    await this.state.put([[KEY, until]])
    this.reserved = until
  }
}
