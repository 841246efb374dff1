// The running SQL sink: upserts by key, or appends under a batch key, so that a batch that is
// written again changes nothing.
import { LabError } from '@shared/errors'
import type { Row } from '@shared/expr'
import { type SqlStore, type SqlValue, type SqlTable, openSql } from '@main/connections'
import type { StreamType } from '../../../model/batch'
import type { Operator, NodeEnv, ReadBack, StoredRow } from '../../../model/operator'
import { readBackOf } from '../../../model/read-back'
import { keyTextOf } from '../../../model/rows'
import type { Config } from './config'
import { type ColumnWriter, columnWriters, tableOf } from './table-columns'

/** A row on its way: its values as the driver takes them. */
interface Waiting {
  readonly row: Row
  readonly values: readonly SqlValue[]
}

interface Refused {
  readonly row: Row
  readonly error: LabError
}

export class SqlSink implements Operator {
  private store: SqlStore | undefined
  private upserts = new Map<string, Waiting>()
  private removals = new Map<string, SqlValue[]>()
  private readonly columns: readonly ColumnWriter[]
  private readonly keyText: ((row: Row) => string) | undefined
  private readonly table: SqlTable
  private appended = 0
  private written = 0
  /** Rows of a table without a key that we know of, also those written twice. */
  private known: number | undefined
  private twice = 0
  /** Not looked at the table yet since the restart. */
  private isBack = false

  constructor(
    private readonly env: NodeEnv,
    private readonly settings: Config,
    private readonly key: readonly string[],
    input: StreamType,
  ) {
    this.columns = columnWriters(input.row, settings.types)
    this.keyText = key.length > 0 ? keyTextOf(key, input.row) : undefined
    this.table = tableOf(
      settings,
      key,
      this.columns.map(c => c.column),
    )
  }

  async open(): Promise<void> {
    await this.connect()
    await this.needColumns()
    if (!this.keyText) this.known ??= await this.opened.count(this.table.name)
  }

  private async connect(): Promise<void> {
    const connection = this.env.connection(this.settings.connection)
    if (connection.type !== 'sql')
      throw new LabError('bug', {
        kind: 'bug',
        params: { message: `${this.settings.connection} is no SQL` },
      })
    this.store ??= await openSql(connection)
    await this.store.ensure(this.table)
  }

  /** A table that is there is not altered: the error names the fields that the lab has got since. */
  private async needColumns(): Promise<void> {
    const there = new Set((await this.opened.columns(this.table.name)).map(lower))
    const missing = this.table.columns.filter(({ name }) => !there.has(lower(name)))
    if (missing.length === 0) return
    const columns = missing.map(({ name }) => name).join(', ')
    const params = { table: this.table.name, address: this.opened.address, columns }
    throw new LabError('sql-no-column', { kind: 'config', params })
  }

  batch: Operator['batch'] = (_input, { rows, removed = [] }) => {
    for (const row of rows) {
      const missing = this.key.find(name => row[name] === null || row[name] === undefined)
      if (missing !== undefined) {
        this.refuse(row, new LabError('row-without-key', dataOf({ column: missing })))
        continue
      }
      const values = this.columns.map(c => c.valueOf(row))
      const strange = this.opened.takesNaN ? -1 : values.findIndex(isNotFinite)
      if (strange >= 0) {
        const column = this.columns[strange]?.column.name ?? ''
        const found = String(values[strange])
        this.refuse(row, new LabError('row-not-a-number', dataOf({ column, found })))
        continue
      }
      const key = this.keyText ? this.keyText(row) : String(this.appended++)
      this.removals.delete(key)
      this.upserts.set(key, { row, values })
    }
    for (const row of removed) {
      if (!this.keyText) continue
      const key = this.keyText(row)
      this.upserts.delete(key)
      this.removals.set(key, this.keyValues(row))
    }
  }

  private refuse(row: Row, error: LabError): void {
    this.env.dead({ row, reason: error.toData() })
  }

  private keyValues(row: Row): SqlValue[] {
    return this.key.map(
      name => this.columns.find(c => c.column.name === name)?.valueOf(row) ?? null,
    )
  }

