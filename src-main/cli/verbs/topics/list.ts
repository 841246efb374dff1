// `sluice topics`: the topics of a broker.
import { z } from 'zod'
import { cli } from '@shared/text/ui/cli'
import { dataDir, flag, kafkaAddress } from '../../options'
import { sizeText } from '../../print/units'
import { defineVerb } from '../../verb'

export const topicsList = defineVerb({
  name: 'topics list',
  isDefault: true,
  options: z.strictObject({ internal: flag(), data: dataDir(), kafka: kafkaAddress() }),
  examples: ['topics', 'topics list --kafka localhost:9092 --json'],
  async run({ internal, ...reach }, { open, print, say }) {
    const { client } = await open({ needs: ['kafka'], ...reach })
    const topics = (await client.topics.list({})).filter(topic => internal || !topic.internal)
    await print.list(
      topics,
      [
        { title: say(cli.colTopic), cell: topic => topic.name },
        { title: say(cli.colPartitions), align: 'right', cell: topic => String(topic.partitions) },
        { title: say(cli.colReplicas), align: 'right', cell: topic => String(topic.replication) },
        { title: say(cli.colRecords), align: 'right', cell: topic => String(topic.records) },
        {
          title: say(cli.colSize),
          align: 'right',
          cell: topic => (topic.sizeBytes === undefined ? '' : sizeText(topic.sizeBytes)),
        },
      ],
      say(cli.noTopics),
    )
  },
})
