// Groups of an aggregation: key fields and their accumulators. Knows which groups changed since the
// last emission and since the last snapshot, and turns groups into rows and into checkpoint
// entries. Groups that a trigger still holds back are part of the entries, with their order: after
// a crash they are given out as they would have been. Where they are more than memory should hold,
// those that were not used lately go to a cold store, as their checkpoint entries.
import {
  compileReader,
  compileWriter,
  keyOf,
  isRow,
  type Accumulator,
  type CompiledAggregate,
  type CompiledExpression,
  type Key,
  type Row,
  type StructType,
  type Value,
} from '@shared/expr'
import { ColdStore } from '@main/platform'
import type { Json, KeptKey, RestoredState, StateDelta } from '../../model/operator'
import { asJson, textOfKey } from '../../model/rows'

export interface Named<T> {
  readonly name: string
  readonly it: T
}

export interface Group {
  readonly id: string
  /** Key fields (and the window's, when there is one). */
  head: Row
  readonly accumulators: Accumulator[]
  windowEnd: number
  /** Place among those that changed since the last emission, from 1; 0 when nothing is owed. */
  changedAt: number
  /** What the checkpoint says of that. */
  savedChangedAt: number
  unsaved: boolean
  /** Since the cold store was last looked through for room. */
  used: boolean
  /** The cold store has it, as it was before it changed. */
  isCold: boolean
  /** By the lab's clock; 0: in an earlier life of the run. */
  readonly sinceMs: number
  touchedMs: number
}

/** Where groups go that memory has no room for. */
export interface ColdPlace {
  readonly path: string
  /** As many stay in memory. */
  readonly hotMax: number
}

/** The end of an entry without a window that is not held back by a trigger. */
const OWES_NOTHING = ',null]'

const CHUNK_KEYS = 20_000

/** Splits rows into groups by the key expressions. */
export class KeyReader {
  private readonly parts: {
    name: string
    evaluate: (row: Row) => Value
    key: (value: Value) => Key
  }[]

  constructor(by: readonly Named<CompiledExpression>[]) {
    this.parts = by.map(({ name, it }) => ({
      name,
      evaluate: row => it.evaluate(row),
      key: keyOf(it.type),
    }))
  }

  /** One map key for a row; equal keys give equal texts, and NULL is a key of its own. */
  keyOf(row: Row): Key {
    const { parts } = this
    const [only] = parts
    if (parts.length === 1 && only) return only.key(only.evaluate(row))
    if (parts.length === 0) return ''
    return JSON.stringify(parts.map(p => textOfKey(p.key(p.evaluate(row)))))
  }

  head(row: Row): Record<string, Value> {
    const head: Record<string, Value> = {}
    for (const { name, evaluate } of this.parts) head[name] = evaluate(row)
    return head
  }
}

export class Groups {
  readonly byKey = new Map<Key, Group>()
  private changed: Group[] = []
  private lastChange = 0
  private unsaved: Group[] = []
  private deleted: string[] = []
  private readonly writeHead: (value: Value) => unknown
  private readonly readHead: (json: unknown) => Value
  private cold: ColdStore | undefined
  /** In memory and not in the cold store. */
  private hotOnly = 0
  private readonly writeValue: (value: Value) => unknown
  /** The lab's clock, of the batch under way. */
  nowMs = 0

  constructor(
    private readonly compute: readonly Named<CompiledAggregate>[],
    head: StructType,
    /** Of groups that are only found by their key, never looked through. */
    private readonly coldPlace?: ColdPlace,
  ) {
    this.writeHead = compileWriter(head)
    this.readHead = compileReader(head)
    const fields = compute.map(({ name, it }) => ({ name, type: it.type }))
    this.writeValue = compileWriter({ kind: 'struct', fields })
  }

  get size(): number {
    return this.hotOnly + this.coldSize
  }

  get coldSize(): number {
    return this.cold?.size ?? 0
  }

  /** From memory, or from the cold store back into memory. */
  find(key: Key): Group | undefined {
    const hot = this.byKey.get(key)
    if (hot !== undefined) {
      hot.used = true
      return hot
    }
    if (this.cold === undefined) return undefined
    const id = idOf(key)
    const text = this.cold.get(id)
    const group = text === undefined ? undefined : this.load(id, JSON.parse(text))
    if (!group) return undefined
    group.isCold = true
    this.byKey.set(key, group)
    return group
  }

  /** A few of those in memory, however many there are. */
  first(count: number): Group[] {
    const first: Group[] = []
    for (const group of this.byKey.values()) {
      if (first.length === count) break
      first.push(group)
    }
    return first
  }

