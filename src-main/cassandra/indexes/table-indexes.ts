// The indexes of all tables, in memory. They are built from the store at start and when CREATE INDEX
// says so, a slice at a time, and every write is added to them. A query waits for the indexes that
// it needs.
import type { Catalog } from '../schema/catalog'
import type { Index, Table } from '../schema/model'
import { tableSpan } from '../bytes/key-codec'
import { type Store, storeIdOf } from '../storage'
import { isSai } from './analyzer'
import { ValueIndex } from './value-index'
import { VectorIndex } from './vector-index'

/** Building lets requests run after this long. */
const SLICE_MS = 8
const GLANCE_ROWS = 64
const nextTurn = () => new Promise<void>(resolve => setImmediate(resolve))

interface Kept {
  readonly identity: string
  readonly storeId: number
  readonly values?: ValueIndex
  readonly vectors?: VectorIndex
  /** Undefined: it is built. */
  building: Promise<void> | undefined
}

export class TableIndexes {
  private readonly kept = new Map<string, Kept>()
  private byStore = new Map<number, Kept[]>()
  private closed = false

  constructor(
    private readonly catalog: Catalog,
    private readonly store: () => Store,
  ) {}

  /** Begins to build what the schema has and forgets what it has not. */
  sync(): void {
    const wanted = new Map<string, { table: Table; index: Index }>()
    for (const keyspace of this.catalog.userKeyspaces().values())
      for (const table of keyspace.tables.values())
        for (const index of table.indexes) wanted.set(identityOf(table, index), { table, index })
    for (const key of this.kept.keys()) if (!wanted.has(key)) this.kept.delete(key)
    const fresh: Kept[] = []
    for (const [identity, { table, index }] of wanted) {
      if (this.kept.has(identity)) continue
      const made = make(identity, table, index)
      this.kept.set(identity, made)
      fresh.push(made)
    }
    this.byStore = new Map()
    for (const one of this.kept.values())
      this.byStore.set(one.storeId, [...(this.byStore.get(one.storeId) ?? []), one])
    // Writes are added from now on; the build adds what was there before.
    for (const one of fresh) if (one.values ?? one.vectors) one.building = this.build(one)
  }

  /** Each write, as it is put into the store. */
  applied(key: string, value: Buffer): void {
    const indexes = this.byStore.get(storeIdOf(key))
    if (!indexes) return
    for (const one of indexes) {
      if (one.vectors) this.addVector(one.vectors, key, value)
      if (!one.values) continue
      one.values.add(key, value)
      if (one.values.isWorn) one.building ??= this.build(one)
    }
  }

  /** What a row had before may be later than what is written. */
  private addVector(vectors: VectorIndex, key: string, value: Buffer): void {
    vectors.add(key, vectors.has(key) ? (this.store().get(key) ?? value) : value)
  }

  values(table: Table, index: Index): ValueIndex | undefined {
    return this.kept.get(identityOf(table, index))?.values
  }

  vectors(table: Table, index: Index): VectorIndex | undefined {
    return this.kept.get(identityOf(table, index))?.vectors
  }

  /** Resolves when indexes are built; undefined when they are. */
  pending(table: Table, indexes: readonly Index[]): Promise<unknown> | undefined {
    const builds = indexes.flatMap(index => {
      const one = this.kept.get(identityOf(table, index))
      return one?.building && !one.values?.isUsable ? [one.building] : []
    })
    return builds.length > 0 ? Promise.all(builds) : undefined
  }

  private async build(one: Kept): Promise<void> {
    one.values?.beginBuild()
    const { from: start, to } = tableSpan(one.storeId)
    for (let from = start; from !== undefined && !this.closed;) {
      await nextTurn()
      if (this.closed) return
      const next = this.buildSlice(one, from, to)
      if (next === undefined) break
      from = next
    }
    one.values?.endBuild()
    one.building = undefined
  }

  /** Gives the key to go on from; undefined at the end. */
  private buildSlice(one: Kept, from: string, to: string): string | undefined {
    const sliceEnd = performance.now() + SLICE_MS
    const walk = this.store().walk(from, to)
    let rows = 0
    for (let next = walk.next(); !next.done; next = walk.next()) {
      const [key, value] = next.value
      one.values?.addBuilt(key, value)
      one.vectors?.add(key, value)
      if (++rows % GLANCE_ROWS === 0 && performance.now() > sliceEnd) return `${key}\0`
    }
    return undefined
  }

  /** Ends building, before the store is closed. */
  close(): void {
    this.closed = true
  }
}

function make(identity: string, table: Table, index: Index): Kept {
  return {
    identity,
    storeId: table.storeId,
    values: ValueIndex.of(table, index),
    vectors: isSai(index) ? VectorIndex.of(table, index) : undefined,
    building: undefined,
  }
}

/** Changes when an index or what it is about does. */
const identityOf = (table: Table, index: Index) =>
  JSON.stringify([
    table.storeId,
    table.columns.get(index.column)?.id,
    index.name,
    index.target,
    index.className,
    [...index.options],
  ])
