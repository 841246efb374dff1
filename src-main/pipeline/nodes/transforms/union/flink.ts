// Several streams as one, in a Flink job.
import { flinkName, flinkType } from '@shared/expr'
import type { PlanStep } from '../../../model/plan-step'
import {
  flinkAs,
  flinkSelect,
  flinkView,
  type FlinkContext,
  type FlinkPart,
} from '../../../model/targets/flink'

export function unionInFlink({ inputs, outputs }: PlanStep, context: FlinkContext): FlinkPart {
  const fields = outputs.out?.row.fields ?? []
  for (const wish of context.times) context.refuseTime(wish)
  const queries = inputs.map(({ stream }, at) => {
    const columns = fields.map(({ name, type }) => {
      const isThere = stream.row.fields.some(f => f.name === name)
      return flinkAs(`CAST(${isThere ? flinkName(name) : 'NULL'} AS ${flinkType(type)})`, name)
    })
    return flinkSelect(columns, `FROM ${context.input(at)}`)
  })
  return { makes: [flinkView(context.name(), queries.join('\nUNION ALL\n'))] }
}
