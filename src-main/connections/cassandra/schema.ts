// Reads the keyspaces, tables, columns and types of a cluster, for the console's tree and
// completion.
import type { CqlColumn, SchemaTree } from '@shared/contract'
import { cassandraError } from './errors'
import type { CassandraTypes, Client } from './library'

type Rows = readonly CassandraTypes.Row[]

export async function readSchema(
  client: Client,
  address: string,
): Promise<Pick<SchemaTree, 'keyspaces'>> {
  const all = async (query: string): Promise<Rows> => {
    const rows: CassandraTypes.Row[] = []
    for await (const row of await client.execute(query, [], {
      prepare: false,
      fetchSize: 1000,
      autoPage: true,
    }))
      rows.push(row)
    return rows
  }
  try {
    const [keyspaces, tables, columns, types] = await Promise.all([
      all('SELECT keyspace_name FROM system_schema.keyspaces'),
      all('SELECT keyspace_name, table_name FROM system_schema.tables'),
      all(
        'SELECT keyspace_name, table_name, column_name, kind, position, type FROM system_schema.columns',
      ),
      all('SELECT keyspace_name, type_name, field_names, field_types FROM system_schema.types'),
    ])
    return {
      keyspaces: keyspaces
        .map(row => String(row.keyspace_name))
        .sort()
        .map(name => ({
          name,
          system: isSystem(name),
          tables: tablesOf(name, tables, columns),
          types: typesOf(name, types),
        })),
    }
  } catch (error) {
    throw cassandraError(error, address)
  }
}

const isSystem = (keyspace: string) => keyspace === 'system' || keyspace.startsWith('system_')

function tablesOf(
  keyspace: string,
  tables: Rows,
  columns: Rows,
): SchemaTree['keyspaces'][number]['tables'] {
  return tables
    .filter(row => row.keyspace_name === keyspace)
    .map(row => ({
      name: String(row.table_name),
      columns: columnsOf(
        columns.filter(c => c.keyspace_name === keyspace && c.table_name === row.table_name),
      ),
    }))
    .sort((a, b) => a.name.localeCompare(b.name))
}

const KINDS = ['partition_key', 'clustering', 'static', 'regular'] as const

/** Keys first, then statics, then the rest by name: the order of SELECT *. */
function columnsOf(rows: Rows): CqlColumn[] {
  return rows
    .map(row => {
      const kind = KINDS.find(one => one === row.kind) ?? 'regular'
      return {
        name: String(row.column_name),
        type: String(row.type),
        kind,
        position: Number(row.position),
      }
    })
    .sort(
      (a, b) =>
        KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
        a.position - b.position ||
        a.name.localeCompare(b.name),
    )
    .map(({ name, type, kind }) => ({ name, type, kind }))
}

function typesOf(keyspace: string, types: Rows): SchemaTree['keyspaces'][number]['types'] {
  return types
    .filter(row => row.keyspace_name === keyspace)
    .map(row => {
      const names: unknown = row.field_names
      const fieldTypes: unknown = row.field_types
      const fields =
        Array.isArray(names) && Array.isArray(fieldTypes)
          ? names.map((name, i) => ({ name: String(name), type: String(fieldTypes[i]) }))
          : []
      return { name: String(row.type_name), fields }
    })
}
