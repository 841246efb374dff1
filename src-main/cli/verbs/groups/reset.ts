// `sluice groups reset GROUP --topic TOPIC --to earliest|latest`.
import { z } from 'zod'
import { cli } from '@shared/text/ui/cli'
import { choice, dataDir, kafkaAddress, text } from '../../options'
import { defineVerb } from '../../verb'

export const groupsReset = defineVerb({
  name: 'groups reset',
  options: z.strictObject({
    group: text('GROUP'),
    topic: text('TOPIC'),
    to: choice(['earliest', 'latest']),
    data: dataDir(),
    kafka: kafkaAddress(),
  }),
  places: ['group'],
  examples: ['groups reset my-group --topic orders --to earliest'],
  async run({ group, topic, to, ...reach }, { open, print, say }) {
    const { client } = await open({ needs: ['kafka'], ...reach })
    await client.groups.resetOffsets({ group, topic, to })
    await print.one({ group, topic, to }, () => say(cli.offsetsReset, { group, topic, to }))
  },
})
