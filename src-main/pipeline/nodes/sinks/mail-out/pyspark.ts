// Mails in a PySpark job, sent by its driver with Python's own client.
import { inputOf, type PlanStep } from '../../../model/plan-step'
import type { PySparkContext, PySparkPart } from '../../../model/targets/pyspark'
import { connectionEnv, pyCall, pyText } from '../../../model/targets/python'
import { durationMs } from '../../../model/duration'
import { templateInSql } from '../../text/template-sql'
import type { Config } from './config'

export function mailInPySpark(step: PlanStep<Config>, context: PySparkContext): PySparkPart {
  const { connection, to, subject, text, rowsPerMail, perMinute, timeout } = step.config
  const { row } = inputOf(step)
  context.problem('', 'export-mail-twice', 'hint')
  const columns = [
    `array(${to.map(one => templateInSql(one, row)).join(', ')}) AS to`,
    `${templateInSql(subject, row)} AS subject`,
    `${templateInSql(text, row)} AS text`,
  ]
  return {
    takes: 'batch',
    body: [
      ...pyCall('letters = rows.selectExpr', columns),
      ...pyCall('send_mails', [], {
        plain: [
          'letters',
          pyText(connection === undefined ? '' : connectionEnv(connection)),
          String(rowsPerMail),
          String(perMinute),
          String(durationMs(timeout) / 1000),
          `f"${step.id}/{batch}"`,
        ],
      }),
    ],
    helpers: ['send_mails'],
  }
}
