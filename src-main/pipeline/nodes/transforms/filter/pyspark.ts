// A condition in a PySpark job.
import type { PySparkContext, PySparkPart } from '../../../model/targets/pyspark'
import { inputOf, type PlanStep } from '../../../model/plan-step'
import { pyCall } from '../../../model/targets/python'

export function filterInPySpark(
  step: PlanStep<{ readonly where: string }>,
  context: PySparkContext,
): PySparkPart {
  if (inputOf(step).keys) context.problem('', 'export-takes-nothing-back', 'warning')
  return {
    takes: 'rows',
    body: pyCall('return rows.where', [context.sql('where', step.config.where)]),
  }
}
