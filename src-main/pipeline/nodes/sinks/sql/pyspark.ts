// Rows into a relational table from a PySpark job, by Python's own drivers: Spark's JDBC writer knows
// no upsert, and takes MariaDB's column names for texts. The address says which database it is.
import { createTableSql } from '@main/connections'
import { inputOf, type PlanStep } from '../../../model/plan-step'
import type { PySparkContext, PySparkPart } from '../../../model/targets/pyspark'
import { connectionEnv, pyCall, pyList, pyText } from '../../../model/targets/python'
import { writtenColumns } from '../pyspark-columns'
import type { Config } from './config'
import { columnWriters, tableOf } from './table-columns'

const SPARK_TYPES = {
  text: 'STRING',
  int: 'INT',
  long: 'BIGINT',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
} as const

export function sqlInPySpark(step: PlanStep<Config>, context: PySparkContext): PySparkPart {
  const { connection, table, types, batchColumn, key } = step.config
  const { row, keys = [] } = inputOf(step)
  const wanted = Object.fromEntries(
    Object.entries(types).map(([name, type]) => [name, SPARK_TYPES[type]]),
  )
  const by = key ?? keys
  if (by.length === 0) context.problem('key', 'export-append-repeats', 'warning', { table })
  const columns = columnWriters(row, types).map(c => c.column)
  const batch = batchColumn === undefined ? '' : `.withColumn(${pyText(batchColumn)}, F.lit(batch))`
  return {
    takes: 'batch',
    body: [
      ...pyCall('columns = rows.selectExpr', writtenColumns(row, wanted), {
        end: batch,
      }),
      `upsert(columns, ${pyText(connectionEnv(connection))}, ${pyText(table)}, ${pyList(by)})`,
    ],
    helpers: ['upsert'],
    ddl: { sql: [createTableSql(tableOf(step.config, by, columns))] },
  }
}
