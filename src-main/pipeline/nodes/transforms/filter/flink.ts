// A condition in a Flink job.
import { inputOf, type PlanStep } from '../../../model/plan-step'
import { flinkView, type FlinkContext, type FlinkPart } from '../../../model/targets/flink'

export function filterInFlink(
  step: PlanStep<{ readonly where: string }>,
  context: FlinkContext,
): FlinkPart {
  context.passTimes()
  const where = context.sql('where', step.config.where, inputOf(step).row)
  const query = `SELECT *\nFROM ${context.input()}\nWHERE ${where}`
  return { makes: [flinkView(context.name(), query)] }
}
