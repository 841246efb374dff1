// Which key has most of the rows that come to a node that keeps something by key. Finding a row's key costs
// more than passing it on, so some rows of each batch are looked at, at a bounded rate, and the last of
// them are counted.
import { createHash } from 'node:crypto'
import type { Row } from '@shared/expr'
import type { KeyShare } from '@shared/contract'

const LOOKS_A_SECOND = 100
const LOOKS_A_BATCH = 10
const KEPT = 500
/** Fewer tell nothing. */
const KEPT_MIN = 50
/** A key may be a whole text, and goes to every page that shows the canvas. */
const KEY_CHARS_MAX = 200

/** Two long keys that begin alike stay two. */
const short = (key: string): string =>
  key.length <= KEY_CHARS_MAX
    ? key
    : `${key.slice(0, KEY_CHARS_MAX)}… (${createHash('sha1').update(key).digest('hex').slice(0, 8)})`

export class KeyShares {
  private readonly last: string[] = []
  private next = 0
  private readonly counts = new Map<string, number>()
  private left = LOOKS_A_SECOND
  private filledAt = -Infinity

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** `keyOf`: undefined for a row that has no key. */
  take(rows: readonly Row[], keyOf: (row: Row) => string | undefined): void {
    const looks = Math.min(rows.length, LOOKS_A_BATCH, this.room())
    this.left -= looks
    for (let i = 0; i < looks; i++) {
      const row = rows[Math.floor(((i + 0.5) * rows.length) / looks)]
      const key = row && keyOf(row)
      if (key !== undefined) this.count(short(key))
    }
  }

  private room(): number {
    const now = this.now()
    const passed = Math.max(0, now - this.filledAt) / 1000
    this.left = Math.min(LOOKS_A_SECOND, this.left + passed * LOOKS_A_SECOND)
    this.filledAt = now
    return Math.floor(this.left)
  }

  private count(key: string): void {
    const old = this.last[this.next]
    if (old !== undefined) {
      const left = (this.counts.get(old) ?? 1) - 1
      if (left > 0) this.counts.set(old, left)
      else this.counts.delete(old)
    }
    this.last[this.next] = key
    this.next = (this.next + 1) % KEPT
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1)
  }

  /** Of the rows that were looked at last. */
  get most(): KeyShare | undefined {
    if (this.last.length < KEPT_MIN) return undefined
    let found: readonly [string, number] = ['', 0]
    for (const each of this.counts) if (each[1] > found[1]) found = each
    const [key, count] = found
    const share = Math.round((count / this.last.length) * 100) / 100
    return { key, share, keys: this.counts.size }
  }
}
