// `sluice spark`: whether a lab's jobs can be sent to Spark from here, and with what.
import { z } from 'zod'
import { SPARK_VERSIONS, type SparkStatus } from '@shared/contract'
import { cli } from '@shared/text/ui/cli'
import { exitCodeOf, EXIT_OK } from '../../exit-code'
import { sentencesOf } from '../../failure'
import { choice } from '../../options'
import { defineVerb, type VerbContext } from '../../verb'

export const sparkStatus = defineVerb({
  name: 'spark status',
  isDefault: true,
  options: z.strictObject({ spark: choice(SPARK_VERSIONS).default('3.5') }),
  examples: ['spark', 'spark setup'],
  async run({ spark }, context) {
    const { client } = await context.open({ needs: [] })
    const status = await client.spark.status({ version: spark })
    await context.print.one(status, () => sparkText(status, context))
    return status.problem ? exitCodeOf(status.problem.kind) : EXIT_OK
  },
})

export function sparkText(
  { tools, problem, own }: SparkStatus,
  { say, language }: Pick<VerbContext, 'say' | 'language'>,
): string {
  return [
    ...(tools ? [say(cli.sparkTools, { ...tools })] : []),
    ...(problem ? [sentencesOf(problem, language)] : []),
    ...(own ? [say(cli.sparkOwn, { dir: own.dir, size: megabytes(own.sizeBytes) })] : []),
  ].join('\n')
}

export const megabytes = (bytes: number): string => `${Math.round(bytes / 1_000_000)} MB`
