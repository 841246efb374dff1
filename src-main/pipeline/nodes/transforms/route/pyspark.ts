// Chance with a seed, in a PySpark job: the same hash, so each key goes the same way as in the lab.
import { compileExpression } from '@shared/expr'
import { inputOf, type PlanStep } from '../../../model/plan-step'
import type { PySparkContext, PySparkPart } from '../../../model/targets/pyspark'
import { pyCall } from '../../../model/targets/python'
import { REST } from '../ports'

interface Config {
  readonly by: string
  readonly shares: Readonly<Record<string, number>>
  readonly seed?: number | undefined
}
/** Types whose texts are the same here and in Spark. */
const SAME_TEXT = new Set(['string', 'int', 'long', 'boolean', 'decimal'])

export function routeInPySpark(step: PlanStep<Config>, context: PySparkContext): PySparkPart {
  const { by, shares, seed = step.lab.seed ?? 0 } = step.config
  const input = inputOf(step)
  if (input.keys) context.problem('', 'export-takes-nothing-back', 'warning')
  const { type } = compileExpression(by, input.row, { timezone: step.zone })
  if (!SAME_TEXT.has(type.kind))
    context.problem('by', 'export-route-key', 'error', { found: type.kind })
  const key = `concat('${seed}:', coalesce(CAST(${context.sql('by', by)} AS STRING), 'null'))`
  let upTo = 0
  const branches = Object.entries(shares).map(([port, share]) => {
    upTo += share
    return `WHEN _chance < ${Number(upTo.toPrecision(12))} THEN '${port}'`
  })
  return {
    takes: 'port',
    body: [
      ...pyCall('drawn = records.withColumn', [], {
        plain: ['"_chance"', `chance(F.expr(${JSON.stringify(key)}))`],
      }),
      ...pyCall('goes_to = F.expr', [`CASE ${branches.join(' ')} ELSE '${REST}' END`]),
      'return drawn.where(goes_to == port).drop("_chance")',
    ],
    helpers: ['chance'],
  }
}
