// Rows as files from a Flink job: a folder, into which each checkpoint puts the files that it ends.
import { inputOf, type PlanStep } from '../../../model/plan-step'
import {
  flinkSelect,
  flinkTable,
  type FlinkContext,
  type FlinkPart,
} from '../../../model/targets/flink'
import { flinkName } from '@shared/expr'
import { writtenInFlink } from '../flink-columns'

interface Config {
  readonly path: string
  readonly format: 'ndjson' | 'csv' | 'text' | 'parquet'
}

export function filesInFlink(step: PlanStep<Config>, context: FlinkContext): FlinkPart {
  const { path, format } = step.config
  if (format === 'text') context.problem('format', 'export-flink-text', 'error', { path })
  // Its jar of Hadoop's classes is another step of setting up, for a folder that others read.
  else if (format === 'parquet')
    context.problem('format', 'export-flink-parquet', 'error', { path })
  else context.problem('path', 'export-flink-folder', 'warning', { path })
  const columns = writtenInFlink(inputOf(step).row)
  const query = flinkSelect(
    columns.map(c => c.sql),
    `FROM ${context.input()}`,
  )
  const made = flinkTable(
    context.name(),
    columns.map(({ name, type }) => `${flinkName(name)} ${type}`),
    {
      connector: 'filesystem',
      path: `\${FILES}/${path}`,
      format: format === 'csv' ? 'csv' : 'json',
    },
  )
  return { makes: [made], writes: [`INSERT INTO ${context.name()}\n${query}`] }
}
