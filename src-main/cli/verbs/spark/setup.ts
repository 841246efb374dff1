// `sluice spark setup` makes a private environment for Spark, and says how far it is; Ctrl-C cancels
// it and leaves nothing behind. `sluice spark remove` deletes it. Each version of Spark
// has one of its own.
import { z } from 'zod'
import { SPARK_VERSIONS, type SetUpStep } from '@shared/contract'
import { spark } from '@shared/text/ui/spark'
import { pagesOf } from '../../feeds'
import { choice } from '../../options'
import type { LabClient } from '../../parts'
import { defineVerb, type VerbContext } from '../../verb'
import { megabytes, sparkText } from './status'

const STEPS = {
  environment: spark.environment,
  package: spark.package,
  install: spark.install,
  check: spark.check,
} as const

export const sparkSetup = defineVerb({
  name: 'spark setup',
  options: z.strictObject({ spark: choice(SPARK_VERSIONS).default('3.5') }),
  examples: ['spark setup', 'spark setup --spark 4'],
  async run({ spark: version }, context) {
    const { client } = await context.open({ needs: [] })
    const over = new AbortController()
    const told = tellSteps(client, context, over.signal)
    const cancel = () => void client.spark.cancelSetUp({}).catch(() => {})
    context.signal.addEventListener('abort', cancel, { once: true })
    try {
      const status = await client.spark.setUp({ version })
      await context.print.one(status, () => sparkText(status, context))
    } finally {
      context.signal.removeEventListener('abort', cancel)
      over.abort()
      await told
    }
  },
})

export const sparkRemove = defineVerb({
  name: 'spark remove',
  options: z.strictObject({ spark: choice(SPARK_VERSIONS).default('3.5') }),
  examples: ['spark remove', 'spark remove --spark 4'],
  async run({ spark: version }, context) {
    const { client } = await context.open({ needs: [] })
    const status = await client.spark.remove({ version })
    await context.print.one(status, () => context.say(spark.removed))
  },
})

async function tellSteps(
  client: LabClient,
  context: VerbContext,
  signal: AbortSignal,
): Promise<void> {
  try {
    for await (const page of pagesOf(client.spark.steps, {}, signal))
      for (const item of page.items) {
        const line = stepLine(item, context)
        if (line !== undefined) context.io.stderr.write(`${line}\n`)
      }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

function stepLine({ step, what, sizeBytes }: SetUpStep, { say }: VerbContext): string | undefined {
  if (step === 'done' || step === 'failed' || step === 'cancelled') return undefined
  return say(STEPS[step], { what: what ?? '', size: megabytes(sizeBytes) })
}
