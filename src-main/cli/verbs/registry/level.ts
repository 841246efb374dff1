// `sluice registry level SUBJECT`: which schema may follow the latest version, and changing that.
import { z } from 'zod'
import { COMPATIBILITY_LEVELS } from '@shared/contract'
import { text } from '../../options'
import { defineVerb } from '../../verb'
import { openRegistry, registryOptions } from './reach'

export const registryLevel = defineVerb({
  name: 'registry level',
  options: z.strictObject({
    subject: text('SUBJECT'),
    set: z.enum(COMPATIBILITY_LEVELS).optional(),
    ...registryOptions(),
  }),
  places: ['subject'],
  examples: ['registry level orders-value', 'registry level orders-value --set FULL'],
  async run({ subject, set, registry: connection, data }, context) {
    const client = await openRegistry(data, context)
    if (set !== undefined) await client.schemas.setLevel({ connection, subject, level: set })
    const { level } = await client.schemas.subject({ connection, subject })
    await context.print.one({ subject, level }, () => level)
  },
})
