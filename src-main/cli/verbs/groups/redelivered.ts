// `sluice groups redelivered GROUP`: what a group read twice after a rebalance or a restart, seen by the
// embedded broker. `sluice runs redelivered` says the same of a lab, which keeps its own places.
import { z } from 'zod'
import { rereadLine } from '@shared/text/group-lines'
import { groups } from '@shared/text/ui/groups'
import { dataDir, text } from '../../options'
import { defineVerb } from '../../verb'

const stamp = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')

export const groupsRedelivered = defineVerb({
  name: 'groups redelivered',
  options: z.strictObject({ group: text('GROUP'), data: dataDir() }),
  places: ['group'],
  async run({ group, data }, { open, print, say, language }) {
    // The broker keeps it in memory, so only the instance that runs can tell.
    const { client } = await open({ needs: [], attach: true, data })
    const { isExact, rereads } = await client.groups.history({ group })
    const none = isExact
      ? `${say(groups.rereadNone)} ${say(groups.rereadOwn)}`
      : say(groups.rereadUnknown)
    await print.one(rereads, () =>
      rereads.length === 0
        ? none
        : [
            ...rereads.map(each => `${stamp(each.at)}  ${rereadLine(each, group, language)}`),
            say(groups.rereadHint),
          ].join('\n'),
    )
  },
})
