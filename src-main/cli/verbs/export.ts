// `sluice export LAB --to TARGET [--out DIR]`: the lab as a project for another engine. What the
// target cannot do is printed first; with an error among it nothing is written. `--diff` prints
// what would change in the folder, and writes nothing either.
import { resolve } from 'node:path'
import { z } from 'zod'
import { CLIENT_CODES, CLIENT_ROLES, EXPORT_TARGETS, SPARK_VERSIONS } from '@shared/contract'
import { LabError } from '@shared/errors'
import { cli } from '@shared/text/ui/cli'
import { EXIT_OK, EXIT_USAGE } from '../exit-code'
import { labTextIn } from '../files'
import { choice, flag, text } from '../options'
import { printedProblems, problemLine } from '../problems'
import type { LabClient } from '../parts'
import { defineVerb, type VerbContext } from '../verb'

export const exportVerb = defineVerb({
  name: 'export',
  options: z.strictObject({
    file: text('LAB'),
    to: choice(EXPORT_TARGETS),
    spark: choice(SPARK_VERSIONS).default('3.5'),
    realTime: flag(),
    topic: text('TOPIC').optional(),
    code: choice(CLIENT_CODES).default('python'),
    role: choice(CLIENT_ROLES).default('consumer'),
    out: text('DIR').optional(),
    replace: flag(),
    diff: flag(),
  }),
  places: ['file'],
  examples: [
    'export r1-ventas-events --to pyspark --out sales-job',
    'export r1-ventas-events --to pyspark --out sales-job --diff',
    'export r1-ventas-events --to client --code java --role producer --out orders',
  ],
  async run(options, context) {
    const { file, to, spark, realTime, topic, code, role, out, replace, diff } = options
    const { open, print, say, language } = context
    const { client } = await open({ needs: [] })
    const labText = await labTextIn(file, async ref => (await client.labs.open({ ref })).text)
    const wishes = {
      ...{ text: labText, target: to, spark, realTime, language },
      ...(to === 'client' ? { client: { topic, code, role } } : {}),
    }
    if (diff) return tellChanges(client, wishes, options, context)
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

/** What differs from the folder's files, in the form that git and patch know. */
async function tellChanges(
  client: LabClient,
  wishes: Parameters<LabClient['labs']['export']>[0],
  { file, out }: { readonly file: string; readonly out?: string | undefined },
  { print, say, language }: VerbContext,
): Promise<number> {
  if (out === undefined)
    throw new LabError('cli-option-missing', {
      kind: 'usage',
      params: { verb: 'export', option: '--out DIR' },
    })
  const changes = await client.labs.exportChanges({ ...wishes, dir: resolve(out) })
  const problems = printedProblems(file, changes.problems, language)
  const isPossible = !problems.some(problem => problem.severity === 'error')
  const diffs = changes.files.flatMap(({ diff }) => (diff === '' ? [] : [diff.trimEnd()]))
  await print.one({ ...changes, problems }, () =>
    isPossible
      ? diffs.length === 0
        ? say(cli.exportSame, { out })
        : diffs.join('\n')
      : problems.map(problem => problemLine(problem, language)).join('\n'),
  )
  return isPossible ? EXIT_OK : EXIT_USAGE
}
