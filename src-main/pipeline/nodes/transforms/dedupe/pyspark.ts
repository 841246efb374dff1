// Each key once, in a PySpark job. With a watermark Spark forgets a key one delay later than the
// lab does, so it lets no row through that the lab holds back.
import { inputOf, type PlanStep } from '../../../model/plan-step'
import { ARRIVAL, type PySparkContext, type PySparkPart } from '../../../model/targets/pyspark'
import { pyCall, pyList, pyText, sparkDelay } from '../../../model/targets/python'

interface Config {
  readonly by: readonly string[]
  readonly time?: string | undefined
  readonly watermark?: string | undefined
  readonly watermarkBy?: string | undefined
}

export function dedupeInPySpark(step: PlanStep<Config>, context: PySparkContext): PySparkPart {
  const { by, time, watermark, watermarkBy } = step.config
  const stateful = { mode: 'append' as const }
  context.problem('', 'export-dedupe-first', 'warning')
  if (time === undefined || watermark === undefined)
    return { takes: 'rows', stateful, body: [`return rows.dropDuplicates(${pyList(by)})`] }
  context.problem('watermark', 'export-dedupe-longer', 'warning')
  if (watermarkBy === 'partition')
    context.problem('watermarkBy', 'export-watermark-partitions', 'warning')
  const fields = inputOf(step).row.fields.map(f => f.name)
  return {
    takes: 'rows',
    stateful,
    body: [
      ...pyCall('time = F.expr', [context.sql('time', time)]),
      `timed = rows.withColumn("_time", time).withWatermark("_time", ${pyText(sparkDelay(watermark))})`,
      `once = timed.dropDuplicatesWithinWatermark(${pyList(by)})`,
      ...pyCall('return once.select', [...fields, ...(context.isOrdered ? [ARRIVAL] : [])]),
    ],
  }
}
