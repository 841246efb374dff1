// Rows into Cassandra by the connector of a PySpark job. It writes absolute values by key, so a
// batch that is written again changes nothing; it creates no table (schema.cql does).
import { sparkType } from '@shared/expr'
import { createTableCql, type TableDefinition } from '@main/connections'
import { inputOf, type PlanStep } from '../../../model/plan-step'
import type { PySparkPart } from '../../../model/targets/pyspark'
import { connectionEnv, pyCall, pyList, pyText } from '../../../model/targets/python'
import { writtenColumns } from '../pyspark-columns'
import type { Config } from './config'

/** Spark's type for a type of CQL that is not the usual one. */
const SPARK_TYPES: Readonly<Record<string, string>> = {
  text: 'STRING',
  varchar: 'STRING',
  ascii: 'STRING',
  int: 'INT',
  bigint: 'BIGINT',
  double: 'DOUBLE',
  float: 'FLOAT',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
}

export function cassandraInPySpark(
  step: PlanStep<Config>,
  definition: TableDefinition,
): PySparkPart {
  const { keyspace, table, partitionKey, clustering, columns } = definition
  const { connection } = step.config
  const { row } = inputOf(step)
  const wanted = Object.fromEntries(
    columns.map(({ name, cqlType }) => {
      const type = row.fields.find(f => f.name === name)?.type
      return [name, SPARK_TYPES[cqlType] ?? (type && sparkType(type))]
    }),
  )
  const key = [...partitionKey, ...clustering]
  return {
    takes: 'batch',
    body: [
      ...pyCall('columns = rows.selectExpr', writtenColumns(row, wanted)),
      `columns = columns.dropna(subset=${pyList(key)})`,
      'target = columns.write.format("org.apache.spark.sql.cassandra").mode("append")',
      `target = target.options(**cassandra(${pyText(connectionEnv(connection))}))`,
      `target.options(keyspace=${pyText(keyspace)}, table=${pyText(table)}).save()`,
    ],
    helpers: ['cassandra'],
    ddl: { cql: createTableCql(definition) },
  }
}
