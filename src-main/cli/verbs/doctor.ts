// `sluice doctor`: the host's own health report in words. Exit code 1 when something is bad.
import { z } from 'zod'
import { cli } from '@shared/text/ui/cli'
import { dataDir } from '../options'
import { defineVerb } from '../verb'
import { doctorSentence } from './doctor-text'

const MARKS = { ok: cli.ok, warn: cli.warn, bad: cli.bad } as const

export const doctor = defineVerb({
  name: 'doctor',
  options: z.strictObject({ data: dataDir() }),
  async run(reach, { open, print, say, language }) {
    const { client } = await open({ needs: ['kafka', 'cql'], ...reach })
    const { checks } = await client.app.doctor({})
    const told = checks.map(check => ({ ...check, text: doctorSentence(check, language) }))
    await print.list(
      told,
      [
        { title: say(cli.colState), cell: check => say(MARKS[check.state]) },
        { title: say(cli.colMeaning), cell: check => check.text },
      ],
      '',
    )
    return checks.some(check => check.state === 'bad') ? 1 : 0
  },
})
