// Rows into a relational table by the JDBC connector of a Flink job. It writes absolute values by
// key; it makes no table (schema.sql does).
import { createTableSql } from '@main/connections'
import { flinkName } from '@shared/expr'
import { inputOf, type PlanStep } from '../../../model/plan-step'
import {
  flinkKey,
  flinkSelect,
  flinkTable,
  type FlinkContext,
  type FlinkPart,
} from '../../../model/targets/flink'
import { connectionEnv } from '../../../model/targets/python'
import { writtenInFlink } from '../flink-columns'
import type { Config } from './config'
import { columnWriters, tableOf } from './table-columns'

const FLINK_TYPES = {
  text: 'STRING',
  int: 'INT',
  long: 'BIGINT',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP(3)',
} as const

export function sqlInFlink(step: PlanStep<Config>, context: FlinkContext): FlinkPart {
  const { connection, table, types, batchColumn, key } = step.config
  const { row, keys = [] } = inputOf(step)
  const wanted = Object.fromEntries(
    row.fields.map(({ name, type }) => {
      const to = types[name] ?? (type.kind === 'timestamp' ? 'timestamp' : undefined)
      return [name, to && FLINK_TYPES[to]]
    }),
  )
  const by = key ?? keys
  if (by.length === 0) context.problem('key', 'export-append-repeats', 'warning', { table })
  if (batchColumn !== undefined)
    context.problem('batchColumn', 'export-flink-batch', 'warning', { name: batchColumn })
  const columns = writtenInFlink(row, wanted)
  const names = columns.map(({ name, type }) => `${flinkName(name)} ${type}`)
  const env = connectionEnv(connection)
  const query = flinkSelect(
    columns.map(c => c.sql),
    `FROM ${context.input()}`,
  )
  const made = flinkTable(context.name(), by.length === 0 ? names : [...names, flinkKey(by)], {
    connector: 'jdbc',
    url: `\${${env}_JDBC}`,
    'table-name': table,
    username: `\${${env}_USERNAME}`,
    password: `\${${env}_PASSWORD}`,
  })
  const sqlColumns = columnWriters(row, types).map(c => c.column)
  return {
    makes: [made],
    writes: [`INSERT INTO ${context.name()}\n${query}`],
    connectors: ['jdbc'],
    ddl: [createTableSql(tableOf(step.config, by, sqlColumns))],
  }
}
