// Groups of an aggregation, by key. Knows which changed since the last emission and since the last
// snapshot. Groups that a trigger still holds back are part of the checkpoint, with their order: after
// a crash they are given out as they would have been. Where they are more than memory should hold,
// those that were not used lately go to a cold shelf, and come back when their key does or their
// window comes due.
import type { ColdPart } from '@shared/contract'
import type { CompiledAggregate, Key, Row, StructType } from '@shared/expr'
import type { Json, KeptKey, RestoredState, StateDelta } from '../../model/operator'
import type { ColdPlace } from '../cold/cold-place'
import { ColdShelf } from '../cold/cold-shelf'
import { isNear } from '../cold/due-times'
import { inPieces, pairText } from '../cold/pieces'
import { endOf, GroupForm, owedOf, type Group } from './group'
import { idOf, keyFrom, type Named } from './key-reader'

/** Learns which groups leave memory, and which come back by themselves. */
export interface Movements {
  readonly left: (key: Key) => void
  readonly cameBack: (key: Key) => void
}

export class Groups {
  /** Those in memory. */
  readonly byKey = new Map<Key, Group>()
  private readonly form: GroupForm
  private changed: Group[] = []
  private lastChange = 0
  private lastOrder = 0
  private unsaved: Group[] = []
  private deleted: string[] = []
  private readonly cold: ColdShelf | undefined
  /** In memory and not on the cold shelf. */
  private hotOnly = 0
  /** Windows that end by then are in memory. */
  private recalledTo = -Infinity
  /** The lab's clock, of the batch under way. */
  nowMs = 0
  movements: Movements | undefined

  constructor(
    private readonly compute: readonly Named<CompiledAggregate>[],
    head: StructType,
    coldPlace?: ColdPlace,
  ) {
    this.form = new GroupForm(compute, head)
    this.cold = coldPlace && new ColdShelf(coldPlace, endOf)
  }

  get size(): number {
    return this.hotOnly + this.coldSize
  }

  get coldSize(): number {
    return this.cold?.size ?? 0
  }

  get coldState(): ColdPart {
    return { keys: this.coldSize, bytes: this.cold?.sizeBytes ?? 0 }
  }

  /** No window on the cold shelf ends before. */
  get coldEarliest(): number {
    return this.cold?.earliest ?? Infinity
  }

  /** From memory, or from the cold shelf back into memory. */
  find(key: Key): Group | undefined {
    const hot = this.byKey.get(key)
    if (hot !== undefined) {
      hot.used = true
      return hot
    }
    if (this.coldSize === 0) return undefined
    const id = idOf(key)
    const entry = this.cold?.get(id)
    const group = entry === undefined ? undefined : this.form.load(id, entry, 0)
    if (!group) return undefined
    group.isCold = true
    this.byKey.set(key, group)
    return group
  }

  /** Takes windows back that end by then, or soon after. */
  recall(untilMs: number): void {
    if (untilMs <= this.recalledTo) return
    this.recalledTo = untilMs
    for (const [id, entry] of this.cold?.takeDue(untilMs) ?? []) {
      const key = keyFrom(id)
      const group = this.byKey.get(key) ?? this.form.load(id, entry, 0)
      if (!group) continue
      group.isCold = false
      this.hotOnly += 1
      this.byKey.set(key, group)
      this.movements?.cameBack(key)
    }
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
    const group = this.form.fresh(idOf(key), head, windowEnd, ++this.lastOrder, this.nowMs)
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
    group.entry = undefined
    group.isColdOld = true
    if (group.unsaved) return
    group.unsaved = true
    this.unsaved.push(group)
  }

