// `sluice why [LAB]`: what keeps a lab, or a client of the embedded engines, from doing what a person
// expects. The exit code is 1 when something was found, so that a script can wait for nothing.
import { z } from 'zod'
import type { Remedy } from '@shared/contract'
import { describeError } from '@shared/text'
import { whys } from '@shared/text/ui/whys'
import { dataDir, text } from '../options'
import { defineVerb, type VerbContext } from '../verb'

export const why = defineVerb({
  name: 'why',
  options: z.strictObject({ lab: text('LAB').optional(), data: dataDir() }),
  places: ['lab'],
  examples: ['why', 'why shop'],
  async run({ lab, data }, { open, print, say, language, json }) {
    const { client } = await open({ needs: [], attach: true, data })
    const answer = await client.why.ask(lab === undefined ? {} : { lab })
    const { findings, lookedFor } = answer
    const told = findings.map(finding => ({
      ...finding,
      ...describeError({ code: `why.${finding.cause}`, params: finding.params }, language),
    }))
    if (json) await print.one({ findings: told, lookedFor }, () => '')
    else if (told.length === 0) await print.notice(say(whys.nothing, { n: lookedFor.length }))
    else
      await print.one(answer, () =>
        told
          .map(({ what, todo, remedy }) => [what, todo, commandOf(remedy, lab, say)].join('\n  '))
          .join('\n\n'),
      )
    return told.length > 0 ? 1 : 0
  },
})

/** The same as the button of the screen, where a command does it. */
function commandOf(remedy: Remedy, lab: string | undefined, say: VerbContext['say']): string {
  switch (remedy.act) {
    case 'setting':
      return say(whys.inLab, { path: `nodes.${remedy.node}.with.${remedy.setting}`, to: remedy.to })
    case 'release':
      return `sluice runs release ${lab ?? 'LAB'} ${remedy.node}`
    case 'clean':
      return `sluice run ${lab ?? 'LAB'}${remedy.newest ? '' : ' --clean'}`
    case 'partitions':
      return say(whys.partitions, { topic: remedy.topic, n: remedy.to })
    case 'look':
      return say(whys[`look_${remedy.at}`], { name: remedy.name ?? '' })
  }
}
