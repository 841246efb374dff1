// Requests in a Flink job. Flink SQL has no connector for HTTP of its own, so the rows go to a topic.
import { inputOf, type PlanStep } from '../../../model/plan-step'
import type { FlinkContext, FlinkPart } from '../../../model/targets/flink'
import { topicInPlace, writtenInFlink } from '../flink-columns'
import type { Config } from './config'

export function httpInFlink(step: PlanStep<Config>, context: FlinkContext): FlinkPart {
  const { row, keys = [] } = inputOf(step)
  const wanted = row.fields.filter(
    ({ name }) => keys.includes(name) || (step.config.fields?.includes(name) ?? true),
  )
  return topicInPlace(context, {
    system: 'HTTP',
    table: step.id,
    columns: writtenInFlink({ kind: 'struct', fields: wanted }),
    key: keys,
  })
}
