// The first port whose condition is true, in a PySpark job.
import { inputOf, type PlanStep } from '../../../model/plan-step'
import type { PySparkContext, PySparkPart } from '../../../model/targets/pyspark'
import { pyCall } from '../../../model/targets/python'
import { REST } from '../ports'

export function splitInPySpark(
  step: PlanStep<{ readonly ports: Readonly<Record<string, string>> }>,
  context: PySparkContext,
): PySparkPart {
  if (inputOf(step).keys) context.problem('', 'export-takes-nothing-back', 'warning')
  const branches = Object.entries(step.config.ports).map(
    ([port, text]) => `WHEN ${context.sql(`ports.${port}`, text)} THEN '${port}'`,
  )
  return {
    takes: 'port',
    body: [
      ...pyCall('goes_to = F.expr', [`CASE ${branches.join(' ')} ELSE '${REST}' END`]),
      'return records.where(goes_to == port)',
    ],
  }
}
