// A table on the console of a Flink job: its changes, one a line.
import { inputOf, type PlanStep } from '../../../model/plan-step'
import type { FlinkContext, FlinkPart } from '../../../model/targets/flink'
import { printedInFlink } from '../flink-columns'

export const consoleInFlink = (
  step: PlanStep<{ readonly columns?: readonly string[] | undefined }>,
  context: FlinkContext,
): FlinkPart => printedInFlink(context, step.id, inputOf(step).row, step.config.columns)
