// A stream with a table of a database in a PySpark job: Spark's own join of a stream with a static
// table, which it reads anew with each batch. The table's columns are renamed first, so that no name is
// there twice.
import { printType, sparkName, sparkType } from '@shared/expr'
import { inputOf, type PlanStep } from '../../../model/plan-step'
import {
  ARRIVAL,
  named,
  type PySparkContext,
  type PySparkPart,
} from '../../../model/targets/pyspark'
import { connectionEnv, pyCall, pyText } from '../../../model/targets/python'
import { lookupColumns } from './columns'
import type { Config } from './config'

export function lookupInPySpark(step: PlanStep<Config>, context: PySparkContext): PySparkPart {
  const { connection, keyspace = '', table, how, refresh } = step.config
  const { keys, found, pairing, isCassandra } = lookupColumns(step)
  context.problem('', 'export-lookup-batch', 'hint', { table })
  const env = pyText(connectionEnv(connection))
  const source = isCassandra
    ? [
        'source = rows.sparkSession.read.format("org.apache.spark.sql.cassandra")',
        `source = source.options(**cassandra(${env}))`,
        `source = source.options(keyspace=${pyText(keyspace)}, table=${pyText(table)})`,
      ]
    : [`source = sql_table(rows.sparkSession, ${env}, ${pyText(table)})`]
  const columns = [
    ...keys.map(({ column, type }, i) => cast(sparkName(column), sparkType(type), `_found_${i}`)),
    ...pairing.right.flatMap(({ from, isShared }) => {
      const type = found.fields.find(({ name }) => name === from)?.type
      return isShared || !type ? [] : [cast(sparkName(from), sparkType(type), foundName(from))]
    }),
  ]
  const asked = keys.map(({ column, text }, i) =>
    named(context.sql(`on.${column}`, text), `_asked_${i}`),
  )
  const where = keys.map((_, i) => `_asked_${i} = _found_${i}`).join(' AND ')
  // A table that is kept whole has room in each executor.
  const other = refresh === undefined ? 'found' : 'F.broadcast(found)'
  return {
    takes: 'rows',
    asks: true,
    body: [
      ...source,
      ...pyCall(`found = source${isCassandra ? '.load()' : ''}.selectExpr`, columns),
      ...pyCall('asked = rows.selectExpr', ['*', ...asked]),
      ...pyCall('where = F.expr', [where]),
      `pairs = asked.join(${other}, where, ${pyText(how)})`,
      ...pyCall('return pairs.selectExpr', [
        ...fieldsOf(step, pairing.right),
        ...(context.isOrdered ? [ARRIVAL] : []),
      ]),
    ],
    helpers: [isCassandra ? 'cassandra' : 'sql_table'],
  }
}

const foundName = (name: string) => `_found_${name}`
const cast = (name: string, type: string, as: string) => named(`CAST(${name} AS ${type})`, as)

/** Those of the row, and those that the table adds. */
function fieldsOf(
  step: PlanStep<Config>,
  right: ReturnType<typeof lookupColumns>['pairing']['right'],
): string[] {
  const before = new Map(inputOf(step).row.fields.map(({ name, type }) => [name, type]))
  return (step.outputs.out?.row.fields ?? []).map(({ name, type }) => {
    const own = before.get(name)
    const from = right.find(({ to, isShared }) => to === name && !isShared)?.from
    if (from !== undefined) return named(sparkName(foundName(from)), name)
    const isSame = own === undefined || printType(own) === printType(type)
    return isSame ? sparkName(name) : cast(sparkName(name), sparkType(type), name)
  })
}
