// `sluice runs pause|resume|stop LAB`: the controls of the top bar.
import { z } from 'zod'
import { cli } from '@shared/text/ui/cli'
import { dataDir, text } from '../../options'
import { defineVerb } from '../../verb'
import { stateWord } from '../run-text'

const steer = (control: 'pause' | 'resume' | 'stop') =>
  defineVerb({
    name: `runs ${control}`,
    options: z.strictObject({ lab: text('LAB'), data: dataDir() }),
    places: ['lab'],
    examples: [`runs ${control} r0-vendas-ecommerce`],
    async run({ lab, data }, context) {
      const { client } = await context.open({ needs: [], attach: true, data })
      const summary = await client.runs[control]({ lab })
      await context.print.one(summary, () =>
        context.say(cli.runIs, { lab, state: stateWord(summary.state, context) }),
      )
    },
  })

export const runsPause = steer('pause')
export const runsResume = steer('resume')
export const runsStop = steer('stop')
