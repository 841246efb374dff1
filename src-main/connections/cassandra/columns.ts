// The columns that a table has, as against those that a sink writes. What is missing, or cannot hold what
// comes, is named before the first row: otherwise each row would be refused, or kept as something else.
import { LabError } from '@shared/errors'
import { addColumnsCql, type TableDefinition } from './table-definition'
import type { Client } from './library'
import { encoderFor } from './values'

type Target = Pick<TableDefinition, 'keyspace' | 'table'>
type Encoders = Map<string, (value: unknown) => unknown>

/** How values become those of some columns, by the types that the table has. */
export async function columnEncoders(
  client: Client,
  target: Target,
  columns: readonly string[],
): Promise<Encoders> {
  const { keyspace, table } = target
  const actual = await typesOf(client, target)
  return new Map(
    columns.map(column => {
      const type = actual.get(column)
      if (!type)
        throw new LabError('cql-no-column', { kind: 'config', params: { keyspace, table, column } })
      return [column, encoderFor(type)]
    }),
  )
}

/** The same for a sink, which knows what it writes. The table's own types decide, whoever made it. */
export async function sinkEncoders(client: Client, definition: TableDefinition): Promise<Encoders> {
  const { keyspace, table, columns } = definition
  const actual = await typesOf(client, definition)
  const missing = columns.filter(({ name }) => !actual.has(name))
  if (missing.length > 0)
    throw new LabError('cql-no-columns', {
      kind: 'config',
      params: {
        ...{ keyspace, table },
        columns: missing.map(({ name }) => name).join(', '),
        statement: addColumnsCql(definition, missing),
      },
    })
  const others = columns.filter(({ name, cqlType }) => !fits(cqlType, actual.get(name) ?? ''))
  if (others.length > 0)
    throw new LabError('cql-other-types', {
      kind: 'config',
      params: {
        ...{ keyspace, table },
        columns: others
          .map(({ name, cqlType }) => `${name}: ${cqlType} → ${actual.get(name)}`)
          .join(', '),
      },
    })
  return new Map(columns.map(({ name }) => [name, encoderFor(actual.get(name) ?? '')]))
}

async function typesOf(client: Client, { keyspace, table }: Target): Promise<Map<string, string>> {
  const { rows } = await client.execute(
    'SELECT column_name, type FROM system_schema.columns WHERE keyspace_name = ? AND table_name = ?',
    [keyspace, table],
    { prepare: true },
  )
  if (rows.length === 0)
    throw new LabError('cql-no-table', { kind: 'config', params: { keyspace, table } })
  return new Map(rows.map(row => [String(row.column_name), String(row.type)]))
}

const TEXTS = new Set(['text', 'varchar', 'ascii'])
const WHOLE = ['int', 'smallint', 'tinyint', 'bigint', 'varint']
const NUMBERS = [...WHOLE, 'float', 'double', 'decimal']
const OF_TEXT = ['timestamp', 'date', 'uuid', 'timeuuid']
/** What a column of another type can hold, exactly or as a text that can be read. */
const TAKEN: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(NUMBERS.map(type => [type, NUMBERS])),
  ...Object.fromEntries([...TEXTS].map(type => [type, OF_TEXT])),
  boolean: ['int', 'smallint', 'tinyint', 'float', 'double'],
  date: NUMBERS,
  timestamp: ['bigint', 'varint', 'decimal', 'double'],
  uuid: ['timeuuid'],
  timeuuid: ['uuid'],
}

/** A type that we do not know is the database's to judge. */
function fits(wanted: string, actual: string): boolean {
  const [from, to] = [wanted.toLowerCase(), actual.toLowerCase()]
  const taken = TAKEN[from]
  return from === to || TEXTS.has(to) || taken === undefined || taken.includes(to)
}
