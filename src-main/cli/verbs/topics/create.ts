// `sluice topics create TOPIC`.
import { z } from 'zod'
import { cli } from '@shared/text/ui/cli'
import { count, dataDir, kafkaAddress, pairs, text } from '../../options'
import { defineVerb } from '../../verb'

export const topicsCreate = defineVerb({
  name: 'topics create',
  options: z.strictObject({
    topic: text('TOPIC'),
    partitions: count(1000).default(1),
    replication: count(10).default(1),
    config: pairs('NAME=VALUE'),
    data: dataDir(),
    kafka: kafkaAddress(),
  }),
  places: ['topic'],
  examples: [
    'topics create orders --partitions 4',
    'topics create orders --config retention.ms=3600000',
  ],
  async run({ topic, partitions, replication, config, ...reach }, { open, print, say }) {
    const { client } = await open({ needs: ['kafka'], ...reach })
    await client.topics.create({ topic, partitions, replication, configs: config })
    await print.one({ topic, partitions, replication }, () =>
      say(cli.topicCreated, { topic, n: partitions }),
    )
  },
})
