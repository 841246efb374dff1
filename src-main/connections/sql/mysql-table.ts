// The statement that makes a table of MySQL or MariaDB. It needs no client, so an exported project
// carries it too.
import { quoted } from './mysql-rows'
import type { SqlTable, SqlType } from './store'

export function createTableSql(table: SqlTable): string {
  const columns = table.columns.map(
    c => `${quoted(c.name)} ${typeName(c.type, table.key.includes(c.name))}`,
  )
  const key = table.key.length > 0 ? [`PRIMARY KEY (${table.key.map(quoted).join(', ')})`] : []
  return `CREATE TABLE IF NOT EXISTS ${quoted(table.name)} (${[...columns, ...key].join(', ')}) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`
}

function typeName(type: SqlType, inKey: boolean): string {
  if (typeof type === 'object') return `DECIMAL(${type.decimal[0]},${type.decimal[1]})`
  // A key of utf8mb4 text may have 768 characters at most; 191 fit every row format.
  if (type === 'text') return inKey ? 'VARCHAR(191)' : 'TEXT'
  return {
    int: 'INT',
    long: 'BIGINT',
    double: 'DOUBLE',
    boolean: 'BOOLEAN',
    date: 'DATE',
    timestamp: 'DATETIME(3)',
  }[type]
}
