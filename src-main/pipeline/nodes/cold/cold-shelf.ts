// The part of a node's state that memory has no room for: keys with their checkpoint entries, as JSON,
// in a cold store; and when each comes due, for nodes that give keys up by time. The file begins with
// the first key that leaves memory.
import { ColdStore } from '@main/platform'
import type { ColdPlace } from './cold-place'
import { DueTimes, isNear } from './due-times'

/** Due times are counted anew when they name this many more than twice the keys. */
const NAMES_SPARE = 100_000

export class ColdShelf {
  private store: ColdStore | undefined
  private due: DueTimes | undefined

  constructor(
    private readonly place: ColdPlace,
    /** When an entry comes due; Infinity: never. Without it nothing here goes by time. */
    private readonly dueMs?: (entry: string) => number,
  ) {}

  get hotMax(): number {
    return this.place.hotMax
  }

  get size(): number {
    return this.store?.size ?? 0
  }

  get sizeBytes(): number {
    return this.store?.sizeBytes ?? 0
  }

  /** Nothing is due before; Infinity when nothing ever is. */
  get earliest(): number {
    return this.due?.earliest ?? Infinity
  }

  get(id: string): string | undefined {
    return this.store?.get(id)
  }

  has(id: string): boolean {
    return this.store?.has(id) === true
  }

  put(id: string, entry: string, dueMs = this.dueMs?.(entry) ?? Infinity): void {
    const store = (this.store ??= new ColdStore(this.place.path))
    const hash = store.set(id, entry)
    this.noteDue(hash, dueMs)
    if (this.due && this.due.size > store.size * 2 + NAMES_SPARE) this.countDue()
  }

  private noteDue(hash: number, ms: number): void {
    if (ms === Infinity) return
    this.due ??= new DueTimes()
    this.due.add(hash, ms)
  }

  /** Takes it out. */
  take(id: string): string | undefined {
    const entry = this.store?.get(id)
    if (entry !== undefined) this.store?.delete(id)
    return entry
  }

  delete(id: string): boolean {
    return this.store?.delete(id) === true
  }

  entries(): Iterable<readonly [id: string, entry: string, ...rest: unknown[]]> {
    return this.store?.entries() ?? []
  }

  /** Takes out those that are due, and some more that soon are. */
  *takeDue(untilMs: number): Generator<readonly [id: string, entry: string]> {
    const { store, due, dueMs } = this
    if (!store || !due || !dueMs) return
    for (const hash of due.take(untilMs))
      for (const each of store.withHash(hash)) {
        const [id, entry] = each
        if (!isNear(dueMs(entry), untilMs)) continue
        store.delete(id)
        yield each
      }
  }

  /** Takes over what a checkpoint was read into. */
  adopt(store: ColdStore | undefined): boolean {
    if (!store) return false
    this.store?.close()
    this.store = store
    this.countDue()
    return true
  }

  private countDue(): void {
    const { dueMs } = this
    this.due = undefined
    if (!dueMs) return
    for (const [, entry, hash] of this.store?.entries() ?? []) this.noteDue(hash, dueMs(entry))
  }

  close(): void {
    this.store?.close()
    this.store = undefined
    this.due = undefined
  }
}
