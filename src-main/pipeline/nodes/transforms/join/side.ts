// The rows of one input that wait for partners, by key, in the order in which they came. Where they are
// more than memory should hold, whole keys go to a cold shelf, and come back when a row asks for them
// or they come due: all rows of a key are in one place.
import type { ColdPart } from '@shared/contract'
import { compileReader, compileWriter, isRow, type Row, type StructType } from '@shared/expr'
import type { Json, KeptKey } from '../../../model/operator'
import { asJson } from '../../../model/rows'
import type { ColdPlace } from '../../cold/cold-place'
import { ColdShelf } from '../../cold/cold-shelf'
import { isNear } from '../../cold/due-times'
import { TimeHeap } from '../../cold/time-heap'

export interface Waiting {
  readonly id: number
  readonly row: Row
  readonly time: number | undefined
  /** It had a partner already: it does not come out alone. */
  matched: boolean
  /** For people: see JoinRow. No checkpoint has it. */
  missedMs?: number | undefined
}

/** A row as somebody looks at it; read when it is asked for. */
interface Shown {
  readonly key: Key
  readonly isMatched: boolean
  readonly isCold: boolean
  readonly waiting: () => Waiting | undefined
}

/** Rows of a key that a restart puts on the shelf one by one; a key with more is in memory at first. */
const SHELVED_ONE_BY_ONE = 100

/** Undefined: a part of it is NULL, and no row is looked up by that. */
type Key = string | undefined

interface Kept {
  readonly key: Key
  readonly waiting: Waiting
  readonly time: number | undefined
}

/** Key, row, time, whether it had a partner. */
type Saved = readonly [key: string | null, row: Json, time: number | null, matched: boolean]

export class Side {
  private readonly byKey = new Map<string, Waiting[]>()
  private readonly keyless = new Map<number, Waiting>()
  private readonly unsaved = new Map<number, readonly [key: Key, waiting: Waiting]>()
  private readonly deleted: string[] = []
  private byTime = new TimeHeap<Kept>()
  private readonly cold: ColdShelf | undefined
  /** Rows in memory. */
  private hot = 0
  /** Rows on the shelf. */
  private away = 0
  /** Asked for since the last look for room. */
  private readonly used = new Set<string>()
  /** Rows of before that are in memory. */
  private recalledTo = -Infinity
  private readonly write: ReturnType<typeof compileWriter>
  private readonly read: ReturnType<typeof compileReader>
  /** Of them: rows without a partner so far. */
  unmatched = 0

  constructor(
    private readonly name: 'l' | 'r',
    type: StructType,
    place?: ColdPlace,
  ) {
    this.write = compileWriter(type)
    this.read = compileReader(type)
    this.cold = place && new ColdShelf(place, firstDue)
  }

  get size(): number {
    return this.hot + this.away
  }

  get coldState(): ColdPart {
    return { keys: this.away, bytes: this.cold?.sizeBytes ?? 0 }
  }

  of(key: string): readonly Waiting[] {
    const list = this.listOf(key)
    if (list && this.away > 0) this.used.add(key)
    return list ?? []
  }

  private listOf(key: string): Waiting[] | undefined {
    const list = this.byKey.get(key)
    if (list || this.away === 0) return list
    const entry = this.cold?.take(shelfId(key))
    if (entry !== undefined) this.bringBack(entry)
    return this.byKey.get(key)
  }

  private bringBack(entry: string): void {
    const list = savedIn(entry)
    this.away -= list.length
    for (const [id, saved] of list) {
      const waiting = this.waitingOf(id, saved)
      if (waiting) this.hold(saved[0] ?? undefined, waiting)
    }
  }

  /** In memory, behind the others of its key. */
  private hold(key: Key, waiting: Waiting): void {
    if (key === undefined) this.keyless.set(waiting.id, waiting)
    else {
      const list = this.byKey.get(key)
      if (list) list.push(waiting)
      else this.byKey.set(key, [waiting])
    }
    this.hot += 1
    this.byTime.add({ key, waiting, time: waiting.time })
  }

  add(key: Key, waiting: Waiting): void {
    if (key !== undefined) this.listOf(key)
    this.hold(key, waiting)
    if (!waiting.matched) this.unmatched += 1
    this.touch(key, waiting)
  }

