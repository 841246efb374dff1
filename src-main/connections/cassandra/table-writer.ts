// Writes rows into a Cassandra table: prepared INSERTs by primary key, many under way at once. An
// INSERT of absolute values is an upsert, so writing the same row again changes nothing. This
// makes a replay exact.
import { LabError } from '@shared/errors'
import { addressOf, type ResolvedOf } from '../profiles'
import { cassandraClient } from './client'
import { sinkEncoders } from './columns'
import { createTableCql, quoted, type TableDefinition } from './table-definition'
import { cassandraError, isUnprepared } from './errors'
import type { Client } from './library'
import { plainValue } from './values'

const IN_FLIGHT_MAX = 128
/**
 * Larger rows are sent last and alone. After a request that is too large Cassandra leaves those that
 * came right behind it unanswered until more bytes come.
 */
const LARGE_BYTES = 1024 * 1024

export interface RefusedRow {
  readonly index: number
  readonly error: LabError
}

export type TableRow = Readonly<Record<string, unknown>>

export class CassandraTable {
  private constructor(
    private readonly client: Client,
    private readonly address: string,
    private readonly definition: TableDefinition,
    private readonly encoders: ReadonlyMap<string, (value: unknown) => unknown>,
  ) {}

  static async open(
    connection: ResolvedOf<'cassandra'>,
    definition: TableDefinition,
  ): Promise<CassandraTable> {
    const address = addressOf(connection)
    const client = await cassandraClient(connection)
    try {
      if (definition.create) await createTable(client, definition)
      const encoders = await sinkEncoders(client, definition)
      return new CassandraTable(client, address, definition, encoders)
    } catch (error) {
      await client.shutdown().catch(() => {})
      throw cassandraError(error, address)
    }
  }

  private get name(): string {
    return `${quoted(this.definition.keyspace)}.${quoted(this.definition.table)}`
  }

  /** Encodes on the spot, so that a row that does not fit is named before anything is sent. */
  encode(row: TableRow): unknown[] {
    return this.definition.columns.map(({ name, cqlType }) => {
      try {
        return this.encoders.get(name)?.(row[name])
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error)
        throw new LabError('cql-value', {
          kind: 'data',
          params: { column: name, type: cqlType, message },
        })
      }
    })
  }

  /** Gives the rows that are too large to be stored; all others are. */
  async upsert(rows: readonly unknown[][]): Promise<readonly RefusedRow[]> {
    const columns = this.definition.columns.map(c => quoted(c.name)).join(', ')
    const marks = this.definition.columns.map(() => '?').join(', ')
    return this.each(`INSERT INTO ${this.name} (${columns}) VALUES (${marks})`, rows)
  }

  async remove(keys: readonly TableRow[]): Promise<void> {
    const { names, where } = this.primaryKey
    await this.each(
      `DELETE FROM ${this.name} WHERE ${where}`,
      keys.map(key => names.map(name => this.encoders.get(name)?.(key[name]))),
    )
  }

  async truncate(): Promise<void> {
    await this.run(`TRUNCATE ${this.name}`)
  }

  async rows(rowsMax: number): Promise<Record<string, unknown>[]> {
    const rows: Record<string, unknown>[] = []
    try {
      const result = await this.client.execute(`SELECT * FROM ${this.name} LIMIT ${rowsMax}`, [], {
        prepare: true,
        fetchSize: 2000,
        autoPage: true,
      })
      for await (const row of result) {
        rows.push(Object.fromEntries(row.keys().map(name => [name, plainValue(row.get(name))])))
      }
      return rows
    } catch (error) {
      throw cassandraError(error, this.address)
    }
  }

  /** The row with the key of this one. */
  async find(key: TableRow): Promise<Record<string, unknown> | undefined> {
    const { names, where } = this.primaryKey
    const values = names.map(name => this.encoders.get(name)?.(key[name]))
    try {
      const select = `SELECT * FROM ${this.name} WHERE ${where}`
      const { rows } = await this.client.execute(select, values, { prepare: true })
      const [row] = rows
      return row && Object.fromEntries(row.keys().map(name => [name, plainValue(row.get(name))]))
    } catch (error) {
      throw cassandraError(error, this.address)
    }
  }

  private get primaryKey(): { readonly names: readonly string[]; readonly where: string } {
    const names = [...this.definition.partitionKey, ...this.definition.clustering]
    return { names, where: names.map(name => `${quoted(name)} = ?`).join(' AND ') }
  }

  async count(): Promise<number> {
    try {
      const { rows } = await this.client.execute(`SELECT count(*) AS n FROM ${this.name}`)
      return Number(rows[0]?.get('n'))
    } catch (error) {
      throw cassandraError(error, this.address)
    }
  }

  async close(): Promise<void> {
    await this.client.shutdown().catch(() => {})
  }

  private async run(statement: string): Promise<void> {
    try {
      await this.client.execute(statement, [], { prepare: false })
    } catch (error) {
      throw cassandraError(error, this.address)
    }
  }

  private async each(
    statement: string,
    parameters: readonly unknown[][],
  ): Promise<readonly RefusedRow[]> {
    let failure: LabError | undefined
    const refused: RefusedRow[] = []
    const lane = async (waiting: number[]) => {
      while (failure === undefined) {
        const index = waiting.pop()
        if (index === undefined) return
        const values = parameters[index]
        try {
          await this.client.execute(statement, values, { prepare: true, isIdempotent: true })
        } catch (error) {
          const known = await this.explained(error)
          if (known.kind === 'data') refused.push({ index, error: known })
          else failure ??= known
        }
      }
    }
    const isLarge = (index: number) => sizeOf(parameters[index] ?? []) > LARGE_BYTES
    const indexes = parameters.map((_, index) => index).reverse()
    const usual = indexes.filter(index => !isLarge(index))
    const lanes = Array.from({ length: Math.min(IN_FLIGHT_MAX, usual.length) }, () => lane(usual))
    await Promise.all(lanes)
    await lane(indexes.filter(isLarge))
    if (failure !== undefined) throw failure
    return refused.sort((a, b) => a.index - b.index)
  }

  /** Waiting does not bring back a table or a column that was dropped under us. */
  private async explained(error: unknown): Promise<LabError> {
    if (!isUnprepared(error)) return cassandraError(error, this.address)
    try {
      await sinkEncoders(this.client, this.definition)
      return cassandraError(error, this.address)
    } catch (found) {
      const known = cassandraError(found, this.address)
      const { keyspace, table } = this.definition
      return known.code === 'cql-no-table'
        ? new LabError('run-table-gone', {
            kind: 'conflict',
            params: { table: `${keyspace}.${table}` },
          })
        : known
    }
  }
}

/** Of texts and bytes; other values are small. */
function sizeOf(values: readonly unknown[]): number {
  let bytes = 0
  for (const value of values)
    if (typeof value === 'string' || Buffer.isBuffer(value)) bytes += value.length
  return bytes
}

async function createTable(client: Client, definition: TableDefinition): Promise<void> {
  for (const statement of createTableCql(definition))
    await client.execute(statement, [], { prepare: false })
}
