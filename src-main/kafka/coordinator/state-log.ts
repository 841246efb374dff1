// A small durable map: committed offsets, transactions, the next producer id. Every change is one
// frame in an append-only log; when the log is several times larger than the map, the map is
// written to a new log that takes its place.
import { rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { FramedLog, openOrRescue, syncFolder, type DamagedLog } from '@main/platform'

export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
export type Change = readonly [key: string, value: Json | undefined]

const REWRITE_BYTES_MIN = 4 * 1024 * 1024
const REWRITE_RATIO = 4
const CHANGES_PER_FRAME = 1000

export interface StateLogReport {
  readonly cutBytes: number
  readonly damaged: DamagedLog | undefined
}

export class StateLog {
  private rewriting: Promise<void> | undefined
  private hasFailed = false

  private constructor(
    private log: FramedLog,
    private readonly path: string,
    private readonly durability: 'safe' | 'fast',
    private readonly live: Map<string, string>,
    private liveBytes: number,
    readonly report: StateLogReport,
  ) {}

  static async open(
    path: string,
    durability: 'safe' | 'fast',
    damagedDir: string,
  ): Promise<StateLog> {
    const live = new Map<string, string>()
    const onRecord = (payload: Buffer) => {
      for (const [key, value] of JSON.parse(payload.toString()) as [string, Json][]) {
        if (value === null) live.delete(key)
        else live.set(key, JSON.stringify(value))
      }
    }
    await rm(`${path}.new`, { force: true })
    const { log, damaged } = await openOrRescue(path, { durability, onRecord }, damagedDir)
    const report = { cutBytes: log.recovery.cutBytes, damaged }
    let liveBytes = 0
    for (const [key, value] of live) liveBytes += key.length + value.length
    const state = new StateLog(log, path, durability, live, liveBytes, report)
    if (state.isBloated()) await state.rewrite()
    return state
  }

  get sizeBytes(): number {
    return this.log.sizeBytes
  }

  *entries(): Generator<readonly [string, Json]> {
    for (const [key, value] of this.live) yield [key, JSON.parse(value) as Json]
  }

  /**
   * Resolves when the changes are durable; all of them or none, even if the process dies in the
   * middle.
   */
  async put(changes: readonly Change[]): Promise<void> {
    if (this.rewriting || this.hasFailed || this.isBloated()) await this.rewrite()
    const frame = Buffer.from(JSON.stringify(changes.map(([key, value]) => [key, value ?? null])))
    try {
      await this.log.append(frame)
    } catch (error) {
      // After a failed write the log takes no more frames; the next change begins a new file.
      this.hasFailed = true
      throw error
    }
    for (const [key, value] of changes) this.apply(key, value)
  }

  private apply(key: string, value: Json | undefined): void {
    const before = this.live.get(key)
    if (before !== undefined) this.liveBytes -= key.length + before.length
    if (value === undefined || value === null) {
      this.live.delete(key)
      return
    }
    const text = JSON.stringify(value)
    this.live.set(key, text)
    this.liveBytes += key.length + text.length
  }

  private isBloated(): boolean {
    return (
      this.log.sizeBytes > REWRITE_BYTES_MIN && this.log.sizeBytes > this.liveBytes * REWRITE_RATIO
    )
  }

  private rewrite(): Promise<void> {
    this.rewriting ??= this.writeAnew().finally(() => {
      this.rewriting = undefined
    })
    return this.rewriting
  }

  private async writeAnew(): Promise<void> {
    const old = this.log
    this.hasFailed = true
    // Changes that began earlier reach the old file and the map before the map is copied.
    await old.close().catch(() => {})
    const beside = `${this.path}.new`
    await rm(beside, { force: true })
    const fresh = await FramedLog.open(beside, { durability: 'safe' })
    const entries = [...this.live]
    for (let i = 0; i < entries.length; i += CHANGES_PER_FRAME) {
      const frame = entries
        .slice(i, i + CHANGES_PER_FRAME)
        .map(([key, value]) => `[${JSON.stringify(key)},${value}]`)
      await fresh.append(Buffer.from(`[${frame.join(',')}]`))
    }
    await fresh.close()
    await rename(beside, this.path)
    await syncFolder(dirname(this.path))
    this.log = await FramedLog.open(this.path, { durability: this.durability })
    this.hasFailed = false
  }

  async close(): Promise<void> {
    await this.rewriting?.catch(() => {})
    await this.log.close()
  }
}
