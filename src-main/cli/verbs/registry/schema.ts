// `sluice registry schema SUBJECT`: the text of a version, the latest if none is given.
import { z } from 'zod'
import { LabError } from '@shared/errors'
import { count, text } from '../../options'
import { defineVerb } from '../../verb'
import { openRegistry, registryOptions } from './reach'

export const registrySchema = defineVerb({
  name: 'registry schema',
  options: z.strictObject({
    subject: text('SUBJECT'),
    version: count().optional(),
    ...registryOptions(),
  }),
  places: ['subject'],
  examples: ['registry schema orders-value', 'registry schema orders-value --version 1'],
  async run({ subject, version, registry: connection, data }, context) {
    const client = await openRegistry(data, context)
    const { versions } = await client.schemas.subject({ connection, subject })
    const found =
      version === undefined ? versions.at(-1) : versions.find(each => each.version === version)
    if (!found)
      throw new LabError('schema-no-version', {
        kind: 'usage',
        params: { subject, version: version ?? 0, known: versions.map(v => v.version).join(', ') },
      })
    await context.print.one({ subject, ...found }, () => found.text)
  },
})
