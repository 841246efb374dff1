// Each key once, in a Flink job: the first row that comes. Flink remembers the keys
// for ever, unless a person sets a time to live for its state.
import { flinkName } from '@shared/expr'
import { inputOf, type PlanStep } from '../../../model/plan-step'
import {
  flinkSelect,
  flinkView,
  type FlinkContext,
  type FlinkPart,
} from '../../../model/targets/flink'

interface Config {
  readonly by: readonly string[]
  readonly watermark?: string | undefined
}

export function dedupeInFlink(step: PlanStep<Config>, context: FlinkContext): FlinkPart {
  const { by, watermark } = step.config
  if (watermark !== undefined) context.problem('watermark', 'export-flink-ever', 'warning')
  for (const wish of context.times) context.refuseTime(wish)
  const names = inputOf(step).row.fields.map(f => flinkName(f.name))
  const came = `(SELECT *, PROCTIME() AS \`_came\` FROM ${context.input()})`
  const keys = by.map(flinkName).join(', ')
  const numbered = `SELECT *, ROW_NUMBER() OVER (PARTITION BY ${keys} ORDER BY \`_came\`) AS \`_number\``
  const query = flinkSelect(
    names,
    `FROM (\n  ${numbered}\n  FROM ${came}\n)\nWHERE \`_number\` = 1`,
  )
  return { makes: [flinkView(context.name(), query)] }
}
