// `sluice runs export LAB --out FILE` writes a stopped run with its state into one file, and `sluice
// runs import FILE` takes it in elsewhere. Both say what is inside and what is not.
import { resolve } from 'node:path'
import { z } from 'zod'
import type { RunArchive } from '@shared/contract'
import { archiveLines } from '@shared/text/archive-lines'
import { cli } from '@shared/text/ui/cli'
import { dataDir, flag, text } from '../../options'
import { defineVerb, type VerbContext } from '../../verb'

const told = (archive: RunArchive & { labPath?: string }, { say, language }: VerbContext) => {
  const { labPath: file } = archive
  const saved = file === undefined ? [] : [say(cli.labSaved, { file })]
  return [...archiveLines(archive, language), ...saved].join('\n')
}

export const runsExport = defineVerb({
  name: 'runs export',
  options: z.strictObject({
    lab: text('LAB'),
    out: text('FILE'),
    replace: flag(),
    data: dataDir(),
  }),
  places: ['lab'],
  examples: ['runs export my-lab --out my-lab.sluice-run'],
  async run({ lab, out, replace, data }, context) {
    const { open, parts, print } = context
    const { client } = await open({ needs: [], runs: true, data: data ?? parts.defaultDataDir })
    const archive = await client.runs.export({ lab, path: resolve(out), replace })
    await print.one(archive, () => told(archive, context))
  },
})

export const runsImport = defineVerb({
  name: 'runs import',
  options: z.strictObject({ file: text('FILE'), replace: flag(), data: dataDir() }),
  places: ['file'],
  examples: ['runs import my-lab.sluice-run', 'runs import my-lab.sluice-run --data ./lab-data'],
  async run({ file, replace, data }, context) {
    const { open, parts, print } = context
    const { client } = await open({ needs: [], runs: true, data: data ?? parts.defaultDataDir })
    const archive = await client.runs.import({ path: resolve(file), replace })
    await print.one(archive, () => told(archive, context))
  },
})
