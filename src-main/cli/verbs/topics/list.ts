// `sluice topics` lists the topics of a broker. A rate needs two looks, so it is measured only on
// request.
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { TopicSummary } from '@shared/contract'
import { cli } from '@shared/text/ui/cli'
import { dataDir, flag, kafkaAddress } from '../../options'
import { sizeText, UNKNOWN } from '../../print/units'
import { defineVerb } from '../../verb'

/** A little more than the host takes for the shortest time that a rate is good over. */
const MEASURED_MS = 1100

const rateText = ({ ratePerSecond }: TopicSummary) =>
  ratePerSecond === undefined ? UNKNOWN : ratePerSecond.toFixed(ratePerSecond < 10 ? 1 : 0)

export const topicsList = defineVerb({
  name: 'topics list',
  isDefault: true,
  options: z.strictObject({
    internal: flag(),
    rates: flag(),
    data: dataDir(),
    kafka: kafkaAddress(),
  }),
  examples: ['topics', 'topics list --rates', 'topics list --kafka localhost:9092 --json'],
  async run({ internal, rates, ...reach }, { open, print, say, signal }) {
    const { client } = await open({ needs: ['kafka'], ...reach })
    if (rates) {
      await client.topics.list({})
      await sleep(MEASURED_MS, undefined, { signal })
    }
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
          cell: topic => (topic.sizeBytes === undefined ? UNKNOWN : sizeText(topic.sizeBytes)),
        },
        ...(rates
          ? [{ title: say(cli.colPerSecond), align: 'right' as const, cell: rateText }]
          : []),
      ],
      say(cli.noTopics),
    )
  },
})
