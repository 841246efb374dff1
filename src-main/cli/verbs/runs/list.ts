// `sluice runs` lists the runs of the instance that owns the data directory.
import { z } from 'zod'
import { rateText } from '@shared/text/numbers'
import { cli } from '@shared/text/ui/cli'
import { dataDir } from '../../options'
import { defineVerb } from '../../verb'
import { stateWord } from '../run-text'

export const runsList = defineVerb({
  name: 'runs list',
  isDefault: true,
  options: z.strictObject({ data: dataDir() }),
  async run({ data }, context) {
    const { client } = await context.open({ needs: [], attach: true, data })
    await context.print.list(
      await client.runs.list({}),
      [
        { title: context.say(cli.colLab), cell: run => run.lab },
        { title: context.say(cli.colState), cell: run => stateWord(run.state, context) },
        {
          title: context.say(cli.colArrived),
          align: 'right',
          cell: run => String(run.ledger.arrived),
        },
        {
          title: context.say(cli.colRate),
          align: 'right',
          cell: run => rateText(run.eventsPerSecond, context.language),
        },
        {
          title: context.say(cli.colClock),
          cell: run =>
            run.clockMs === undefined ? '' : new Date(run.clockMs).toISOString().slice(0, 19),
        },
        { title: context.say(cli.colFingerprint), cell: run => run.fingerprint },
      ],
      context.say(cli.noRuns),
    )
  },
})
