// A table with a key in a database server: MySQL, MariaDB or PostgreSQL, whichever dialect the
// server speaks.
import { LabError } from '@shared/errors'
import {
  pageSql,
  whereKeys,
  type OrderedRow,
  type PageRequest,
  type SqlStore,
  type SqlTable,
  type SqlValue,
} from '../store'
import { createTable } from './create-table'
import {
  orderWithoutTies,
  rowReader,
  type Dialect,
  type SqlField,
  type TableColumns,
} from './dialect'

/** PostgreSQL says one of these to the second of two that make the same table at once. */
const MADE_MEANWHILE = new Set(['23505', '42P07'])
const ROWS_A_STATEMENT = 1000
const ROWS_A_PAGE = 10_000

export interface SqlAnswer {
  readonly fields: readonly SqlField[]
  readonly rows: Record<string, unknown>[]
}

export interface SqlSession {
  query(sql: string, values?: readonly SqlValue[]): Promise<SqlAnswer>
}

/** A server as its driver reaches it. Its errors are LabErrors. */
export interface SqlServer extends SqlSession {
  readonly address: string
  readonly dialect: Dialect
  /** Commits what the work did, or nothing of it. */
  transaction(work: (session: SqlSession) => Promise<void>): Promise<void>
  close(): Promise<void>
}

export class ServerStore implements SqlStore {
  readonly address: string
  readonly takesNaN: boolean

  constructor(private readonly server: SqlServer) {
    this.address = server.address
    this.takesNaN = server.dialect.takesNaN
  }

  async ensure(table: SqlTable): Promise<void> {
    if (!table.create) return
    try {
      await this.server.query(createTable(this.server.dialect, table))
    } catch (error) {
      if (!MADE_MEANWHILE.has(String(LabError.from(error).params['code']))) throw error
    }
  }

  async upsert(table: SqlTable, rows: readonly (readonly SqlValue[])[]): Promise<void> {
    const { quoted, place, placesMax, onConflict } = this.server.dialect
    const names = table.columns.map(c => quoted(c.name)).join(', ')
    const width = table.columns.length
    const rowsMax = Math.max(1, Math.min(ROWS_A_STATEMENT, Math.floor(placesMax / width)))
    await this.server.transaction(async session => {
      for (let at = 0; at < rows.length; at += rowsMax) {
        const some = rows.slice(at, at + rowsMax)
        const places = some.map(
          (_, n) => `(${table.columns.map((_c, i) => place(n * width + i)).join(', ')})`,
        )
        await session.query(
          `INSERT INTO ${quoted(table.name)} (${names}) VALUES ${places.join(', ')}${onConflict(table)}`,
          some.flat(),
        )
      }
    })
  }

  async remove(table: SqlTable, keys: readonly (readonly SqlValue[])[]): Promise<void> {
    const { quoted, place } = this.server.dialect
    const where = table.key.map((name, i) => `${quoted(name)} = ${place(i)}`).join(' AND ')
    for (const key of keys)
      await this.server.query(`DELETE FROM ${quoted(table.name)} WHERE ${where}`, key)
  }

  async *ordered(table: string, order: readonly string[]): AsyncGenerator<Record<string, unknown>> {
    const { dialect } = this.server
    const by = orderWithoutTies(dialect, order, await this.columnsOf(table))
    for (let offset = 0; ; offset += ROWS_A_PAGE) {
      const { fields, rows } = await this.server.query(
        `SELECT * FROM ${dialect.quoted(table)} ORDER BY ${by} LIMIT ${ROWS_A_PAGE} OFFSET ${offset}`,
      )
      yield* rows.map(rowReader(dialect, fields))
      if (rows.length < ROWS_A_PAGE) return
    }
  }

  async columns(table: string): Promise<readonly string[]> {
    return (await this.fieldsOf(table)).map(({ name }) => name)
  }

  private async fieldsOf(table: string): Promise<TableColumns['columns']> {
    const { quoted } = this.server.dialect
    return (await this.server.query(`SELECT * FROM ${quoted(table)} LIMIT 0`)).fields
  }

  private async columnsOf(table: string): Promise<TableColumns> {
    const { primaryKeySql } = this.server.dialect
    const fields = await this.fieldsOf(table)
    const { rows } = await this.server.query(primaryKeySql(table))
    return { columns: fields, primaryKey: rows.map(({ name }) => String(name)) }
  }

  async find(
    table: string,
    columns: readonly string[],
    key: readonly string[],
    keys: readonly (readonly string[])[],
    rowsMax: number,
  ): Promise<Record<string, unknown>[]> {
    const { dialect } = this.server
    const { quoted, place } = dialect
    const where = whereKeys(key.map(quoted), keys, at => place(at))
    const { fields, rows } = await this.server.query(
      `SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(table)} WHERE ${where} LIMIT ${rowsMax}`,
      keys.flat(),
    )
    return rows.map(rowReader(dialect, fields))
  }

  async primaryKey(table: string): Promise<readonly string[]> {
    return (await this.columnsOf(table)).primaryKey
  }

  async page(request: PageRequest): Promise<readonly OrderedRow[]> {
    const { dialect } = this.server
    const { quoted, place } = dialect
    const { table, order } = request
    const values: SqlValue[] = []
    const typeOf = await this.typesOf(table, order)
    const sql = pageSql(`SELECT * FROM ${quoted(table)}`, request, quoted, (column, value) => {
      const literal = dialect.literal(typeOf[column], value)
      if (literal !== undefined) return literal
      values.push(value)
      return place(values.length - 1)
    })
    const { fields, rows } = await this.server.query(sql, values)
    const read = rowReader(dialect, fields)
    return rows.map(row => ({
      row: read(row),
      at: order.map(name => positionValue(row[name], name)),
    }))
  }

  private async typesOf(
    table: string,
    names: readonly string[],
  ): Promise<readonly (number | undefined)[]> {
    const { quoted } = this.server.dialect
    const columns = names.map(quoted).join(', ')
    const { fields } = await this.server.query(`SELECT ${columns} FROM ${quoted(table)} LIMIT 0`)
    return fields.map(({ type }) => type)
  }

  async rows(table: string, rowsMax: number): Promise<Record<string, unknown>[]> {
    const { quoted } = this.server.dialect
    return (await this.query(`SELECT * FROM ${quoted(table)} LIMIT ${rowsMax}`)).rows
  }

  async count(table: string): Promise<number> {
    const { quoted } = this.server.dialect
    const [row] = (await this.query(`SELECT count(*) AS n FROM ${quoted(table)}`)).rows
    return Number(row?.n ?? 0)
  }

  async query(
    sql: string,
  ): Promise<{ columns: readonly string[]; rows: Record<string, unknown>[] }> {
    const { fields, rows } = await this.server.query(sql)
    return { columns: fields.map(({ name }) => name), rows }
  }

  async drop(table: string): Promise<void> {
    await this.server.query(`DROP TABLE IF EXISTS ${this.server.dialect.quoted(table)}`)
  }

  async close(): Promise<void> {
    await this.server.close()
  }
}

/** What a checkpoint can keep, and the server reads as the same value again. */
function positionValue(value: unknown, column: string): string | number | boolean {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  throw new LabError('poll-column-type', { kind: 'config', params: { column } })
}
