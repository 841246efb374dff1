// `sluice runs clock LAB --to before-midnight`: moves the lab's clock ahead, so that a class can
// see midnight.
import { z } from 'zod'
import { LabError } from '@shared/errors'
import { cli } from '@shared/text/ui/cli'
import { clockTarget, dataDir, duration, speed, text } from '../../options'
import { defineVerb } from '../../verb'

export const runsClock = defineVerb({
  name: 'runs clock',
  options: z.strictObject({
    lab: text('LAB'),
    to: clockTarget().optional(),
    by: duration().optional(),
    speed: speed().optional(),
    data: dataDir(),
  }),
  places: ['lab'],
  examples: [
    'runs clock r4-simulator --to before-midnight',
    'runs clock r4-simulator --by 2h',
    'runs clock r4-simulator --speed 60',
  ],
  async run({ lab, to, by, speed: times, data }, { open, print, say }) {
    if (to !== undefined && by !== undefined)
      throw new LabError('cli-options-clash', {
        kind: 'usage',
        params: { one: '--to', other: '--by' },
      })
    if (to === undefined && by === undefined && times === undefined)
      throw new LabError('cli-option-missing', {
        kind: 'usage',
        params: { verb: 'runs clock', option: '--to' },
      })
    const { client } = await open({ needs: [], attach: true, data })
    if (times !== undefined) {
      await client.runs.setSpeed({ lab, speed: times })
      if (to === undefined && by === undefined)
        return print.one({ lab, speed: times }, () => say(cli.clockSpeed, { lab, speed: times }))
    }
    const { clockMs } = await client.runs.moveClock({ lab, to, byMs: by })
    await print.one({ lab, clockMs }, () =>
      say(cli.clockMoved, { lab, time: new Date(clockMs).toISOString() }),
    )
  },
})
