// Derived fields in a Flink job.
import { flinkName } from '@shared/expr'
import { inputOf, type PlanStep } from '../../../model/plan-step'
import {
  flinkAs,
  flinkSelect,
  flinkView,
  type FlinkContext,
  type FlinkPart,
} from '../../../model/targets/flink'

export function selectInFlink(
  step: PlanStep<{ readonly fields: Readonly<Record<string, string>> }>,
  context: FlinkContext,
): FlinkPart {
  const { config, outputs } = step
  const { row } = inputOf(step)
  const columns = (outputs.out?.row.fields ?? []).map(({ name }) => {
    const text = config.fields[name]
    const sql = text === undefined ? flinkName(name) : context.sql(`fields.${name}`, text, row)
    return flinkAs(sql, name)
  })
  const times = context.passTimes(config.fields)
  const query = flinkSelect([...columns, ...times], `FROM ${context.input()}`)
  return { makes: [flinkView(context.name(), query)] }
}
