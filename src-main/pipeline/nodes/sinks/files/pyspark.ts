// Rows as files from a PySpark job: a folder for each batch, written whole, so that a batch that is
// written again replaces itself.
import { sparkName } from '@shared/expr'
import { inputOf, type PlanStep } from '../../../model/plan-step'
import type { PySparkContext, PySparkPart } from '../../../model/targets/pyspark'
import { pyCall, pyText } from '../../../model/targets/python'
import { templateInSql } from '../../text/template-sql'
import { writtenColumns } from '../pyspark-columns'

interface Config {
  readonly path: string
  readonly format: 'ndjson' | 'csv' | 'text' | 'parquet'
  readonly line?: string | undefined
  readonly rollRows?: number | undefined
}
const SPARK_FORMATS = { ndjson: 'json', csv: 'csv', text: 'text', parquet: 'parquet' } as const

export function filesInPySpark(step: PlanStep<Config>, context: PySparkContext): PySparkPart {
  const { path, format, line = '' } = step.config
  const { row } = inputOf(step)
  context.problem('path', 'export-file-folder', 'warning', { path })
  const columns =
    format === 'text'
      ? [`${templateInSql(line, row)} AS value`]
      : format === 'csv'
        ? writtenColumns(row)
        : row.fields.map(field => sparkName(field.name))
  return {
    takes: 'batch',
    body: [
      ...pyCall('lines = rows.selectExpr', columns),
      `write_file(lines, ${pyText(path)}, ${pyText(SPARK_FORMATS[format])}, batch)`,
    ],
    helpers: ['write_file'],
  }
}
