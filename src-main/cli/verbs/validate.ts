// `sluice validate FILE` prints every problem of a lab file at once. The exit code is 2 when one of
// them is an error.
import { z } from 'zod'
import { cli } from '@shared/text/ui/cli'
import { EXIT_OK, EXIT_USAGE } from '../exit-code'
import { labRefOf, labTextOf } from '../files'
import { text } from '../options'
import { hasErrors, printedProblems, problemLine } from '../problems'
import { defineVerb } from '../verb'

export const validate = defineVerb({
  name: 'validate',
  options: z.strictObject({ file: text('FILE') }),
  places: ['file'],
  examples: ['validate my-lab.yaml', 'validate r0-vendas-ecommerce --json'],
  async run({ file }, { open, print, say, language }) {
    const { client } = await open({ needs: [] })
    const { ref, isFile } = await labRefOf(file)
    const lab = isFile
      ? await client.labs.check({ text: await labTextOf(file) })
      : await client.labs.open({ ref })
    const problems = printedProblems(file, lab.problems, language)
    const valid = !hasErrors(lab)
    await print.one({ file, valid, problems }, () =>
      problems.length === 0
        ? say(cli.fileFine, { file })
        : problems.map(p => problemLine(p, language)).join('\n'),
    )
    return valid ? EXIT_OK : EXIT_USAGE
  },
})
