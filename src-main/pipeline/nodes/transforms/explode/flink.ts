// One row for each element, in a Flink job. UNNEST opens an element that is a row into columns; they
// are put together again, since the lab calls the element by one name.
import { flinkName, flinkType, type DataType } from '@shared/expr'
import { inputOf, type PlanStep } from '../../../model/plan-step'
import {
  flinkAs,
  flinkSelect,
  flinkView,
  type FlinkContext,
  type FlinkPart,
} from '../../../model/targets/flink'

interface Config {
  readonly path: string
  readonly as: string
  readonly keepEmpty: boolean
  readonly index?: string | undefined
}
const ELEMENT = '`_element`'

export function explodeInFlink(step: PlanStep<Config>, context: FlinkContext): FlinkPart {
  const { path, as, keepEmpty, index } = step.config
  const { row } = inputOf(step)
  const list = context.sql('path', path, row)
  const element = step.outputs.out?.row.fields.find(f => f.name === as)?.type
  const { columns, value } = opened(element)
  const kept = row.fields.map(f => f.name).filter(name => name !== as && name !== index)
  const place =
    index === undefined ? [] : [`CAST(${ELEMENT}.\`_place\` - 1 AS INT) AS ${flinkName(index)}`]
  const times = context.passTimes({ [as]: undefined })
  const names = [...columns, ...(index === undefined ? [] : ['`_place`'])].join(', ')
  const ordinal = index === undefined ? '' : ' WITH ORDINALITY'
  const unnest = `UNNEST(${list})${ordinal} AS ${ELEMENT} (${names})`
  const join = keepEmpty ? `LEFT JOIN ${unnest} ON TRUE` : `CROSS JOIN ${unnest}`
  const query = flinkSelect(
    [...kept.map(flinkName), flinkAs(value, as), ...place, ...times],
    `FROM ${context.input()}\n${join}`,
  )
  return { makes: [flinkView(context.name(), query)] }
}

function opened(element: DataType | undefined): { columns: readonly string[]; value: string } {
  if (element?.kind !== 'struct') return { columns: ['`_value`'], value: `${ELEMENT}.\`_value\`` }
  // Names of their own: a field may be called as a column beside it.
  const columns = element.fields.map((_, at) => `\`_${at + 1}\``)
  const fields = columns.map(name => `${ELEMENT}.${name}`).join(', ')
  return { columns, value: `CAST(ROW(${fields}) AS ${flinkType(element)})` }
}
