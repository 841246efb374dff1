// Finds the rows of a database table by the values of some columns, for the lookups of a running lab.
// Keys are sent as texts, and the database compares them as values of the column's type. Some
// databases read a text such as `abc` as the number 0, so the caller compares the keys again.
import { LabError } from '@shared/errors'
import { cassandraClient } from './cassandra/client'
import { cassandraError } from './cassandra/errors'
import { columnEncoders } from './cassandra/columns'
import { plainValue } from './cassandra/values'
import { addressOf, type ResolvedConnection, type ResolvedOf } from './profiles'
import { openSql } from './sql'

export interface LookupTable {
  readonly table: string
  /** Cassandra. */
  readonly keyspace?: string
  /** Columns that are read; those of the key among them. */
  readonly columns: readonly string[]
  readonly key: readonly string[]
}

/** A value of each key column. */
export type LookupKey = readonly string[]
export type FoundRow = Readonly<Record<string, unknown>>

export interface TableLookup {
  /**
   * The rows that have one of these keys; about as many as `rowsMax` say that there may be more. An
   * error of kind `data`: one of the keys fits no column.
   */
  find(keys: readonly LookupKey[], rowsMax: number): Promise<FoundRow[]>
  /** The first rows of the table. */
  all(rowsMax: number): Promise<FoundRow[]>
  close(): Promise<void>
}

export function openLookup(
  connection: ResolvedConnection,
  table: LookupTable,
): Promise<TableLookup> {
  if (connection.type === 'sql') return sqlLookup(connection, table)
  if (connection.type === 'cassandra') return cassandraLookup(connection, table)
  throw new LabError('bug', {
    kind: 'bug',
    params: { message: `${connection.type} has no tables` },
  })
}

const KEYS_A_STATEMENT = 500

async function sqlLookup(
  connection: ResolvedOf<'sql'>,
  { table, columns, key }: LookupTable,
): Promise<TableLookup> {
  const store = await openSql(connection)
  return {
    async find(keys, rowsMax) {
      let found: FoundRow[] = []
      for (let at = 0; at < keys.length && found.length < rowsMax; at += KEYS_A_STATEMENT) {
        const some = keys.slice(at, at + KEYS_A_STATEMENT)
        const rows = await store.find(table, columns, key, some, rowsMax - found.length)
        found = found.concat(rows)
      }
      return found
    },
    all: rowsMax => store.rows(table, rowsMax),
    close: () => store.close(),
  }
}

const IN_FLIGHT_MAX = 64
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

async function cassandraLookup(
  connection: ResolvedOf<'cassandra'>,
  { keyspace = '', table, columns, key }: LookupTable,
): Promise<TableLookup> {
  const address = addressOf(connection)
  const client = await cassandraClient(connection)
  const select = `SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(keyspace)}.${quoted(table)}`
  const where = key.map(name => `${quoted(name)} = ?`).join(' AND ')
  /** `room`: for the rows of all questions that are asked at once. */
  const ask = async (cql: string, values: readonly unknown[], room: { rows: number }) => {
    try {
      const rows: FoundRow[] = []
      const result = await client.execute(cql, [...values], { prepare: true, autoPage: true })
      for await (const row of result) {
        if (room.rows-- <= 0) break
        rows.push(Object.fromEntries(row.keys().map(n => [n, plainValue(row.get(n))])))
      }
      return rows
    } catch (error) {
      throw cassandraError(error, address)
    }
  }
  try {
    const encoders = await columnEncoders(client, { keyspace, table }, [...columns, ...key])
    const encode = (value: string, at: number) => {
      try {
        return encoders.get(key[at] ?? '')?.(value)
      } catch (cause) {
        const params = { column: key[at] ?? '', message: String(cause) }
        throw new LabError('cql-value', { kind: 'data', params, cause })
      }
    }
    return {
      async find(keys, rowsMax) {
        let found: FoundRow[] = []
        const bound = keys.map(values => values.map(encode))
        for (let at = 0; at < bound.length && found.length < rowsMax; at += IN_FLIGHT_MAX) {
          const some = bound.slice(at, at + IN_FLIGHT_MAX)
          const room = { rows: rowsMax - found.length }
          const answers = await Promise.all(
            some.map(values => ask(`${select} WHERE ${where}`, values, room)),
          )
          found = found.concat(...answers)
        }
        return found
      },
      all: rowsMax => ask(`${select} LIMIT ${rowsMax}`, [], { rows: rowsMax }),
      close: () => client.shutdown(),
    }
  } catch (error) {
    await client.shutdown().catch(() => {})
    throw cassandraError(error, address)
  }
}
