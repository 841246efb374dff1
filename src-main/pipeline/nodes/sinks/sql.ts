// Upserts rows into a relational table: an embedded SQL file, MySQL or MariaDB, by the connection's profile. One commit for a
// micro-batch. `batchColumn` keeps the number of the batch that last changed a row, as Spark's foreachBatch jobs do; since rows are
// replaced by key, a group that a batch did not touch stays where it is.
import { compileWriter, type DataType, type Row } from '@shared/expr'
import { openSql, type SqlStore, type SqlTable, type SqlType, type SqlValue } from '@main/connections'
import { LabError } from '@shared/errors'
import { z } from 'zod'
import type { StreamType } from '../../engine/batch'
import type { NodeEnv, Operator, ReadBack } from '../../engine/operator'
import { defineNode } from '../define'
import { keyTextOf } from '../rows'
import { TableChanges } from './table-changes'

const identifier = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]{0,63}$/, 'a letter or _, then letters, digits and _ (64 at most)')

const config = z.strictObject({
  connection: z.string(),
  table: identifier,
  /** Primary key; the stream's own key when absent. */
  key: z.array(z.string()).optional(),
  /** Column → text, int, long, double, boolean, date, timestamp, where it should not be the usual one. */
  types: z.record(z.string(), z.enum(['text', 'int', 'long', 'double', 'boolean', 'date', 'timestamp'])).default({}),
  batchColumn: identifier.optional(),
  create: z.boolean().default(true),
})
type Config = z.output<typeof config>

export const sqlNode = defineNode({
  type: 'sql',
  version: 1,
  kind: 'sink',
  group: 'sinks',
  icon: 'table-2',
  title: { en: 'SQL table', 'pt-BR': 'Tabela SQL', es: 'Tabla SQL' },
  doc: {
    en: 'Upserts rows into a table of MySQL, MariaDB or the embedded SQL file.',
    'pt-BR': 'Grava linhas (upsert) em uma tabela do MySQL, MariaDB ou do arquivo SQL embutido.',
    es: 'Guarda filas (upsert) en una tabla de MySQL, MariaDB o del archivo SQL incluido.',
  },
  inputs: 'one',
  outputs: [],
  config,
  initial: { connection: 'sql', table: 'totals' },
  bind(context, settings) {
    const { input } = context
    context.connection('connection', settings.connection, 'sql')
    const key = settings.key ?? [...(input.keys ?? [])]
    if (key.length === 0) context.problem('key', 'lab-sink-without-key', { table: settings.table })
    for (const name of key) context.field('key', name)
    for (const name of Object.keys(settings.types)) context.field(`types.${name}`, name)
    const lost = (input.keys ?? []).filter(name => !key.includes(name))
    if (lost.length > 0 && key.length > 0)
      context.problem('key', 'lab-sink-key-loses-rows', { missing: lost.join(', ') }, 'warning')
    return { outputs: {}, create: env => new SqlSink(env, settings, key, input) }
  },
})

function sqlTypeOf(type: DataType): SqlType {
  switch (type.kind) {
    case 'decimal':
      return { decimal: [Math.min(38, type.precision), type.scale] }
    case 'int':
    case 'long':
    case 'double':
    case 'boolean':
    case 'date':
    case 'timestamp':
      return type.kind
    default:
      return 'text'
  }
}

class SqlSink implements Operator {
  private store: SqlStore | undefined
  private readonly table: SqlTable
  private readonly changes: TableChanges<SqlValue[]>
  private readonly columns: readonly { readonly name: string; readonly encode: (row: Row) => SqlValue }[]
  private written = 0

  constructor(
    private readonly env: NodeEnv,
    private readonly settings: Config,
    private readonly key: readonly string[],
    input: StreamType,
  ) {
    const batch = settings.batchColumn === undefined ? [] : [{ name: settings.batchColumn, type: 'long' as const }]
    const typeOf = (name: string, type: DataType): SqlType => settings.types[name] ?? sqlTypeOf(type)
    this.columns = input.row.fields.map(({ name, type }) => ({ name, encode: encoder(name, type, typeOf(name, type)) }))
    const columns = [...input.row.fields.map(({ name, type }) => ({ name, type: typeOf(name, type) })), ...batch]
    this.table = { name: settings.table, columns, key, create: settings.create }
    this.changes = new TableChanges(keyTextOf(key, input.row))
  }

  async open(): Promise<void> {
    const connection = this.env.connection(this.settings.connection)
    if (connection.type !== 'sql')
      throw new LabError('bug', { kind: 'bug', params: { message: `${this.settings.connection} is not an SQL store` } })
    this.store ??= await openSql(connection)
    await this.store.ensure(this.table)
  }

  batch: Operator['batch'] = (_input, { rows, removed = [] }) => {
    for (const row of rows) {
      const missing = this.key.find(name => row[name] === null || row[name] === undefined)
      if (missing === undefined) {
        const values = this.columns.map(column => column.encode(row))
        this.changes.set(row, values)
      } else {
        const reason = new LabError('row-without-key', { kind: 'data', params: { column: missing } })
        this.env.dead({ row, reason: reason.toData() })
      }
    }
    for (const row of removed) this.changes.remove(row)
  }

  pending(): boolean {
    return this.changes.pending
  }

  async flush(batchNo: number): Promise<void> {
    const { changed, removed } = this.changes
    const rows = this.settings.batchColumn === undefined ? changed : changed.map(values => [...values, batchNo])
    if (rows.length > 0) await this.opened.upsert(this.table, rows)
    const keyColumns = this.columns.filter(column => this.key.includes(column.name))
    const inKeyOrder = this.key.flatMap(name => keyColumns.filter(column => column.name === name))
    if (removed.length > 0)
      await this.opened.remove(
        this.table,
        removed.map(row => inKeyOrder.map(column => column.encode(row))),
      )
    this.written += rows.length
    this.changes.forget()
  }

  private get opened(): SqlStore {
    if (!this.store) throw new LabError('bug', { kind: 'bug', params: { message: 'an SQL sink was used before it was opened' } })
    return this.store
  }

  figures(): Readonly<Record<string, number>> {
    return { written: this.written }
  }

  async readBack(): Promise<ReadBack> {
    return { name: this.settings.table, rows: await this.opened.rows(this.settings.table) }
  }

  async clear(): Promise<void> {
    await this.open()
    await this.opened.drop(this.settings.table)
    await this.opened.ensure(this.table)
  }

  async close(): Promise<void> {
    await this.store?.close()
    this.store = undefined
  }
}

function encoder(name: string, type: DataType, sqlType: SqlType): (row: Row) => SqlValue {
  const write = compileWriter(type, sqlType === 'double' ? { decimals: 'number' } : {})
  return row => {
    const json = write(row[name] ?? null)
    if (json === null || json === undefined) return null
    if (typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean') {
      if (sqlType === 'text') return String(json)
      // SQL's timestamps have no zone: the instant is written in UTC, in the one form that every engine reads.
      return sqlType === 'timestamp' && typeof json === 'string' ? json.replace('T', ' ').replace(/Z$/, '') : json
    }
    return JSON.stringify(json)
  }
}
