// The running join of a stream with a table: of each key of the second input the newest row counts,
// and each row of the first meets the row that is there now. Of a batch the table's rows come first.
import type { ColdPart, JoinLedger } from '@shared/contract'
import { compileReader, compileWriter, isRow, type Row, type StructType } from '@shared/expr'
import type { Emit } from '../../../model/batch'
import type { Json, KeptKey, Operator, StateDelta } from '../../../model/operator'
import { asJson } from '../../../model/rows'
import type { JoinDetail } from '../../../model/joining'
import { LookedUp } from '../../../model/looked-up'
import type { Pairing } from '../../../model/pairing'
import type { ColdPlace } from '../../cold/cold-place'
import { SpillMap } from '../../cold/spill-map'

export interface TableJoinOptions {
  /** Whether a row without a partner comes out. */
  readonly keepsAll: boolean
  /** Of the stream and of the table. */
  readonly keys: readonly [KeyOf, KeyOf]
  readonly pairing: Pairing
  readonly table: StructType
  readonly stream: StructType
}
type KeyOf = (row: Row) => string | undefined

export class TableJoin implements Operator {
  private readonly table: SpillMap<Row>
  private readonly unsaved = new Set<string>()
  private buffer: Row[] = []
  private joined = 0
  private missed = 0
  private readonly write: (row: Row) => Json
  private readonly seen: LookedUp

  constructor(
    private readonly options: TableJoinOptions,
    place?: ColdPlace,
  ) {
    const write = compileWriter(options.table)
    this.seen = new LookedUp(options.keepsAll, options.stream, options.table)
    const read = compileReader(options.table)
    this.write = row => asJson(write(row))
    const rowOf = (saved: Json) => {
      const row = read(saved)
      return isRow(row) ? row : undefined
    }
    this.table = new SpillMap({ write: this.write, read: rowOf }, place)
  }

  batch: Operator['batch'] = (input, { rows, removed = [] }) => {
    if (input === 0) {
      for (const row of rows) this.buffer.push(row)
      return
    }
    const keyOf = this.options.keys[1]
    for (const row of removed) this.set(keyOf(row), undefined)
    for (const row of rows) this.set(keyOf(row), row)
  }

  private set(key: string | undefined, row: Row | undefined): void {
    if (key === undefined) return
    if (row) this.table.set(key, row)
    else this.table.delete(key)
    this.unsaved.add(key)
  }

  finish(emit: Emit): boolean {
    const { keys, keepsAll, pairing } = this.options
    const rows = this.buffer
    this.buffer = []
    const out: Row[] = []
    for (const row of rows) {
      const key = keys[0](row)
      const found = key === undefined ? undefined : this.table.get(key)
      if (found) {
        this.joined += 1
        this.seen.found(row, key, found)
      } else {
        this.missed += 1
        this.seen.missed(row, key)
      }
      if (found || keepsAll) out.push(pairing.make(row, found ?? null))
    }
    if (out.length > 0) emit('out', { rows: out })
    return rows.length > 0
  }

  snapshot: Operator['snapshot'] = (full): StateDelta => {
    const set: (readonly [string, Json])[] = []
    const deleted: string[] = []
    if (full) for (const [name, row] of this.table.entries()) set.push([name, this.write(row)])
    else
      for (const name of this.unsaved) {
        const row = this.table.near.get(name)
        if (row) set.push([name, this.write(row)])
        else deleted.push(name)
      }
    this.unsaved.clear()
    this.table.makeRoom()
    return { set, deleted, facts: this.facts() }
  }

  private facts(): Json {
    return [this.joined, this.missed]
  }

  *snapshotParts(): Generator<StateDelta> {
    yield { facts: this.facts() }
    yield* this.table.pieces()
  }

  restore: Operator['restore'] = ({ keys, facts }) => {
    this.table.restore(keys)
    if (!Array.isArray(facts)) return
    this.joined = Number(facts[0])
    this.missed = Number(facts[1])
  }

  stateKeys(): number {
    return this.table.size
  }

  coldState(): ColdPart {
    return this.table.coldState
  }

  *keptKeys(): Generator<() => KeptKey> {
    for (const [key, row, isCold] of this.table.entries())
      yield () => ({ ...this.told(key, row), ...(isCold ? { isCold } : {}) })
  }

  private told(key: string | undefined, row: Row | undefined): KeptKey {
    return { key: { key: key ?? null }, value: row ? this.write(row) : null, input: 1 }
  }

  private foundFor(input: number, row: Row): readonly [string | undefined, Row | undefined] {
    const key = this.options.keys[input === 0 ? 0 : 1](row)
    return [key, key === undefined ? undefined : this.table.peek(key)]
  }

  keptFor: Operator['keptFor'] = (input, row) => [this.told(...this.foundFor(input, row))]

  keyFor(input: number, row: Row): Json {
    return { key: this.options.keys[input === 0 ? 0 : 1](row) ?? null }
  }

  givesFor: Operator['givesFor'] = (input, row) => {
    const { keepsAll, pairing } = this.options
    const [, found] = this.foundFor(input, row)
    return input === 0 && (found || keepsAll) ? [pairing.make(row, found ?? null)] : []
  }

  async close(): Promise<void> {
    this.table.close()
  }

  joinCounts(): readonly Omit<JoinLedger, 'node'>[] {
    const { joined: matched, missed: unmatched } = this
    const waiting = this.buffer.length
    const read = matched + unmatched + waiting
    return [{ input: 0, read, matched, unmatched, waiting, givenUp: 0 }]
  }

  joinDetail(): JoinDetail {
    return this.seen.detail(this.joinCounts(), this.table.size)
  }

  joinRows: Operator['joinRows'] = asked => this.seen.rows(asked)

  figures(): Readonly<Record<string, number>> {
    return { joined: this.joined, missed: this.missed }
  }
}
