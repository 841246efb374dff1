// `sluice export LAB --to TARGET [--out DIR]`: the lab as a project for another engine. What the
// target cannot do is printed first; with an error among it nothing is written.
import { resolve } from 'node:path'
import { z } from 'zod'
import { CLIENT_CODES, CLIENT_ROLES, EXPORT_TARGETS, SPARK_VERSIONS } from '@shared/contract'
import { cli } from '@shared/text/ui/cli'
import { EXIT_OK, EXIT_USAGE } from '../exit-code'
import { labTextIn } from '../files'
import { choice, flag, text } from '../options'
import { printedProblems, problemLine } from '../problems'
import { defineVerb } from '../verb'

export const exportVerb = defineVerb({
  name: 'export',
  options: z.strictObject({
    file: text('LAB'),
    to: choice(EXPORT_TARGETS),
    spark: choice(SPARK_VERSIONS).default('3.5'),
    topic: text('TOPIC').optional(),
    code: choice(CLIENT_CODES).default('python'),
    role: choice(CLIENT_ROLES).default('consumer'),
    out: text('DIR').optional(),
    replace: flag(),
  }),
  places: ['file'],
  examples: [
    'export r1-ventas-events --to pyspark --out sales-job',
    'export r1-ventas-events --to client --code java --role producer --out orders',
  ],
  async run({ file, to, spark, topic, code, role, out, replace }, { open, print, say, language }) {
    const { client } = await open({ needs: [] })
    const labText = await labTextIn(file, async ref => (await client.labs.open({ ref })).text)
    const wishes = {
      ...{ text: labText, target: to, spark, language },
      ...(to === 'client' ? { client: { topic, code, role } } : {}),
    }
    const exported = await client.labs.export(wishes)
    const problems = printedProblems(file, exported.problems, language)
    const isPossible = !problems.some(problem => problem.severity === 'error')
    const files = exported.files.map(f => f.path)
    if (isPossible && out !== undefined)
      await client.labs.saveExport({ ...wishes, dir: resolve(out), replace })
    await print.one({ file, to, out, files, problems }, () =>
      [
        ...problems.map(problem => problemLine(problem, language)),
        ...(isPossible && out !== undefined
          ? [say(cli.exported, { files: files.join(', '), out })]
          : []),
      ].join('\n'),
    )
    return isPossible ? EXIT_OK : EXIT_USAGE
  },
})
