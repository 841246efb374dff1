// `sluice runs rate LAB NODE RATE`: a source's rate while it runs.
import { z } from 'zod'
import { cli } from '@shared/text/ui/cli'
import { dataDir, rate, text } from '../../options'
import { defineVerb } from '../../verb'

export const runsRate = defineVerb({
  name: 'runs rate',
  options: z.strictObject({ lab: text('LAB'), node: text('NODE'), rate: rate(), data: dataDir() }),
  places: ['lab', 'node', 'rate'],
  examples: ['runs rate r0-vendas-ecommerce vendas 50'],
  async run({ lab, node, rate: wanted, data }, { open, print, say }) {
    const { client } = await open({ needs: [], attach: true, data })
    const set = await client.runs.setRate({ lab, node, rate: wanted })
    await print.one({ lab, node, ...set }, () => say(cli.rateSet, { node, rate: String(set.rate) }))
  },
})
