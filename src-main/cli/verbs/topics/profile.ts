// `sluice topics profile TOPIC`: what its newest messages hold, field by field.
import { z } from 'zod'
import { cli } from '@shared/text/ui/cli'
import { count, dataDir, kafkaAddress, text } from '../../options'
import { formatTable } from '../../print/table'
import { defineVerb } from '../../verb'
import { readText } from '../read-text'

const CHARS_MAX = 32

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
          short(field.type.toLowerCase()),
          String(field.nulls),
          String(field.distinct),
          short(field.min ?? ''),
          short(field.max ?? ''),
          // Where each value comes once, none is frequent.
          field.distinct === field.rows
            ? ''
            : field.top.map(({ value, rows }) => `${short(value ?? 'null')} (${rows})`).join(', '),
        ]),
      ),
    )
    await print.notice(readText(profile.read, say))
  },
})

/** A list or a struct would push the other columns off the screen; `--json` has it whole. */
const short = (text: string): string =>
  text.length > CHARS_MAX ? `${text.slice(0, CHARS_MAX - 1)}…` : text
