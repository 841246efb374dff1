// The rows of one input that wait for partners, by key, in the order in which they came.
import { compileReader, compileWriter, isRow, type Row, type StructType } from '@shared/expr'
import type { Json, KeptKey } from '../../../model/operator'
import { asJson } from '../../../model/rows'
import { TimeHeap } from './time-heap'

export interface Waiting {
  readonly id: number
  readonly row: Row
  readonly time: number | undefined
  /** It had a partner already: it does not come out alone. */
  matched: boolean
}

/** Undefined: a part of it is NULL, and no row is looked up by that. */
type Key = string | undefined

interface Kept {
  readonly key: Key
  readonly waiting: Waiting
  readonly time: number | undefined
}

export class Side {
  private readonly byKey = new Map<Key, Waiting[]>()
  private readonly unsaved = new Map<number, readonly [key: Key, waiting: Waiting]>()
  private readonly deleted: string[] = []
  private readonly byTime = new TimeHeap<Kept>()
  private readonly write: ReturnType<typeof compileWriter>
  private readonly read: ReturnType<typeof compileReader>
  size = 0
  /** Of them: rows without a partner so far. */
  unmatched = 0

  constructor(
    private readonly name: 'l' | 'r',
    type: StructType,
  ) {
    this.write = compileWriter(type)
    this.read = compileReader(type)
  }

  of(key: string): readonly Waiting[] {
    return this.byKey.get(key) ?? []
  }

  add(key: Key, waiting: Waiting): void {
    const list = this.byKey.get(key)
    if (list) list.push(waiting)
    else this.byKey.set(key, [waiting])
    this.size += 1
    if (!waiting.matched) this.unmatched += 1
    this.byTime.add({ key, waiting, time: waiting.time })
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
    const over: Kept[] = []
    while ((this.byTime.oldest?.time ?? Infinity) < beforeMs) {
      const next = this.byTime.takeOldest()
      if (next) over.push(next)
    }
    for (const { key, waiting } of over) this.remove(key, waiting)
    return over.map(({ waiting }) => waiting).sort((a, b) => a.id - b.id)
  }

  private remove(key: Key, waiting: Waiting): void {
    const left = (this.byKey.get(key) ?? []).filter(each => each !== waiting)
    if (left.length > 0) this.byKey.set(key, left)
    else this.byKey.delete(key)
    this.unsaved.delete(waiting.id)
    this.deleted.push(this.idOf(waiting.id))
    this.size -= 1
    if (!waiting.matched) this.unmatched -= 1
  }

  *kept(): Generator<() => KeptKey> {
    const input = this.name === 'l' ? 0 : 1
    for (const [key, list] of this.byKey)
      for (const { row, time } of list)
        yield () => ({
          key: { key: key ?? null },
          value: asJson(this.write(row)),
          input,
          ...(time === undefined ? {} : { at: time }),
        })
  }

  private idOf(id: number): string {
    return `${this.name}${id}`
  }

  snapshot(full: boolean): { set: (readonly [string, Json])[]; deleted: string[] } {
    const all = full
      ? [...this.byKey].flatMap(([key, list]) => list.map(each => [key, each] as const))
      : [...this.unsaved.values()]
    const set = all
      .sort(([, a], [, b]) => a.id - b.id)
      .map(([key, { id, row, time, matched }]) => {
        const saved: Json = [key ?? null, asJson(this.write(row)), time ?? null, matched]
        return [this.idOf(id), saved] as const
      })
    this.unsaved.clear()
    return { set, deleted: this.deleted.splice(0) }
  }

  restore(keys: ReadonlyMap<string, Json>): void {
    const mine = [...keys].flatMap(([id, saved]) => {
      if (!id.startsWith(this.name) || !Array.isArray(saved)) return []
      const [key, json, time, matched] = saved
      const row = this.read(json)
      if (!isRow(row)) return []
      const waiting: Waiting = {
        id: Number(id.slice(1)),
        row,
        time: typeof time === 'number' ? time : undefined,
        matched: matched === true,
      }
      return [[typeof key === 'string' ? key : undefined, waiting] as const]
    })
    for (const [key, waiting] of mine.sort(([, a], [, b]) => a.id - b.id)) this.add(key, waiting)
    this.unsaved.clear()
  }
}
