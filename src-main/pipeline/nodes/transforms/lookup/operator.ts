// The running lookup: rows wait until the end of the batch, the table is asked for all their keys at
// once, and each row goes on with what was found. Answers are of the moment in which they were asked for;
// after a crash the table is asked again.
import type { JoinLedger } from '@shared/contract'
import { LabError } from '@shared/errors'
import { compileWriter, type Row, type StructType, type Value } from '@shared/expr'
import { openLookup, type LookupKey, type LookupTable, type TableLookup } from '@main/connections'
import type { JoinDetail } from '../../../model/joining'
import { LookedUp } from '../../../model/looked-up'
import type { Json, KeptKey, NodeEnv, Operator } from '../../../model/operator'
import { asJson } from '../../../model/rows'
import { AskedRows, WholeTable, type FoundKey, type FoundRows, type TableShape } from './found-rows'

export interface LookupOptions {
  readonly connection: string
  readonly table: LookupTable
  readonly shape: TableShape
  /** A sink of the same lab makes the table: it is waited for. */
  readonly isMadeHere: boolean
  /** Undefined: asks for each new key. */
  readonly refreshMs: number | undefined
  readonly keepMs: number
  readonly keepsAll: boolean
  /** Undefined where a part of it is NULL: it equals nothing. */
  readonly keyOf: (row: Row) => LookupKey | undefined
  readonly textOf: (key: LookupKey) => string
  /** Of its rows and of those of the table. */
  readonly types: readonly [StructType, StructType]
  readonly pair: (row: Row, found: Row | null) => Row
  /** The lab's clock. */
  readonly now: () => number
}

/** How the databases say that a table is not there. */
const NOT_THERE = new Set(['cql-no-table', 'sql-remote'])

interface Waiting {
  readonly row: Row
  readonly key: string | undefined
}

export class Lookup implements Operator {
  private table: TableLookup | undefined
  private known: FoundRows | undefined
  private waiting: Waiting[] = []
  private keys = new Map<string, LookupKey>()
  private refused: ReadonlyMap<string, LabError> = new Map()
  private matched = 0
  private unmatched = 0
  private givenUp = 0
  private readonly seen: LookedUp
  private readonly write: (value: Value) => unknown

  constructor(
    private readonly env: NodeEnv,
    private readonly options: LookupOptions,
  ) {
    this.seen = new LookedUp(options.keepsAll, ...options.types)
    this.write = compileWriter(options.types[1])
  }

  async open(): Promise<void> {
    const { connection, table, shape, refreshMs, keepMs } = this.options
    this.table ??= await this.onceMade(() => openLookup(this.env.connection(connection), table))
    this.known ??=
      refreshMs === undefined
        ? new AskedRows(this.table, shape, keepMs)
        : new WholeTable(this.table, shape, refreshMs)
  }

  batch: Operator['batch'] = (_input, { rows }) => {
    for (const row of rows) {
      const key = this.options.keyOf(row)
      const text = key && this.options.textOf(key)
      if (key && text !== undefined) this.keys.set(text, key)
      this.waiting.push({ row, key: text })
    }
  }

  async prepare(): Promise<void> {
    if (this.waiting.length === 0) return
    await this.open()
    const learnt = await this.onceMade(async () => this.known?.learn(this.keys, this.options.now()))
    this.refused = learnt ?? new Map()
  }

  private async onceMade<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (cause) {
      const error = LabError.from(cause)
      if (!this.options.isMadeHere || !NOT_THERE.has(error.code)) throw error
      const { code, kind, params } = error
      throw new LabError(code, { kind, params, retry: true, cause })
    }
  }

  finish: NonNullable<Operator['finish']> = emit => {
    const { pair, keepsAll } = this.options
    const { waiting, refused } = this
    const out: Row[] = []
    for (const { row, key } of waiting) {
      const reason = key === undefined ? undefined : refused.get(key)
      if (reason) {
        this.givenUp += 1
        this.env.dead({ row, reason: reason.toData() })
        continue
      }
      const found = key === undefined ? [] : (this.known?.of(key) ?? [])
      for (const each of found) out.push(pair(row, each))
      const [first] = found
      if (first) {
        this.matched += 1
        this.seen.found(row, key, first)
      } else {
        this.unmatched += 1
        this.seen.missed(row, key)
        if (keepsAll) out.push(pair(row, null))
      }
    }
    this.waiting = []
    this.keys = new Map()
    if (out.length > 0) emit('out', { rows: out })
    return waiting.length > 0
  }

  /** Of what the table was asked for. */
  givesFor: Operator['givesFor'] = (_input, row) => {
    const { pair, keepsAll, keyOf, textOf } = this.options
    const key = keyOf(row)
    const found = key === undefined ? [] : (this.known?.of(textOf(key)) ?? [])
    if (found.length > 0) return found.map(each => pair(row, each))
    return keepsAll ? [pair(row, null)] : []
  }

  snapshot: Operator['snapshot'] = () => ({
    facts: [this.matched, this.unmatched, this.givenUp],
  })

  restore: Operator['restore'] = ({ facts }) => {
    if (!Array.isArray(facts)) return
    const [matched = 0, unmatched = 0, givenUp = 0] = facts.map(Number)
    Object.assign(this, { matched, unmatched, givenUp })
  }

  stateKeys(): number {
    return this.known?.size ?? 0
  }

  /** What the table answered for each key: its row, its rows, or null where it had none. */
  *keptKeys(): Generator<() => KeptKey> {
    for (const found of this.known?.entries() ?? []) yield () => this.told(found)
  }

  private told({ key, rows, askedAt }: FoundKey): KeptKey {
    // Our own text: a parse boundary.
    const values = JSON.parse(key) as Json[]
    const names = this.options.table.key
    const written = rows.map(row => asJson(this.write(row)))
    return {
      key: Object.fromEntries(names.map((name, i) => [name, values[i] ?? null])),
      value: written.length > 1 ? written : (written[0] ?? null),
      touched: askedAt,
    }
  }

  joinCounts(): readonly Omit<JoinLedger, 'node'>[] {
    const { matched, unmatched, givenUp } = this
    const waiting = this.waiting.length
    const read = matched + unmatched + givenUp + waiting
    return [{ input: 0, read, matched, unmatched, waiting, givenUp }]
  }

  joinDetail(): JoinDetail {
    return this.seen.detail(this.joinCounts(), this.stateKeys())
  }

  joinRows: Operator['joinRows'] = asked => this.seen.rows(asked)

  async close(): Promise<void> {
    await this.table?.close()
    this.table = undefined
    this.known = undefined
  }
}
