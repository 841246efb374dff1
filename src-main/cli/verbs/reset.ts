// `sluice reset LAB` takes a lab back to its start and says what went; `--check` says what would
// go. It needs the instance that has the lab's data, or the data directory itself.
import { z } from 'zod'
import type { ResetContents } from '@shared/contract'
import { LabError } from '@shared/errors'
import { resetLines } from '@shared/text/reset-lines'
import { cli } from '@shared/text/ui/cli'
import { enginesOf } from '../engines-of'
import { labRefOf } from '../files'
import { cqlAddress, dataDir, flag, kafkaAddress, text } from '../options'
import { hasErrors } from '../problems'
import { defineVerb, type VerbContext } from '../verb'

export const reset = defineVerb({
  name: 'reset',
  options: z.strictObject({
    lab: text('LAB'),
    check: flag(),
    data: dataDir(),
    kafka: kafkaAddress(),
    cql: cqlAddress(),
  }),
  places: ['lab'],
  examples: ['reset r0-vendas-ecommerce --data ./lab-data', 'reset r4-simulator --check'],
  async run({ lab: given, check: isDry, data, ...reach }, context) {
    const { open, print, parts } = context
    const { ref } = await labRefOf(given)
    const library = await open({ needs: [] })
    const opened = await library.client.labs.open({ ref })
    if (!opened.lab || hasErrors(opened))
      throw new LabError('lab-has-problems', { kind: 'config', params: { lab: given } })
    const lab = opened.lab.id
    const { client } = await open({
      needs: enginesOf(opened.lab),
      runs: true,
      data: data ?? parts.defaultDataDir,
      ...reach,
    })
    const { text: labText } = opened
    if (isDry) {
      const goes = await client.runs.contents({ lab, text: labText })
      return print.one({ lab, goes }, () =>
        [context.say(cli.resetGoes, { lab }), ...linesOf(goes, context)].join('\n'),
      )
    }
    const { went } = await client.runs.reset({ lab, text: labText })
    return print.one({ lab, went }, () =>
      [context.say(cli.resetWent, { lab }), ...linesOf(went, context)].join('\n'),
    )
  },
})

function linesOf(what: ResetContents, { language }: VerbContext): string[] {
  return resetLines(what, language).map(line => `  ${line}`)
}