  row(group: Group): Row {
    return this.form.row(group)
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
    const wasThere = this.byKey.delete(key)
    if (group.isCold) this.cold?.delete(group.id)
    else if (wasThere) this.hotOnly -= 1
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

  /** Of the window that began last; kept, so that a new life counts as this one would have. */
  get begun(): number {
    return this.lastOrder
  }

  set begun(order: number) {
    this.lastOrder = Math.max(this.lastOrder, order)
  }

  saveHead(head: Row): Json {
    return this.form.saveHead(head)
  }

  loadHeads(list: readonly Json[]): Row[] {
    return list.map(json => this.form.loadHead(json)).filter(head => head !== undefined)
  }

  snapshot(full: boolean): StateDelta {
    const groups = full ? this.byKey.values() : this.unsaved.filter(g => g.unsaved)
    const texts: string[] = []
    for (const group of groups) texts.push(this.textOf(group))
    if (full) for (const text of this.coldTexts()) texts.push(text)
    for (const group of this.unsaved) group.unsaved = false
    this.unsaved = []
    const deleted = this.deleted
    this.deleted = []
    this.makeRoom()
    return { texts, deleted }
  }

  /** All of it in pieces, so that it need not be in memory as a whole. Nothing may change meanwhile. */
  everything(): Generator<StateDelta> {
    return inPieces(this.texts())
  }

  private *texts(): Generator<string> {
    for (const group of this.byKey.values()) yield this.textOf(group)
    yield* this.coldTexts()
  }

  private textOf(group: Group): string {
    return pairText(group.id, this.form.entryOf(group))
  }

  /** Of those that are not in memory too. */
  private *coldTexts(): Generator<string> {
    const hasCopies = this.byKey.size > this.hotOnly
    for (const [id, entry] of this.cold?.entries() ?? [])
      if (!hasCopies || !this.byKey.has(keyFrom(id))) yield pairText(id, entry)
  }

  /** Of those that are not in memory too. */
  *coldKeys(): Generator<Key> {
    for (const [id] of this.cold?.entries() ?? []) {
      const key = keyFrom(id)
      if (!this.byKey.has(key)) yield key
    }
  }

  /** All groups, those of the cold shelf without being taken back. */
  *all(): Generator<Group> {
    yield* this.byKey.values()
    for (const [id, entry] of this.cold?.entries() ?? []) {
      const group = this.byKey.has(keyFrom(id)) ? undefined : this.form.load(id, entry, 0)
      if (group) yield group
    }
  }

  /** For people: a group of the cold shelf stays there, unless memory has it too. */
  *kept(): Generator<() => KeptKey> {
    for (const group of this.byKey.values()) if (!group.isCold) yield () => this.form.told(group)
    for (const [id, entry] of this.cold?.entries() ?? []) {
      const group = this.byKey.get(keyFrom(id)) ?? this.form.load(id, entry, 0)
      if (group) yield () => ({ ...this.form.told(group), isCold: true })
    }
  }

  /** For people: a group, or that there is none of this key. */
  toldOf(group: Group | undefined, head: Row): KeptKey {
    return group ? this.form.told(group) : this.form.toldNone(head)
  }

  /** As `find`; nothing is taken back into memory. */
  peek(key: Key): Group | undefined {
    const hot = this.byKey.get(key)
    if (hot !== undefined || this.coldSize === 0) return hot
    const id = idOf(key)
    const entry = this.cold?.get(id)
    return entry === undefined ? undefined : this.form.load(id, entry, 0)
  }

  /**
   * Right after a snapshot, so that what goes is in the checkpoint. What was used since the last
   * look has a second chance.
   */
  private makeRoom(): void {
    const { byKey, cold } = this
    if (!cold || byKey.size <= cold.hotMax) return
    const target = cold.hotMax >> 1
    let looks = byKey.size * 2
    for (const [key, group] of byKey) {
      if (byKey.size <= target || looks-- === 0) break
      if (group.changedAt > 0 || group.isPinned || isNear(group.windowEnd, this.recalledTo))
        continue
      if (group.used) {
        group.used = false
        byKey.delete(key)
        byKey.set(key, group)
      } else this.letGo(key, group, cold)
    }
  }

  private letGo(key: Key, group: Group, cold: ColdShelf): void {
    if (!group.isCold || group.isColdOld)
      cold.put(group.id, this.form.entryOf(group), group.windowEnd)
    this.byKey.delete(key)
    if (!group.isCold) this.hotOnly -= 1
    this.movements?.left(key)
  }

  restore(keys: RestoredState['keys']): void {
    const { cold } = this
    const isAdopted = cold?.adopt(keys.takeStore?.()) === true
    for (const [id, entry] of isAdopted ? cold.entries() : textsOf(keys)) {
      const { owes, order } = owedOf(entry)
      this.lastOrder = order === undefined ? this.lastOrder + 1 : Math.max(this.lastOrder, order)
      const hasRoom = !cold || (!isAdopted && this.byKey.size < cold.hotMax)
      if (hasRoom || owes) this.takeIn(id, entry, isAdopted)
      else if (!isAdopted) cold.put(id, entry)
    }
    this.changed.sort((a, b) => a.changedAt - b.changedAt)
    this.lastChange = this.changed.at(-1)?.changedAt ?? 0
  }

  private takeIn(id: string, entry: string, isCold: boolean): void {
    const group = this.form.load(id, entry, this.lastOrder)
    if (!group) return
    group.isCold = isCold
    if (!isCold) this.hotOnly += 1
    this.byKey.set(keyFrom(id), group)
    if (group.changedAt > 0) this.changed.push(group)
  }

  close(): void {
    this.cold?.close()
  }
}

function* textsOf(keys: RestoredState['keys']): Generator<readonly [string, string]> {
  for (const [id, entry] of keys) yield [id, JSON.stringify(entry)]
}
