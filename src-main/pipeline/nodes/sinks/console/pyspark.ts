// A table on the console of a PySpark job.
import { sparkName } from '@shared/expr'
import { inputOf, type PlanStep } from '../../../model/plan-step'
import { named, type PySparkPart } from '../../../model/targets/pyspark'
import { pyCall, pyText } from '../../../model/targets/python'

interface Config {
  readonly columns?: readonly string[] | undefined
  readonly headings: Readonly<Record<string, string>>
  readonly rows: number
  readonly truncate: boolean
}

export function consoleInPySpark(step: PlanStep<Config>): PySparkPart {
  const { columns, headings, rows, truncate } = step.config
  const names = columns ?? inputOf(step).row.fields.map(f => f.name)
  const shown = names.map(name => named(sparkName(name), headings[name] ?? name))
  return {
    takes: 'batch',
    body: [
      ...pyCall('table = rows.selectExpr', shown),
      `show(table, ${pyText(step.id)}, batch, ${rows}${truncate ? ', width=20' : ''})`,
    ],
    helpers: ['show'],
  }
}
