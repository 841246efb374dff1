// The first port whose condition is true, in a Flink job: a view for each port that is read.
import { flinkText } from '@shared/expr'
import { inputOf, type PlanStep } from '../../../model/plan-step'
import { flinkView, type FlinkContext, type FlinkPart } from '../../../model/targets/flink'
import { REST } from '../ports'

export function splitInFlink(
  step: PlanStep<{ readonly ports: Readonly<Record<string, string>> }>,
  context: FlinkContext,
): FlinkPart {
  context.passTimes()
  const { row } = inputOf(step)
  const whens = Object.entries(step.config.ports).map(
    ([port, text]) => `WHEN ${context.sql(`ports.${port}`, text, row)} THEN ${flinkText(port)}`,
  )
  const goesTo = `CASE ${whens.join(' ')} ELSE ${flinkText(REST)} END`
  const view = (port: string) =>
    flinkView(
      context.name(port),
      `SELECT *\nFROM ${context.input()}\nWHERE ${goesTo} = ${flinkText(port)}`,
    )
  return { makes: [...context.ports].sort().map(view) }
}
