// Writes documents from a PySpark job into OpenSearch with opensearch-py, as no connector for Spark
// could be found. Ids follow from the key and the batch, so a batch written again replaces itself.
import type { PlanStep } from '../../../model/plan-step'
import type { PySparkContext, PySparkPart } from '../../../model/targets/pyspark'
import { connectionEnv, pyCall, pyList, pyText } from '../../../model/targets/python'
import { writtenColumns } from '../pyspark-columns'
import type { Config } from './config'

export function opensearchInPySpark(step: PlanStep<Config>, context: PySparkContext): PySparkPart {
  const { connection, index, id, keep, timestamp, fields, optional, off } = step.config
  if (optional)
    context.problem('optional', 'export-optional', 'hint', { name: connectionEnv(connection) })
  if (off) context.problem('off', 'export-off', 'hint')
  const branches = step.inputs.map(({ edge, stream }) => {
    const shown = stream.row.fields.filter(f => fields?.includes(f.name) ?? true)
    const key = id ?? stream.keys ?? []
    const hidden = key.filter(name => !shown.some(f => f.name === name))
    const columns = stream.row.fields.filter(f => shown.includes(f) || hidden.includes(f.name))
    return {
      from: edge.from,
      columns: writtenColumns({ kind: 'struct', fields: columns }),
      key,
      drop: hidden,
    }
  })
  const [first] = branches
  if (off || first === undefined)
    return { takes: 'input', body: ['return  # switched off in the lab'] }
  return {
    takes: 'input',
    body: [
      'columns, key, hidden = {',
      ...branches.flatMap(({ from, columns, key, drop }) => [
        `    ${pyText(from)}: (`,
        `        ${pyList(columns)},`,
        `        ${pyList(key)},`,
        `        ${pyList(drop)},`,
        '    ),',
      ]),
      '}[source]',
      'documents = rows.selectExpr(*columns)',
      ...pyCall('index', [], {
        plain: [
          'documents',
          pyText(connectionEnv(connection)),
          pyText(index),
          'key',
          'hidden',
          keep === 'latest' ? `f"${step.id}/{source}"` : `f"${step.id}/{source}/{batch}"`,
          timestamp === undefined ? '""' : pyText(timestamp),
        ],
      }),
    ],
    helpers: ['index'],
    hasPlace: true,
  }
}
