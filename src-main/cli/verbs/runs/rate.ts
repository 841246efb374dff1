// `sluice runs rate LAB NODE RATE`: a source's rate while it runs.
import { z } from 'zod'
import type { Rate } from '@shared/lab'
import { cli } from '@shared/text/ui/cli'
import { dataDir, rateOrCurve, text } from '../../options'
import { defineVerb } from '../../verb'

export const runsRate = defineVerb({
  name: 'runs rate',
  options: z.strictObject({
    lab: text('LAB'),
    node: text('NODE'),
    rate: rateOrCurve(),
    data: dataDir(),
  }),
  places: ['lab', 'node', 'rate'],
  examples: [
    'runs rate r0-vendas-ecommerce vendas 50',
    `runs rate r0-vendas-ecommerce vendas '{"sine":{"low":"5/s","high":"50/s","period":"1 min"}}'`,
  ],
  async run({ lab, node, rate: wanted, data }, { open, print, say }) {
    const { client } = await open({ needs: [], attach: true, data })
    const set = await client.runs.setRate({ lab, node, rate: wanted })
    await print.one({ lab, node, ...set }, () =>
      say(cli.rateSet, { node, rate: rateWords(set.rate) }),
    )
  },
})

const rateWords = (rate: Rate) => (typeof rate === 'object' ? JSON.stringify(rate) : String(rate))
