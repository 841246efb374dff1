// A live view in a Flink job. A job has no screen, so its changes are printed.
import { inputOf, type PlanStep } from '../../../model/plan-step'
import type { FlinkContext, FlinkPart } from '../../../model/targets/flink'
import { printedInFlink } from '../flink-columns'

export const liveInFlink = (
  step: PlanStep<{ readonly columns?: readonly string[] | undefined }>,
  context: FlinkContext,
): FlinkPart => printedInFlink(context, step.id, inputOf(step).row, step.config.columns)