  /** Whether something has changed since the last emission. */
  get owes(): boolean {
    return this.changed.length > 0
  }

  create(key: Key, head: Row, windowEnd = Infinity): Group {
    const accumulators = this.compute.map(c => c.it.init())
    const group: Group = {
      id: idOf(key),
      head,
      accumulators,
      windowEnd,
      changedAt: 0,
      savedChangedAt: 0,
      unsaved: false,
      used: false,
      isCold: false,
      sinceMs: this.nowMs,
      touchedMs: this.nowMs,
    }
    this.byKey.set(key, group)
    this.hotOnly += 1
    return group
  }

  add(group: Group, row: Row): void {
    const { compute } = this
    for (let i = 0; i < compute.length; i++) compute[i]!.it.add(group.accumulators[i]!, row)
    this.touch(group)
  }

  touch(group: Group): void {
    group.touchedMs = this.nowMs
    if (group.changedAt === 0) {
      group.changedAt = ++this.lastChange
      this.changed.push(group)
    }
    this.save(group)
  }

  private save(group: Group): void {
    if (group.unsaved) return
    group.unsaved = true
    this.unsaved.push(group)
  }

  row(group: Group): Row {
    const row: Record<string, Value | undefined> = { ...group.head }
    const { compute } = this
    for (let i = 0; i < compute.length; i++)
      row[compute[i]!.name] = compute[i]!.it.result(group.accumulators[i]!)
    return row
  }

  takeChanged(): Group[] {
    const groups = this.changed.filter(({ changedAt }) => changedAt > 0)
    this.changed = []
    this.lastChange = 0
    for (const group of groups) {
      group.changedAt = 0
      if (group.savedChangedAt > 0) this.save(group)
    }
    return groups
  }

  delete(key: Key, group: Group): void {
    if (this.byKey.delete(key) && !group.isCold) this.hotOnly -= 1
    this.deleted.push(group.id)
    group.unsaved = false
  }

  /** Deletes a group that became part of another: it owes nothing any more. */
  drop(key: Key, group: Group): void {
    this.delete(key, group)
    group.changedAt = 0
  }

  /** A window that grows. */
  extend(group: Group, windowEnd: number): void {
    if (windowEnd <= group.windowEnd) return
    group.windowEnd = windowEnd
    group.head = { ...group.head, window_end: windowEnd }
  }

  /** Adds what a later group has; that one is used up. */
  absorb(group: Group, later: Group): void {
    for (const [i, { it }] of this.compute.entries())
      group.accumulators[i] = it.merge(group.accumulators[i]!, later.accumulators[i]!)
  }

  saveHead(head: Row): Json {
    return asJson(this.writeHead(head))
  }

  loadHeads(list: readonly Json[]): Row[] {
    return list.map(json => this.readHead(json)).filter(isRow)
  }

  snapshot(full: boolean): StateDelta {
    const groups = full ? [...this.byKey.values()] : this.unsaved.filter(g => g.unsaved)
    const set = groups.map(group => this.saved(group))
    if (full) for (const each of this.coldEntries()) set.push(each)
    for (const group of this.unsaved) group.unsaved = false
    this.unsaved = []
    const deleted = this.deleted
    this.deleted = []
    this.makeRoom()
    return { set, deleted }
  }

  /** All of it in pieces, so that it need not be in memory as a whole. Nothing may change meanwhile. */
  *everything(): Generator<StateDelta> {
    let set: (readonly [string, Json])[] = []
    for (const each of this.entries()) {
      set.push(each)
      if (set.length < CHUNK_KEYS) continue
      yield { set }
      set = []
    }
    yield { set }
  }

  private *entries(): Generator<readonly [string, Json]> {
    for (const group of this.byKey.values()) yield this.saved(group)
    yield* this.coldEntries()
  }

  /** Those that are not in memory too. */
  private *coldEntries(): Generator<readonly [string, Json]> {
    for (const [id, text] of this.cold?.entries() ?? []) {
      const entry: Json = JSON.parse(text)
      if (!this.byKey.has(keyFrom(id))) yield [id, entry]
    }
  }

  /** All groups, those of the cold store without being taken back. */
  *all(): Generator<Group> {
    yield* this.byKey.values()
    for (const [id, entry] of this.coldEntries()) {
      const group = this.load(id, entry)
      if (group) yield group
    }
  }

  /** For people: a group of the cold store stays there, unless memory has it too. */
  *kept(): Generator<() => KeptKey> {
    for (const group of this.byKey.values()) if (!group.isCold) yield () => this.told(group)
    for (const [id, text] of this.cold?.entries() ?? []) {
      const group = this.byKey.get(keyFrom(id)) ?? this.load(id, JSON.parse(text))
      if (group) yield () => ({ ...this.told(group), isCold: true })
    }
  }

