// `sluice runs hold|release LAB NODE` holds one source or sink back, to show back-pressure and its
// end.
import { z } from 'zod'
import { cli } from '@shared/text/ui/cli'
import { dataDir, text } from '../../options'
import { defineVerb } from '../../verb'

const holding = (name: 'hold' | 'release') =>
  defineVerb({
    name: `runs ${name}`,
    options: z.strictObject({ lab: text('LAB'), node: text('NODE'), data: dataDir() }),
    places: ['lab', 'node'],
    examples: [`runs ${name} r0-vendas-ecommerce cassandra`],
    async run({ lab, node, data }, { open, print, say }) {
      const { client } = await open({ needs: [], attach: true, data })
      const { held } = await client.runs.hold({ lab, node, held: name === 'hold' })
      await print.one({ lab, node, held }, () =>
        say(held ? cli.nodeHeld : cli.nodeReleased, { node }),
      )
    },
  })

export const runsHold = holding('hold')
export const runsRelease = holding('release')
