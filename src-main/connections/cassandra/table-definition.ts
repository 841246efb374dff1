// A table as a sink wants it, and the statements that make it so.
interface TableColumn {
  readonly name: string
  readonly cqlType: string
}

export interface TableDefinition {
  readonly keyspace: string
  readonly table: string
  readonly columns: readonly TableColumn[]
  readonly partitionKey: readonly string[]
  readonly clustering: readonly string[]
  /** Creates keyspace and table when they are not there. */
  readonly create: boolean
  readonly replication: number
}

export const quoted = (name: string): string =>
  /^[a-z][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`

/** The statements that make a table and its keyspace where they are missing. */
export function createTableCql(definition: TableDefinition): readonly string[] {
  const keyspace = quoted(definition.keyspace)
  const columns = definition.columns.map(c => `${quoted(c.name)} ${c.cqlType}`).join(', ')
  const partition = definition.partitionKey.map(quoted).join(', ')
  const key = [`(${partition})`, ...definition.clustering.map(quoted)].join(', ')
  const replication = `{'class': 'SimpleStrategy', 'replication_factor': ${definition.replication}}`
  return [
    `CREATE KEYSPACE IF NOT EXISTS ${keyspace} WITH replication = ${replication}`,
    `CREATE TABLE IF NOT EXISTS ${keyspace}.${quoted(definition.table)} (${columns}, PRIMARY KEY (${key}))`,
  ]
}

/** For columns that a table from before lacks. */
export const addColumnsCql = (
  { keyspace, table }: Pick<TableDefinition, 'keyspace' | 'table'>,
  columns: readonly TableColumn[],
): string =>
  `ALTER TABLE ${quoted(keyspace)}.${quoted(table)} ADD (${columns
    .map(({ name, cqlType }) => `${quoted(name)} ${cqlType}`)
    .join(', ')})`