  private told({ head, accumulators, sinceMs, touchedMs }: Group): KeptKey {
    const row: Record<string, Value> = {}
    for (const [i, { name, it }] of this.compute.entries()) row[name] = it.result(accumulators[i]!)
    const { window_start: start, window_end: end } = head
    const window = typeof start === 'number' && typeof end === 'number' ? { start, end } : undefined
    return {
      key: this.saveHead(head),
      value: asJson(this.writeValue(row)),
      ...(window ? { window } : {}),
      ...(sinceMs > 0 ? { since: sinceMs } : {}),
      ...(touchedMs > 0 ? { touched: touchedMs } : {}),
    }
  }

  private saved(group: Group): readonly [string, Json] {
    const accumulators = this.compute.map((c, i) => asJson(c.it.snapshot(group.accumulators[i]!)))
    const end = Number.isFinite(group.windowEnd) ? group.windowEnd : null
    group.savedChangedAt = group.changedAt
    const owed = group.changedAt > 0 ? [group.changedAt] : []
    return [group.id, [this.saveHead(group.head), accumulators, end, ...owed]]
  }

  /**
   * Right after a snapshot, so that what goes is in the checkpoint. What was used since the last
   * look has a second chance.
   */
  private makeRoom(): void {
    const { byKey, coldPlace } = this
    if (!coldPlace || byKey.size <= coldPlace.hotMax) return
    this.cold ??= new ColdStore(coldPlace.path)
    const target = coldPlace.hotMax >> 1
    let looks = byKey.size * 2
    for (const [key, group] of byKey) {
      if (byKey.size <= target || looks-- === 0) break
      if (group.changedAt > 0) continue
      if (group.used) {
        group.used = false
        byKey.delete(key)
        byKey.set(key, group)
      } else {
        const [id, entry] = this.saved(group)
        this.cold.set(id, JSON.stringify(entry))
        byKey.delete(key)
        if (!group.isCold) this.hotOnly -= 1
      }
    }
  }

  private load(id: string, saved: Json): Group | undefined {
    if (!Array.isArray(saved)) return undefined
    const [head, accumulators, end, changedAt] = saved
    const fields = this.readHead(head)
    if (!Array.isArray(accumulators) || !isRow(fields)) return undefined
    const owed = typeof changedAt === 'number' ? changedAt : 0
    return {
      id,
      head: fields,
      accumulators: this.compute.map((c, i) => c.it.restore(accumulators[i])),
      windowEnd: typeof end === 'number' ? end : Infinity,
      changedAt: owed,
      savedChangedAt: owed,
      unsaved: false,
      used: false,
      isCold: false,
      sinceMs: 0,
      touchedMs: 0,
    }
  }

  restore(keys: RestoredState['keys']): void {
    const { coldPlace } = this
    if (coldPlace) this.cold = keys.takeStore?.()
    for (const [id, saved] of this.cold ? this.owing() : keys) {
      const owes = Array.isArray(saved) && saved.length > 3
      if (coldPlace && !owes && this.byKey.size >= coldPlace.hotMax) {
        this.cold ??= new ColdStore(coldPlace.path)
        this.cold.set(id, JSON.stringify(saved))
        continue
      }
      const group = this.load(id, saved)
      if (!group) continue
      this.byKey.set(keyFrom(id), group)
      if (this.cold?.get(id) === undefined) this.hotOnly += 1
      else group.isCold = true
      if (group.changedAt > 0) this.changed.push(group)
    }
    this.changed.sort((a, b) => a.changedAt - b.changedAt)
    this.lastChange = this.changed.at(-1)?.changedAt ?? 0
  }

  /** Of a store that was taken over: what its groups owe is known in memory only. */
  private *owing(): Generator<readonly [string, Json]> {
    for (const [id, text] of this.cold?.entries() ?? [])
      if (!text.endsWith(OWES_NOTHING)) yield [id, JSON.parse(text)]
  }

  close(): void {
    this.cold?.close()
    this.cold = undefined
  }
}

/** Keys as texts that lead back to the same key: a type letter, then the value. */
function idOf(key: Key): string {
  if (key === null) return 'z'
  return `${typeof key === 'string' ? 's' : typeof key === 'number' ? 'n' : typeof key === 'bigint' ? 'i' : 'b'}${String(key)}`
}

function keyFrom(id: string): Key {
  const text = id.slice(1)
  switch (id[0]) {
    case 'n':
      return Number(text)
    case 'i':
      return BigInt(text)
    case 'b':
      return text === 'true'
    case 'z':
      return null
    default:
      return text
  }
}
