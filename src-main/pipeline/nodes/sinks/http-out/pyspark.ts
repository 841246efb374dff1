// Requests in a PySpark job, with Python's own client; a batch written again has the same keys.
import { sparkName } from '@shared/expr'
import { inputOf, type PlanStep } from '../../../model/plan-step'
import type { PySparkContext, PySparkPart } from '../../../model/targets/pyspark'
import { connectionEnv, pyCall, pyList, pyText } from '../../../model/targets/python'
import { durationMs } from '../../../model/duration'
import type { Config } from './config'

export function httpInPySpark(step: PlanStep<Config>, context: PySparkContext): PySparkPart {
  const { connection, path, method, headers, fields, rowsPerRequest, timeout, tries } = step.config
  const shown = inputOf(step).row.fields.filter(({ name }) => fields?.includes(name) ?? true)
  context.problem('', 'export-http-twice', 'hint')
  const named = Object.entries(headers).map(([name, text]) => `${pyText(name)}: ${pyText(text)}`)
  return {
    takes: 'batch',
    body: [
      ...pyCall(
        'wanted = rows.selectExpr',
        shown.map(({ name }) => sparkName(name)),
      ),
      `headers: dict[str, str] = {${named.join(', ')}}`,
      ...pyCall('post', [], {
        plain: [
          'wanted',
          pyText(connectionEnv(connection)),
          pyList([path, method]),
          'headers',
          String(rowsPerRequest),
          String(durationMs(timeout) / 1000),
          String(tries ?? 5),
          `f"${step.id}/{batch}"`,
        ],
      }),
    ],
    helpers: ['post'],
  }
}