  private get opened(): SqlStore {
    if (!this.store)
      throw new LabError('bug', {
        kind: 'bug',
        params: { message: 'an SQL sink was used before it was opened' },
      })
    return this.store
  }

  pending(): boolean {
    return this.upserts.size > 0 || this.removals.size > 0
  }

  async flush(batchNo: number, again: boolean): Promise<void> {
    const rows = [...this.upserts.values()].map(({ row, values }) => ({
      row,
      values: this.settings.batchColumn ? [...values, batchNo] : values,
    }))
    const refused: Refused[] = []
    if (!this.keyText && (again || this.isBack)) await this.countTwice(rows.length, again)
    if (rows.length > 0) await this.write(rows, refused)
    if (this.removals.size > 0) await this.opened.remove(this.table, [...this.removals.values()])
    // Only now: a batch that failed halfway is written again, and says so again.
    for (const { row, error } of refused) this.refuse(row, error)
    const written = rows.length - refused.length
    this.written += written
    if (this.known !== undefined) this.known += written
    this.upserts = new Map()
    this.removals = new Map()
  }

  /** Halves the rows until those that the database refuses stand alone. */
  private async write(rows: readonly Waiting[], refused: Refused[]): Promise<void> {
    try {
      await this.opened.upsert(
        this.table,
        rows.map(({ values }) => values),
      )
    } catch (error) {
      const known = LabError.from(error)
      const [first] = rows
      if (known.kind !== 'data' || !first) throw known
      if (rows.length === 1) {
        refused.push({ row: first.row, error: known })
        return
      }
      const half = Math.ceil(rows.length / 2)
      await this.write(rows.slice(0, half), refused)
      await this.write(rows.slice(half), refused)
    }
  }

  /**
   * As far as nobody else appends. After a failed try the batch is in the table or is not.
   * After a crash all that came since the checkpoint will be written again, so every row there
   * beyond what the checkpoint knows of is one too many in the end: also when a crash came in the
   * middle of doing it again.
   */
  private async countTwice(rows: number, again: boolean): Promise<void> {
    const known = this.known ?? 0
    const there = await this.opened.count(this.table.name)
    const more = Math.max(0, there - known)
    if (again) this.twice += this.isBack ? more : Math.min(rows, more)
    this.known = this.isBack ? there : known + Math.min(rows, more)
    this.isBack = false
  }

  doubled(): number {
    return this.twice
  }

  snapshot: Operator['snapshot'] = () =>
    this.keyText ? undefined : { facts: [this.known ?? 0, this.twice] }

  restore: Operator['restore'] = ({ facts }) => {
    if (!Array.isArray(facts)) return
    const [known, twice] = facts.map(Number)
    this.known = known
    this.twice = twice ?? 0
    this.isBack = !this.keyText
  }

  figures(): Readonly<Record<string, number>> {
    return { written: this.written, ...(this.twice > 0 ? { doubled: this.twice } : {}) }
  }

  async readBack(): Promise<ReadBack> {
    const { table: name } = this.settings
    return readBackOf({
      name,
      rows: max => this.opened.rows(name, max),
      count: () => this.opened.count(name),
    })
  }

  /** Absent where rows have no key: then no row replaces another. */
  get stored(): Operator['stored'] {
    return this.keyText && (rows => Promise.all(rows.map(row => this.find(row))))
  }

  storedKey(row: Row): string {
    return this.keyText?.(row) ?? ''
  }

  private async find(row: Row): Promise<StoredRow | undefined> {
    const { name, columns, key } = this.table
    const values = this.keyValues(row).map(String)
    const names = columns.map(column => column.name)
    const [found] = await this.opened.find(name, names, key, [values], 1)
    return found
  }

  async clear(): Promise<void> {
    await this.connect()
    await this.opened.drop(this.settings.table)
  }

  async close(): Promise<void> {
    await this.store?.close()
    this.store = undefined
  }
}

const isNotFinite = (value: SqlValue) => typeof value === 'number' && !Number.isFinite(value)
const dataOf = (params: Readonly<Record<string, string>>) => ({ kind: 'data', params }) as const

/** Not all databases tell capitals apart. */
const lower = (name: string) => name.toLowerCase()
