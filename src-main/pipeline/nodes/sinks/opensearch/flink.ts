// Documents in a Flink job. Flink 2 has no connector for OpenSearch, so each input goes to a topic.
import type { PlanStep } from '../../../model/plan-step'
import type { FlinkContext, FlinkPart } from '../../../model/targets/flink'
import { topicInPlace, writtenInFlink } from '../flink-columns'
import type { Config } from './config'

export function opensearchInFlink(step: PlanStep<Config>, context: FlinkContext): FlinkPart {
  const { index, id, fields, off } = step.config
  const [input] = step.inputs
  if (off) context.problem('off', 'export-off', 'hint')
  if (off || !input) return { makes: [] }
  if (step.inputs.length > 1) context.problem('', 'export-flink-one-input', 'error')
  const key = id ?? input.stream.keys ?? []
  const row = input.stream.row.fields.filter(
    f => key.includes(f.name) || (fields?.includes(f.name) ?? true),
  )
  return topicInPlace(context, {
    system: 'OpenSearch',
    table: index,
    columns: writtenInFlink({ kind: 'struct', fields: row }),
    key,
  })
}
