// Rows for Cassandra in a Flink job. Flink SQL has no connector for it, so they go to a topic.
import type { TableDefinition } from '@main/connections'
import { inputOf, type PlanStep } from '../../../model/plan-step'
import type { FlinkContext, FlinkPart } from '../../../model/targets/flink'
import { topicInPlace, writtenInFlink } from '../flink-columns'
import type { Config } from './config'

/** Flink's type for a type of CQL that is not the usual one. */
const FLINK_TYPES: Readonly<Record<string, string>> = {
  text: 'STRING',
  varchar: 'STRING',
  ascii: 'STRING',
  int: 'INT',
  bigint: 'BIGINT',
  double: 'DOUBLE',
  float: 'FLOAT',
  boolean: 'BOOLEAN',
  date: 'DATE',
}

export function cassandraInFlink(
  step: PlanStep<Config>,
  definition: TableDefinition,
  context: FlinkContext,
): FlinkPart {
  const { keyspace, table, partitionKey, clustering, columns } = definition
  const wanted = Object.fromEntries(columns.map(c => [c.name, FLINK_TYPES[c.cqlType]]))
  return topicInPlace(context, {
    system: 'Cassandra',
    table: `${keyspace}.${table}`,
    columns: writtenInFlink(inputOf(step).row, wanted),
    key: [...partitionKey, ...clustering],
  })
}
