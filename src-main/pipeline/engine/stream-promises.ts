// What the sources of a run promised to those that refer to their records, kept in `streams/<node>.json` of
// its folder. It is apart from a source's own position, which may be a second old after a crash.
import { join } from 'node:path'
import { z } from 'zod'
import type { StreamPromise } from '../model/source'
import { readSealed, writeSealed } from './sealed-file'

const schema = z.object({ schedule: z.json(), untilMs: z.number() })

export class StreamPromises {
  private readonly underWay = new Set<Promise<void>>()
  private isOver = false

  constructor(private readonly runDir: string) {}

  async of(source: string): Promise<StreamPromise> {
    const file = join(this.runDir, 'streams', `${source}.json`)
    return {
      saved: await readSealed(file, schema),
      keep: promise => this.keep(file, JSON.stringify(promise)),
    }
  }

  private async keep(file: string, text: string): Promise<void> {
    if (this.isOver) return
    const writing = writeSealed(file, text)
    this.underWay.add(writing)
    await writing.finally(() => this.underWay.delete(writing))
  }

  /**
   * When nothing is made any more: sources are still asked what is due, for the last figures. The folder
   * may be deleted next, and a promise must not come back into it.
   */
  async end(): Promise<void> {
    this.isOver = true
    await Promise.allSettled(this.underWay)
  }
}
