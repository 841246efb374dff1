// `sluice labs` lists the labs that can be run by their ids.
import { z } from 'zod'
import { textIn } from '@shared/lab/local-text'
import { cli } from '@shared/text/ui/cli'
import { defineVerb } from '../verb'

export const labs = defineVerb({
  name: 'labs',
  options: z.strictObject({}),
  async run(_options, { open, print, say, language }) {
    const { client } = await open({ needs: [] })
    const { gallery } = await client.labs.list({})
    await print.list(
      gallery,
      [
        { title: say(cli.colLab), cell: lab => lab.id },
        { title: say(cli.colTitle), cell: lab => textIn(lab.title, language) },
        { title: say(cli.colNodes), align: 'right', cell: lab => String(lab.nodes.length) },
        { title: say(cli.colMeaning), cell: lab => textIn(lab.summary, language) },
      ],
      say(cli.noLabs),
    )
  },
})
