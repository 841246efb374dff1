// `sluice topics delete TOPIC…`: in the order given; the first that fails ends it.
import { z } from 'zod'
import { cli } from '@shared/text/ui/cli'
import { dataDir, kafkaAddress } from '../../options'
import { defineVerb } from '../../verb'

export const topicsDelete = defineVerb({
  name: 'topics delete',
  options: z.strictObject({
    topics: z.array(z.string().min(1)).min(1).meta({ value: 'TOPIC…' }),
    data: dataDir(),
    kafka: kafkaAddress(),
  }),
  places: ['topics'],
  async run({ topics, ...reach }, { open, print, say }) {
    const { client } = await open({ needs: ['kafka'], ...reach })
    for (const topic of topics) {
      await client.topics.delete({ topic })
      await print.item({ deleted: topic }, () => say(cli.deleted, { name: topic }))
    }
  },
})
