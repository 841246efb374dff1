// A live view in a PySpark job. A job has no screen, so it prints each batch as a table.
import { sparkName } from '@shared/expr'
import { inputOf, type PlanStep } from '../../../model/plan-step'
import type { PySparkContext, PySparkPart } from '../../../model/targets/pyspark'
import { pyCall, pyText } from '../../../model/targets/python'

/** A console is read by eye. */
const ROWS_MAX = 50

export function liveInPySpark(
  step: PlanStep<{ readonly columns?: readonly string[] | undefined }>,
  context: PySparkContext,
): PySparkPart {
  const { row } = inputOf(step)
  const names = step.config.columns ?? row.fields.map(f => f.name)
  context.problem('', 'export-live', 'warning')
  return {
    takes: 'batch',
    body: [
      ...pyCall('table = rows.selectExpr', names.map(sparkName)),
      `show(table, ${pyText(step.id)}, batch, ${ROWS_MAX})`,
    ],
    helpers: ['show'],
  }
}
