// The embedded SQL file (DuckDB). One instance for a file in a process: everything that wants the
// file gets connections of the one instance, because a second instance would read a frozen state.
// Rows are staged and upserted in one commit (a commit costs 4–7 ms).
import { mkdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { LabError } from '@shared/errors'
import { plainDecimal } from './server/dialect'
import { loadDuckDb, type DuckDBConnection, type DuckDBInstance } from './library'
import {
  pageSql,
  whereKeys,
  type OrderedRow,
  type PageRequest,
  type SqlColumn,
  type SqlStore,
  type SqlTable,
  type SqlType,
  type SqlValue,
} from './store'

interface Shared {
  readonly instance: Promise<DuckDBInstance>
  users: number
}
const open = new Map<string, Shared>()
const ROWS_A_STATEMENT = 500
/** No table of a person has such a column. */
const POSITION = 'sluice position '

export async function openEmbedded(file: string): Promise<SqlStore> {
  const path = resolve(file)
  const shared = open.get(path) ?? { instance: openInstance(path), users: 0 }
  open.set(path, shared)
  shared.users += 1
  try {
    const connection = await (await shared.instance).connect()
    return new EmbeddedStore(path, connection, async () => {
      shared.users -= 1
      if (shared.users > 0) return
      open.delete(path)
      ;(await shared.instance).closeSync()
    })
  } catch (error) {
    shared.users -= 1
    if (shared.users === 0) open.delete(path)
    throw sqlFileError(error, path)
  }
}

async function openInstance(path: string): Promise<DuckDBInstance> {
  const { DuckDBInstance: Instance } = await loadDuckDb()
  await mkdir(dirname(path), { recursive: true })
  return Instance.create(path, {
    threads: '2',
    memory_limit: '512MB',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
}

function sqlFileError(error: unknown, file: string): LabError {
  if (error instanceof LabError) return error
  const message = error instanceof Error ? error.message : String(error)
  if (/lock/i.test(message))
    return new LabError('sql-file-in-use', {
      kind: 'conflict',
      params: { file, message },
      cause: error,
    })
  if (/^(?:Conversion|Out of Range|Constraint) Error/.test(message))
    return new LabError('row-refused', {
      kind: 'data',
      params: { address: file, code: 'DuckDB', message },
      cause: error,
    })
  return new LabError('sql-remote', {
    kind: 'remote',
    params: { address: file, code: 'DuckDB', message },
    cause: error,
  })
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

function typeName(type: SqlType): string {
  if (typeof type === 'object') return `DECIMAL(${type.decimal[0]},${type.decimal[1]})`
  return {
    text: 'VARCHAR',
    int: 'INTEGER',
    long: 'BIGINT',
    double: 'DOUBLE',
    boolean: 'BOOLEAN',
    date: 'DATE',
    timestamp: 'TIMESTAMP',
  }[type]
}

function literal(value: SqlValue, column: SqlColumn): string {
  if (value === null) return 'NULL'
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'::${typeName(column.type)}`
  return typeof value === 'number' && !Number.isFinite(value) ? `'${value}'::DOUBLE` : String(value)
}

class EmbeddedStore implements SqlStore {
  readonly takesNaN = true

  constructor(
    readonly address: string,
    private readonly connection: DuckDBConnection,
    private readonly release: () => Promise<void>,
  ) {}

  private async run(sql: string): Promise<void> {
    try {
      await this.connection.run(sql)
    } catch (error) {
      throw sqlFileError(error, this.address)
    }
  }

  async ensure(table: SqlTable): Promise<void> {
    if (!table.create) return
    const columns = table.columns.map(c => `${quoted(c.name)} ${typeName(c.type)}`)
    const key = table.key.length > 0 ? [`PRIMARY KEY (${table.key.map(quoted).join(', ')})`] : []
    await this.run(
      `CREATE TABLE IF NOT EXISTS ${quoted(table.name)} (${[...columns, ...key].join(', ')})`,
    )
  }

  async upsert(table: SqlTable, rows: readonly (readonly SqlValue[])[]): Promise<void> {
    const names = table.columns.map(c => quoted(c.name)).join(', ')
    const others = table.columns.filter(c => !table.key.includes(c.name))
    const conflict =
      table.key.length === 0
        ? ''
        : ` ON CONFLICT (${table.key.map(quoted).join(', ')}) DO ${others.length === 0 ? 'NOTHING' : `UPDATE SET ${others.map(c => `${quoted(c.name)} = excluded.${quoted(c.name)}`).join(', ')}`}`
    await this.transaction(async () => {
      for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) {
        const values = rows
          .slice(at, at + ROWS_A_STATEMENT)
          .map(row => `(${table.columns.map((c, i) => literal(row[i] ?? null, c)).join(', ')})`)
        await this.run(
          `INSERT INTO ${quoted(table.name)} (${names}) VALUES ${values.join(', ')}${conflict}`,
        )
      }
    })
  }

  async remove(table: SqlTable, keys: readonly (readonly SqlValue[])[]): Promise<void> {
    const columns = table.key.map(
      name => table.columns.find(c => c.name === name) ?? { name, type: 'text' as const },
    )
    await this.transaction(async () => {
      for (const key of keys) {
        const where = columns
          .map((c, i) => `${quoted(c.name)} = ${literal(key[i] ?? null, c)}`)
          .join(' AND ')
        await this.run(`DELETE FROM ${quoted(table.name)} WHERE ${where}`)
      }
    })
  }

  private async transaction(work: () => Promise<void>): Promise<void> {
    await this.run('BEGIN TRANSACTION')
    try {
      await work()
      await this.run('COMMIT')
    } catch (error) {
      await this.connection.run('ROLLBACK').catch(() => {})
      throw error
    }
  }

  /** Longs as bigints, moments as Dates, as `readParquet` gives them. */
  async *ordered(table: string, order: readonly string[]): AsyncGenerator<Record<string, unknown>> {
    // The other columns too: rows that are equal in the wanted ones would come in another order the
    // next time.
    const columns = order.length === 0 ? [] : await this.columns(table)
    const wanted = [...order, ...columns.filter(name => !order.includes(name))].map(quoted)
    const by = wanted.length === 0 ? 'ALL' : wanted.join(', ')
    try {
      const result = await this.connection.stream(`SELECT * FROM ${quoted(table)} ORDER BY ${by}`)
      for await (const rows of result.yieldRowObjectJs()) yield* rows
    } catch (error) {
      throw sqlFileError(error, this.address)
    }
  }

  async find(
    table: string,
    columns: readonly string[],
    key: readonly string[],
    keys: readonly (readonly string[])[],
    rowsMax: number,
  ): Promise<Record<string, unknown>[]> {
    const values = keys.flat()
    const text = (at: number) => `'${(values[at] ?? '').replaceAll("'", "''")}'`
    const where = whereKeys(key.map(quoted), keys, text)
    const names = columns.map(quoted).join(', ')
    const select = `SELECT ${names} FROM ${quoted(table)} WHERE ${where} LIMIT ${rowsMax}`
    return (await this.query(select)).rows
  }

  async columns(table: string): Promise<readonly string[]> {
    return (await this.query(`SELECT * FROM ${quoted(table)} LIMIT 0`)).columns
  }

  async primaryKey(table: string): Promise<readonly string[]> {
    const { rows } = await this.query(
      `SELECT unnest(constraint_column_names) AS name FROM duckdb_constraints()
       WHERE constraint_type = 'PRIMARY KEY' AND schema_name = current_schema()
       AND table_name = '${table.replaceAll("'", "''")}'`,
    )
    return rows.map(({ name }) => String(name))
  }

  /** Positions are the file's own texts: a moment has microseconds, which a Date would cut. */
  async page(request: PageRequest): Promise<readonly OrderedRow[]> {
    const { table, order } = request
    const texts = order.map((name, at) => `CAST(${quoted(name)} AS VARCHAR) AS "${POSITION}${at}"`)
    const select = `SELECT *, ${texts.join(', ')} FROM ${quoted(table)}`
    const literalOf = (_column: number, value: string | number | boolean) =>
      `'${String(value).replaceAll("'", "''")}'`
    try {
      const sql = pageSql(select, request, quoted, literalOf)
      const reader = await this.connection.runAndReadAll(sql)
      const names = reader.columnNames()
      const types = reader.columnTypes().map(String)
      const texts = reader.getRowsJson()
      const width = names.length - order.length
      return reader.getRowsJS().map((values, n) => {
        const text = texts[n] ?? []
        const told = values.map((value, i) => recordValue(types[i] ?? '', value, text[i]))
        const row = Object.fromEntries(names.slice(0, width).map((name, i) => [name, told[i]]))
        return { row, at: order.map((name, i) => positionText(values[width + i], name)) }
      })
    } catch (error) {
      throw sqlFileError(error, this.address)
    }
  }

  async rows(table: string, rowsMax: number): Promise<Record<string, unknown>[]> {
    return (await this.query(`SELECT * FROM ${quoted(table)} LIMIT ${rowsMax}`)).rows
  }

  async count(table: string): Promise<number> {
    const [row] = (await this.query(`SELECT count(*) AS n FROM ${quoted(table)}`)).rows
    return Number(row?.n ?? 0)
  }

  async query(
    sql: string,
  ): Promise<{ columns: readonly string[]; rows: Record<string, unknown>[] }> {
    try {
      const reader = await this.connection.runAndReadAll(sql)
      return { columns: reader.columnNames(), rows: reader.getRowObjectsJson() }
    } catch (error) {
      throw sqlFileError(error, this.address)
    }
  }

  async drop(table: string): Promise<void> {
    await this.run(`DROP TABLE IF EXISTS ${quoted(table)}`)
  }

  async close(): Promise<void> {
    this.connection.closeSync()
    await this.release()
  }
}

/** What a record says: a decimal has all of its digits, and a day is not a moment. */
function recordValue(type: string, value: unknown, text: unknown): unknown {
  if (type.startsWith('DECIMAL')) return plainDecimal(text)
  if (/^(?:DATE|TIME|INTERVAL)$/.test(type)) return text
  return typeof value === 'number' && !Number.isFinite(value) ? text : value
}

function positionText(value: unknown, column: string): string {
  if (typeof value === 'string') return value
  throw new LabError('poll-column-type', { kind: 'config', params: { column } })
}
