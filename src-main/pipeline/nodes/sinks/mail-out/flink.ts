// Mails in a Flink job. Flink SQL has no connector for SMTP, so the rows go to a topic.
import { inputOf, type PlanStep } from '../../../model/plan-step'
import type { FlinkContext, FlinkPart } from '../../../model/targets/flink'
import { topicInPlace, writtenInFlink } from '../flink-columns'
import type { Config } from './config'

export function mailInFlink(step: PlanStep<Config>, context: FlinkContext): FlinkPart {
  const { row, keys = [] } = inputOf(step)
  return topicInPlace(context, {
    system: 'SMTP',
    table: step.id,
    columns: writtenInFlink(row),
    key: keys,
  })
}
