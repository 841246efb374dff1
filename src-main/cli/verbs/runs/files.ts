// `sluice runs files LAB` lists the files that the lab's sinks wrote (reports, the e-mail log,
// rolling files), even after the run; with a name, it prints the end of that file.
import { z } from 'zod'
import { cli } from '@shared/text/ui/cli'
import { dataDir, text } from '../../options'
import { sizeText } from '../../print/units'
import { defineVerb } from '../../verb'

export const runsFiles = defineVerb({
  name: 'runs files',
  options: z.strictObject({ lab: text('LAB'), path: text('PATH').optional(), data: dataDir() }),
  places: ['lab', 'path'],
  examples: ['runs files r4-simulator', 'runs files r4-simulator reports/order_emails.txt'],
  async run({ lab, path, data }, { open, parts, print, say }) {
    // A directory that nobody has open is read too: the files outlive their run.
    const { client } = await open({ needs: [], runs: true, data: data ?? parts.defaultDataDir })
    if (path !== undefined) {
      const end = await client.runs.file({ lab, path })
      if (end.skippedBytes > 0)
        await print.notice(say(cli.fileEnd, { size: sizeText(end.skippedBytes) }))
      return print.one(end, () => end.text)
    }
    await print.list(
      await client.runs.files({ lab }),
      [
        { title: say(cli.colName), cell: file => file.path },
        { title: say(cli.colSize), align: 'right', cell: file => sizeText(file.sizeBytes) },
        {
          title: say(cli.colChanged),
          cell: file => new Date(file.changedAt).toISOString().slice(0, 19).replace('T', ' '),
        },
      ],
      say(cli.noFiles, { lab }),
    )
  },
})
