// Derived fields in a PySpark job.
import { sparkName } from '@shared/expr'
import {
  ARRIVAL,
  named,
  type PySparkContext,
  type PySparkPart,
} from '../../../model/targets/pyspark'
import type { PlanStep } from '../../../model/plan-step'
import { pyCall } from '../../../model/targets/python'

export function selectInPySpark(
  { config, outputs }: PlanStep<{ readonly fields: Readonly<Record<string, string>> }>,
  context: PySparkContext,
): PySparkPart {
  const columns = (outputs.out?.row.fields ?? []).map(({ name }) => {
    const text = config.fields[name]
    return named(text === undefined ? sparkName(name) : context.sql(`fields.${name}`, text), name)
  })
  return {
    takes: 'rows',
    body: pyCall('return rows.selectExpr', [...columns, ...(context.isOrdered ? [ARRIVAL] : [])]),
  }
}
