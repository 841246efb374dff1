// One row for each element, in a PySpark job.
import { sparkName } from '@shared/expr'
import {
  ARRIVAL,
  named,
  type PySparkContext,
  type PySparkPart,
} from '../../../model/targets/pyspark'
import { inputOf, type PlanStep } from '../../../model/plan-step'
import { pyCall } from '../../../model/targets/python'

interface Config {
  readonly path: string
  readonly as: string
  readonly keepEmpty: boolean
  readonly index?: string | undefined
}

export function explodeInPySpark(step: PlanStep<Config>, context: PySparkContext): PySparkPart {
  const { path, as, keepEmpty, index } = step.config
  const list = context.sql('path', path)
  const outer = keepEmpty ? '_outer' : ''
  const { isOrdered } = context
  const fields = inputOf(step)
    .row.fields.map(f => f.name)
    .filter(name => name !== as && name !== index)
    .map(name => named(sparkName(name), name))
  if (index === undefined && !isOrdered)
    return {
      takes: 'rows',
      body: pyCall('return rows.selectExpr', [
        ...fields,
        `explode${outer}(${list}) AS ${sparkName(as)}`,
      ]),
    }
  const place = index ?? '_place'
  const both = `posexplode${outer}(${list}) AS (${sparkName(place)}, ${sparkName(as)})`
  const arrival = `concat(${ARRIVAL}, array(CAST(${sparkName(place)} AS BIGINT))) AS ${ARRIVAL}`
  const names = [...fields, sparkName(as), ...(index === undefined ? [] : [sparkName(index)])]
  return {
    takes: 'rows',
    body: [
      ...pyCall('rows = rows.selectExpr', [...fields, ...(isOrdered ? [ARRIVAL] : []), both]),
      ...pyCall('return rows.selectExpr', [...names, ...(isOrdered ? [arrival] : [])]),
    ],
  }
}
