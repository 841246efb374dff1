// Nested fields as top-level ones, in a Flink job.
import { flinkName } from '@shared/expr'
import {
  flinkAs,
  flinkSelect,
  flinkView,
  type FlinkContext,
  type FlinkPart,
} from '../../../model/targets/flink'
import type { Leaf } from './leaves'

export function flattenInFlink(leaves: readonly Leaf[], context: FlinkContext): FlinkPart {
  const columns = leaves.map(({ name, path }) => flinkAs(path.map(flinkName).join('.'), name))
  const times = context.passTimes()
  const query = flinkSelect([...columns, ...times], `FROM ${context.input()}`)
  return { makes: [flinkView(context.name(), query)] }
}
