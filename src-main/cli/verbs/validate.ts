// `sluice validate FILE` prints every problem of a lab file at once; `--for` adds what an export
// target cannot do or does otherwise, `--data` what becomes of each node's state when the run that is
// kept there goes on with this file. The exit code is 2 when one of them is an error.
import { z } from 'zod'
import { EXPORT_TARGETS, SPARK_VERSIONS } from '@shared/contract'
import { textIn } from '@shared/lab/local-text'
import { cli } from '@shared/text/ui/cli'
import { EXIT_OK, EXIT_USAGE } from '../exit-code'
import { labRefOf, labTextOf } from '../files'
import { choice, dataDir, flag, text } from '../options'
import { hasErrors, printedProblems, problemLine } from '../problems'
import { printedFates, stateLines } from '../state-lines'
import { defineVerb } from '../verb'

export const validate = defineVerb({
  name: 'validate',
  options: z.strictObject({
    file: text('FILE'),
    for: choice(EXPORT_TARGETS).optional(),
    spark: choice(SPARK_VERSIONS).default('3.5'),
    realTime: flag(),
    data: dataDir(),
  }),
  places: ['file'],
  examples: [
    'validate my-lab.yaml',
    'validate my-lab.yaml --for pyspark',
    'validate my-lab.yaml --for pyspark --spark 4 --real-time',
    'validate r0-vendas-ecommerce --json',
    'validate my-lab.yaml --data ./lab-data',
  ],
  async run({ file, for: target, spark, realTime, data }, { open, print, say, language }) {
    const { client } = await open({
      needs: [],
      data,
      ...(data === undefined ? {} : { runs: true }),
    })
    const { ref, isFile } = await labRefOf(file)
    const lab = isFile
      ? await client.labs.check({ text: await labTextOf(file) })
      : await client.labs.open({ ref })
    const isSound = !hasErrors(lab)
    const abroad =
      target !== undefined && isSound
        ? (await client.labs.export({ text: lab.text, target, spark, realTime, language })).problems
        : []
    const problems = printedProblems(file, [...lab.problems, ...abroad], language)
    const valid = isSound && !abroad.some(problem => problem.severity === 'error')
    const { state } =
      data !== undefined && isSound
        ? await client.runs.doubts({ ref: lab.lab?.id ?? ref, text: lab.text })
        : { state: [] }
    const fates = stateLines(state, language)
    const frames = lab.lab?.frames ?? {}
    const drawn = Object.entries(frames).map(([frame, { title, nodes }]) =>
      say(cli.frameOf, { title: textIn(title, language) || frame, nodes: nodes.join(', ') }),
    )
    const told = state.length > 0 ? { state: printedFates(state, language) } : {}
    await print.one({ file, valid, problems, frames, ...told }, () =>
      problems.length === 0
        ? [say(cli.fileFine, { file }), ...drawn, ...fates].join('\n')
        : [...problems.map(p => problemLine(p, language)), ...fates].join('\n'),
    )
    return valid ? EXIT_OK : EXIT_USAGE
  },
})
