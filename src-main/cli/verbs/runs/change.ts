// `sluice runs change FILE [--check]` applies a changed lab file to the run of that lab. Safe
// changes act at once; the others are refused, each with its reason. With --check nothing changes:
// the list shows what each change would need.
import { z } from 'zod'
import type { LabChange } from '@shared/contract'
import { describeError } from '@shared/text'
import { cli } from '@shared/text/ui/cli'
import { EXIT_OK, EXIT_USAGE } from '../../exit-code'
import { labRefOf, labTextOf } from '../../files'
import { dataDir, flag, text } from '../../options'
import { hasErrors, printedProblems, problemLine } from '../../problems'
import { defineVerb, type VerbContext } from '../../verb'

const EXIT_REFUSED = 4

export const runsChange = defineVerb({
  name: 'runs change',
  options: z.strictObject({ file: text('FILE'), check: flag(), data: dataDir() }),
  places: ['file'],
  examples: ['runs change my-lab.yaml', 'runs change my-lab.yaml --check'],
  async run({ file, check, data }, context) {
    const { print, language } = context
    await labRefOf(file)
    const labText = await labTextOf(file)
    const { client } = await context.open({ needs: [], attach: true, data })
    const checked = await client.labs.check({ text: labText })
    if (!checked.lab || hasErrors(checked)) {
      const problems = printedProblems(file, checked.problems, language)
      await print.one({ file, valid: false, problems }, () =>
        problems.map(p => problemLine(p, language)).join('\n'),
      )
      return EXIT_USAGE
    }
    const lab = checked.lab.id
    if (check) {
      const { running, changes } = await client.runs.changes({ lab, text: labText })
      await print.one({ lab, running, changes: told(changes, context) }, () =>
        linesOf(changes, context),
      )
      return EXIT_OK
    }
    const { applied, refused } = await client.runs.patch({ lab, text: labText })
    await print.one({ lab, applied: told(applied, context), refused: told(refused, context) }, () =>
      linesOf([...applied, ...refused], context),
    )
    return refused.length > 0 ? EXIT_REFUSED : EXIT_OK
  },
})

const told = (changes: readonly LabChange[], { language }: VerbContext) =>
  changes.map(change => ({ ...change, ...describeError(change, language) }))

function linesOf(changes: readonly LabChange[], context: VerbContext): string {
  const { say } = context
  if (changes.length === 0) return say(cli.nothingChanged)
  const needs = { live: cli.changeLive, restart: cli.changeRestart, clean: cli.changeClean }
  return told(changes, context)
    .map(change => `${change.path}: ${say(needs[change.needs])}\n  ${change.what} ${change.todo}`)
    .join('\n')
}
