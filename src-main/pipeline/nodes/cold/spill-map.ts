// A Map whose oldest keys go to a file when they are more than memory should hold. A key that is asked
// for comes back. Keys leave right after a checkpoint has them (`makeRoom`), so the file need not last.
import type { ColdPart } from '@shared/contract'
import type { Json, RestoredState, StateDelta } from '../../model/operator'
import type { ColdPlace } from './cold-place'
import { ColdShelf } from './cold-shelf'
import { isNear } from './due-times'
import { inPieces, pairText } from './pieces'

export interface SpillForm<V> {
  readonly write: (value: V) => Json
  readonly read: (saved: Json, key: string) => V | undefined
  /** When a value comes due; Infinity: never. */
  readonly dueMs?: (value: V) => number
  /** It is in memory again. */
  readonly cameBack?: (value: V) => void
}

export class SpillMap<V> {
  private readonly hot = new Map<string, V>()
  private readonly cold: ColdShelf | undefined
  private recalledTo = -Infinity

  constructor(
    private readonly form: SpillForm<V>,
    place?: ColdPlace,
  ) {
    const { dueMs } = form
    const dueOf = dueMs && ((entry: string) => dueMs(this.valueOf('', entry)!))
    this.cold = place && new ColdShelf(place, dueOf)
  }

  get size(): number {
    return this.hot.size + (this.cold?.size ?? 0)
  }

  get coldState(): ColdPart {
    return { keys: this.cold?.size ?? 0, bytes: this.cold?.sizeBytes ?? 0 }
  }

  has(key: string): boolean {
    return this.hot.has(key) || this.cold?.has(key) === true
  }

  get(key: string): V | undefined {
    const hot = this.hot.get(key)
    if (hot !== undefined || !this.cold) return hot
    const entry = this.cold.take(key)
    return entry === undefined ? undefined : this.takeBack(key, entry)
  }

  /** As `get`; nothing is taken back into memory. */
  peek(key: string): V | undefined {
    const hot = this.hot.get(key)
    const entry = hot === undefined ? this.cold?.get(key) : undefined
    return entry === undefined ? hot : this.valueOf(key, entry)
  }

  set(key: string, value: V): void {
    if (!this.hot.has(key)) this.cold?.delete(key)
    this.hot.set(key, value)
  }

  delete(key: string): boolean {
    return this.hot.delete(key) || this.cold?.delete(key) === true
  }

  /** Those in memory. */
  get near(): ReadonlyMap<string, V> {
    return this.hot
  }

  /** Takes keys back that are due, and some that soon are. */
  recall(untilMs: number): void {
    this.recalledTo = Math.max(this.recalledTo, untilMs)
    for (const [key, entry] of this.cold?.takeDue(untilMs) ?? []) this.takeBack(key, entry)
  }

  private takeBack(key: string, entry: string): V | undefined {
    const value = this.valueOf(key, entry)
    if (value === undefined) return undefined
    this.hot.set(key, value)
    this.form.cameBack?.(value)
    return value
  }

  /** Nothing in the file is due before; Infinity when nothing ever is. */
  get earliest(): number {
    return this.cold?.earliest ?? Infinity
  }

  /** All; those of the file stay there. */
  *entries(): Generator<readonly [key: string, value: V, isCold: boolean]> {
    for (const [key, value] of this.hot) yield [key, value, false]
    for (const [key, entry] of this.cold?.entries() ?? []) {
      const value = this.valueOf(key, entry)
      if (value !== undefined) yield [key, value, true]
    }
  }

  /** Right after a snapshot: what goes is in the checkpoint. True: some may have gone. */
  makeRoom(): boolean {
    const { hot, cold, form } = this
    if (!cold || hot.size <= cold.hotMax) return false
    const target = cold.hotMax >> 1
    for (const [key, value] of hot) {
      if (hot.size <= target) break
      const dueMs = form.dueMs?.(value) ?? Infinity
      if (isNear(dueMs, this.recalledTo)) continue
      cold.put(key, JSON.stringify(form.write(value)), dueMs)
      hot.delete(key)
    }
    return true
  }

  pieces(): Generator<StateDelta> {
    return inPieces(this.pairs())
  }

  private *pairs(): Generator<string> {
    for (const [key, value] of this.hot) yield pairText(key, JSON.stringify(this.form.write(value)))
    for (const [key, entry] of this.cold?.entries() ?? []) yield pairText(key, entry)
  }

  restore(keys: RestoredState['keys']): void {
    const { cold, hot } = this
    if (cold?.adopt(keys.takeStore?.())) return
    for (const [key, saved] of keys) {
      const value = this.form.read(saved, key)
      if (value === undefined) continue
      if (!cold || hot.size < cold.hotMax) hot.set(key, value)
      else cold.put(key, JSON.stringify(saved))
    }
  }

  private valueOf(key: string, entry: string): V | undefined {
    // Our own text: a parse boundary.
    return this.form.read(JSON.parse(entry) as Json, key)
  }

  close(): void {
    this.cold?.close()
  }
}
