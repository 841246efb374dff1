// `sluice registry delete SUBJECT`: its versions, or one of them. With --permanent for good, which
// takes a first deletion before.
import { z } from 'zod'
import { cli } from '@shared/text/ui/cli'
import { count, flag, text } from '../../options'
import { defineVerb } from '../../verb'
import { openRegistry, registryOptions } from './reach'

export const registryDelete = defineVerb({
  name: 'registry delete',
  options: z.strictObject({
    subject: text('SUBJECT'),
    version: count().optional(),
    permanent: flag(),
    ...registryOptions(),
  }),
  places: ['subject'],
  examples: ['registry delete orders-value', 'registry delete orders-value --permanent'],
  async run({ subject, version, permanent, registry: connection, data }, context) {
    const client = await openRegistry(data, context)
    await client.schemas.delete({ connection, subject, version, permanent })
    const name = version === undefined ? subject : `${subject} ${version}`
    await context.print.item({ deleted: name }, () => context.say(cli.deleted, { name }))
  },
})
