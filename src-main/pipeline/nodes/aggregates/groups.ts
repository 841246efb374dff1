// Groups of an aggregation: key fields and their accumulators. Knows which groups changed since the
// last emission and since the last snapshot, and turns groups into rows and into checkpoint
// entries. Groups that a trigger still holds back are part of the entries, with their order: after
// a crash they are given out as they would have been.
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
import type { Json, StateDelta } from '../../model/operator'
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
}

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

  constructor(
    private readonly compute: readonly Named<CompiledAggregate>[],
    head: StructType,
  ) {
    this.writeHead = compileWriter(head)
    this.readHead = compileReader(head)
  }

  get size(): number {
    return this.byKey.size
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
    }
    this.byKey.set(key, group)
    return group
  }

  add(group: Group, row: Row): void {
    const { compute } = this
    for (let i = 0; i < compute.length; i++) compute[i]!.it.add(group.accumulators[i]!, row)
    this.touch(group)
  }

  touch(group: Group): void {
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
    this.byKey.delete(key)
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
    const set = groups.map(group => {
      const accumulators = this.compute.map((c, i) => asJson(c.it.snapshot(group.accumulators[i]!)))
      const end = Number.isFinite(group.windowEnd) ? group.windowEnd : null
      group.savedChangedAt = group.changedAt
      const owed = group.changedAt > 0 ? [group.changedAt] : []
      return [group.id, [this.saveHead(group.head), accumulators, end, ...owed]] as const
    })
    for (const group of this.unsaved) group.unsaved = false
    this.unsaved = []
    const deleted = this.deleted
    this.deleted = []
    return { set, deleted }
  }

  restore(keys: ReadonlyMap<string, Json>): void {
    for (const [id, saved] of keys) {
      if (!Array.isArray(saved)) continue
      const [head, accumulators, end, changedAt] = saved
      const fields = this.readHead(head)
      if (!Array.isArray(accumulators) || !isRow(fields)) continue
      const key = keyFrom(id)
      const owed = typeof changedAt === 'number' ? changedAt : 0
      const group: Group = {
        id,
        head: fields,
        accumulators: this.compute.map((c, i) => c.it.restore(accumulators[i])),
        windowEnd: typeof end === 'number' ? end : Infinity,
        changedAt: owed,
        savedChangedAt: owed,
        unsaved: false,
      }
      this.byKey.set(key, group)
      if (owed > 0) this.changed.push(group)
    }
    this.changed.sort((a, b) => a.changedAt - b.changedAt)
    this.lastChange = this.changed.at(-1)?.changedAt ?? 0
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
