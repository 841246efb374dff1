// `sluice topics profile TOPIC`: what its newest messages hold, field by field.
import { z } from 'zod'
import { cli } from '@shared/text/ui/cli'
import { count, dataDir, kafkaAddress, text } from '../../options'
import { formatTable } from '../../print/table'
import { defineVerb } from '../../verb'
import { readText } from '../read-text'

export const topicsProfile = defineVerb({
  name: 'topics profile',
  options: z.strictObject({
    topic: text('TOPIC'),
    records: count().optional(),
    data: dataDir(),
    kafka: kafkaAddress(),
  }),
  places: ['topic'],
  async run({ topic, records, ...reach }, { open, print, say }) {
    const { client } = await open({ needs: ['kafka'], ...reach })
    const profile = await client.queries.profile({
      topic,
      ...(records !== undefined && { recordsMax: records }),
    })
    await print.one(profile, () =>
      formatTable(
        [
          { title: say(cli.colField) },
          { title: say(cli.colType) },
          { title: say(cli.colNulls), align: 'right' },
          { title: say(cli.colDistinct), align: 'right' },
          { title: say(cli.colSmallest) },
          { title: say(cli.colLargest) },
          { title: say(cli.colFrequent) },
        ],
        profile.fields.map(field => [
          field.name,
          field.type.toLowerCase(),
          String(field.nulls),
          String(field.distinct),
          field.min ?? '',
          field.max ?? '',
          field.top.map(({ value, rows }) => `${value ?? 'null'} (${rows})`).join(', '),
        ]),
      ),
    )
    await print.notice(readText(profile.read, say))
  },
})
