// `sluice engines`: the embedded engines of the instance that owns the data directory: are they up,
// where, and what is wrong with one that is not. A script can wait for them; the Engines screen shows
// the same.
import { z } from 'zod'
import { recoveryWords } from '@shared/contract'
import { describeError } from '@shared/text'
import { cli } from '@shared/text/ui/cli'
import { cliRegistry } from '@shared/text/ui/cli-registry'
import { engines as words } from '@shared/text/ui/engines'
import { dataDir } from '../options'
import { defineVerb } from '../verb'

const STATES = {
  starting: words.stateStarting,
  ready: words.stateReady,
  restarting: words.stateRestarting,
  halted: words.stateHalted,
  stopped: words.stateStopped,
} as const

export const engines = defineVerb({
  name: 'engines',
  options: z.strictObject({ data: dataDir() }),
  async run({ data }, { open, print, say, language }) {
    const { client } = await open({ needs: [], attach: true, data })
    const statuses = await client.engines.list({})
    await print.list(
      statuses,
      [
        { title: say(cli.colEngine), cell: engine => say(words[engine.id]) },
        { title: say(cli.colState), cell: engine => say(STATES[engine.state]) },
        { title: say(cli.colAddress), cell: engine => `${engine.host}:${engine.port}` },
        { title: say(cli.colDurability), cell: engine => say(words[engine.durability]) },
        {
          title: say(cli.colProblem),
          cell: ({ error, trouble, recovery }) => {
            const told = error ?? trouble
            const words = told ? [told] : (recovery?.events ?? []).map(recoveryWords)
            return words.map(one => describeError(one, language).what).join(' ')
          },
        },
      ],
      '',
    )
    const { address } = await client.schemas.status({})
    if (address !== undefined)
      await print.notice(say(cliRegistry.address, { address: `http://${address}` }))
    return statuses.some(engine => engine.state === 'halted') ? 1 : 0
  },
})