  /** A row that waits has found its first partner. */
  match(key: Key, waiting: Waiting): void {
    waiting.matched = true
    this.unmatched -= 1
    this.touch(key, waiting)
  }

  private touch(key: Key, waiting: Waiting): void {
    this.unsaved.set(waiting.id, [key, waiting])
  }

  /** Takes out those whose time is before this one, in the order in which they came. */
  giveUp(beforeMs: number): Waiting[] {
    this.recalledTo = Math.max(this.recalledTo, beforeMs)
    for (const [, entry] of this.cold?.takeDue(beforeMs) ?? []) this.bringBack(entry)
    const over: Kept[] = []
    while ((this.byTime.oldest?.time ?? Infinity) < beforeMs) {
      const next = this.byTime.takeOldest()
      if (next) over.push(next)
    }
    this.remove(over)
    return over.map(({ waiting }) => waiting).sort((a, b) => a.id - b.id)
  }

  /** A key is looked through once: it may have very many rows, which end together. */
  private remove(over: readonly Kept[]): void {
    const gone = new Set(over.map(({ waiting }) => waiting))
    for (const key of new Set(over.map(each => each.key))) {
      if (key === undefined) continue
      const left = (this.byKey.get(key) ?? []).filter(each => !gone.has(each))
      if (left.length > 0) this.byKey.set(key, left)
      else this.byKey.delete(key)
    }
    for (const { id, matched } of gone) {
      this.keyless.delete(id)
      this.unsaved.delete(id)
      this.deleted.push(this.idOf(id))
      if (!matched) this.unmatched -= 1
    }
    this.hot -= gone.size
  }

  private *inMemory(): Generator<readonly [key: Key, waiting: Waiting]> {
    for (const waiting of this.keyless.values()) yield [undefined, waiting]
    for (const [key, list] of this.byKey) for (const waiting of list) yield [key, waiting]
  }

  private *onShelf(): Generator<readonly [id: number, saved: Saved]> {
    for (const [, entry] of this.cold?.entries() ?? []) yield* savedIn(entry)
  }

  *kept(): Generator<() => KeptKey> {
    for (const [key, waiting] of this.inMemory()) yield () => this.told(key, waiting)
    for (const [, saved] of this.onShelf()) yield () => ({ ...this.toldOf(saved), isCold: true })
  }

  *rows(): Generator<Shown> {
    for (const [key, waiting] of this.inMemory())
      yield { key, isMatched: waiting.matched, isCold: false, waiting: () => waiting }
    for (const [id, saved] of this.onShelf())
      yield {
        ...{ key: saved[0] ?? undefined, isMatched: saved[3], isCold: true },
        waiting: () => this.waitingOf(id, saved),
      }
  }

  *rowsOf(key: string): Generator<Shown> {
    const isCold = !this.byKey.has(key)
    for (const waiting of this.peek(key))
      yield { key, isMatched: waiting.matched, isCold, waiting: () => waiting }
  }

  json(row: Row): Json {
    return asJson(this.write(row))
  }

  told(key: Key, waiting: Waiting): KeptKey {
    return this.toldOf(this.savedOf(key, waiting))
  }

  private toldOf([key, value, time]: Saved): KeptKey {
    const input = this.name === 'l' ? 0 : 1
    return { ...{ key: { key }, value, input }, ...(time === null ? {} : { at: time }) }
  }

  /** As `of`; nothing is taken back into memory. */
  peek(key: string): readonly Waiting[] {
    const list = this.byKey.get(key)
    const entry = list ? undefined : this.cold?.get(shelfId(key))
    const away = entry === undefined ? [] : savedIn(entry)
    return list ?? away.flatMap(([id, saved]) => this.waitingOf(id, saved) ?? [])
  }

  private idOf(id: number): string {
    return `${this.name}${id}`
  }

  private savedOf(key: Key, { row, time, matched }: Waiting): Saved {
    return [key ?? null, this.json(row), time ?? null, matched]
  }

  private waitingOf(id: number, [, json, time, matched]: Saved): Waiting | undefined {
    const row = this.read(json)
    return isRow(row) ? { id, row, time: time ?? undefined, matched } : undefined
  }

