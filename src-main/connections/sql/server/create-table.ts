// The statement that makes a table. It needs no client, so an exported project carries it too.
import type { SqlTable } from '../store'
import type { Dialect } from './dialect'
import { mysqlDialect } from './mysql-dialect'
import { postgresDialect } from './postgres-dialect'

export function createTable(dialect: Dialect, { name, columns, key }: SqlTable): string {
  const { quoted, typeName, tableOptions } = dialect
  const lines = columns.map(c => `${quoted(c.name)} ${typeName(c.type, key.includes(c.name))}`)
  const primary = key.length > 0 ? [`PRIMARY KEY (${key.map(quoted).join(', ')})`] : []
  return `CREATE TABLE IF NOT EXISTS ${quoted(name)} (${[...lines, ...primary].join(', ')})${tableOptions}`
}

export const createTableSql = (table: SqlTable) => ({
  mysql: createTable(mysqlDialect, table),
  postgresql: createTable(postgresDialect, table),
})
