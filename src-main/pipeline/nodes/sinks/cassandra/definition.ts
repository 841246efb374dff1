// The table that this node fills, out of its settings and the rows that come in.
import type { DataType } from '@shared/expr'
import type { TableDefinition } from '@main/connections'
import type { StreamType } from '../../../model/batch'
import type { Config } from './config'

export function definitionOf(settings: Config, { row, keys = [] }: StreamType): TableDefinition {
  const { keyspace, table, types, clustering, create, replication } = settings
  return {
    keyspace,
    table,
    columns: row.fields.map(({ name, type }) => ({
      name,
      cqlType: types[name] ?? cqlTypeOf(type),
    })),
    partitionKey: settings.key ?? [...keys],
    clustering,
    create,
    replication,
  }
}

function cqlTypeOf(type: DataType): string {
  switch (type.kind) {
    case 'long':
      return 'bigint'
    case 'int':
    case 'double':
    case 'decimal':
    case 'boolean':
    case 'date':
    case 'timestamp':
      return type.kind
    default:
      return 'text'
  }
}