  snapshot(full: boolean): { set: (readonly [string, Json])[]; deleted: string[] } {
    const all = full ? [...this.inMemory()] : [...this.unsaved.values()]
    const set = all
      .sort(([, a], [, b]) => a.id - b.id)
      .map(([key, waiting]): readonly [string, Json] => {
        return [this.idOf(waiting.id), this.savedOf(key, waiting)]
      })
    if (full) for (const [id, saved] of this.onShelf()) set.push([this.idOf(id), saved])
    this.unsaved.clear()
    this.makeRoom()
    return { set, deleted: this.deleted.splice(0) }
  }

  /** All of it, each row as JSON. */
  *pairs(): Generator<string> {
    for (const [key, waiting] of this.inMemory())
      yield JSON.stringify([this.idOf(waiting.id), this.savedOf(key, waiting)])
    for (const [id, saved] of this.onShelf()) yield JSON.stringify([this.idOf(id), saved])
  }

  /** Right after a snapshot: what goes is in the checkpoint. */
  private makeRoom(): void {
    const { cold, used } = this
    if (!cold || this.hot <= cold.hotMax) return
    const target = cold.hotMax >> 1
    for (const [id, waiting] of this.keyless) {
      if (this.hot <= target) break
      if (this.isNear(waiting)) continue
      this.shelve(cold, undefined, [waiting])
      this.keyless.delete(id)
    }
    for (const [key, list] of this.byKey) {
      if (this.hot <= target) break
      if (used.has(key) || list.some(waiting => this.isNear(waiting))) continue
      this.shelve(cold, key, list)
      this.byKey.delete(key)
    }
    used.clear()
    // The heap would keep the rows that left.
    this.byTime = new TimeHeap()
    for (const [key, waiting] of this.inMemory())
      this.byTime.add({ key, waiting, time: waiting.time })
  }

  private isNear({ time }: Waiting): boolean {
    return time !== undefined && isNear(time, this.recalledTo)
  }

  private shelve(cold: ColdShelf, key: Key, list: readonly Waiting[]): void {
    const entries = list.map(waiting => [waiting.id, this.savedOf(key, waiting)] as const)
    cold.put(shelfId(key, list[0]?.id), JSON.stringify(entries))
    this.hot -= list.length
    this.away += list.length
  }

  /** One row of a checkpoint. They may come in any order, and be more than memory has room for. */
  takeSaved(id: number, saved: Json): void {
    if (!isSaved(saved)) return
    const key = saved[0] ?? undefined
    const waiting = this.waitingOf(id, saved)
    if (!waiting) return
    if (!waiting.matched) this.unmatched += 1
    const { cold } = this
    const isHere = key !== undefined && this.byKey.has(key)
    if (!cold || isHere || this.hot < cold.hotMax) return this.hold(key, waiting)
    const others = key === undefined ? [] : savedIn(cold.get(shelfId(key)) ?? '[]')
    // Each further row would write the whole key anew.
    if (key !== undefined && others.length >= SHELVED_ONE_BY_ONE) {
      this.listOf(key)
      return this.hold(key, waiting)
    }
    const all = [...others, [id, saved] as const].sort(([a], [b]) => a - b)
    cold.put(shelfId(key, id), JSON.stringify(all))
    this.away += 1
  }

  /** All have come. */
  restored(): void {
    for (const list of this.byKey.values()) list.sort((a, b) => a.id - b.id)
  }

  close(): void {
    this.cold?.close()
  }
}

const shelfId = (key: Key, id?: number) => (key === undefined ? `n${id}` : `k${key}`)

/** Our own text: a parse boundary. */
const savedIn = (entry: string) => JSON.parse(entry) as readonly (readonly [number, Saved])[]

const firstDue = (entry: string) =>
  savedIn(entry).reduce((first, [, [, , time]]) => Math.min(first, time ?? Infinity), Infinity)

/** What a checkpoint has under a key of ours: a parse boundary. */
const isSaved = (saved: Json): saved is Saved =>
  Array.isArray(saved) && saved.length === 4 && typeof saved[3] === 'boolean'
