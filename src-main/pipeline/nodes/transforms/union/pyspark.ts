// Several streams as one, in a PySpark job.
import { printType, sparkName, sparkType } from '@shared/expr'
import type { PlanStep } from '../../../model/plan-step'
import type { PySparkPart } from '../../../model/targets/pyspark'
import { pyText } from '../../../model/targets/python'

export function unionInPySpark({ inputs, outputs }: PlanStep): PySparkPart {
  const fields = outputs.out?.row.fields ?? []
  const cast = inputs.flatMap(({ stream }, at) => {
    const wider = fields.filter(({ name, type }) => {
      const own = stream.row.fields.find(f => f.name === name)?.type
      return own !== undefined && printType(own) !== printType(type)
    })
    const casts = wider
      .map(
        ({ name, type }) =>
          `${pyText(name)}: F.expr("CAST(${sparkName(name)} AS ${sparkType(type)})")`,
      )
      .join(', ')
    return casts === '' ? [] : [`parts[${at}] = parts[${at}].withColumns({${casts}})`]
  })
  return {
    takes: 'streams',
    body: [
      'parts = list(streams)',
      ...cast,
      'whole = parts[0]',
      'for part in parts[1:]:',
      '    whole = whole.unionByName(part, allowMissingColumns=True)',
      'return whole',
    ],
  }
}
