// `sluice groups delete GROUP…`: in the order given; the first that fails ends it.
import { z } from 'zod'
import { cli } from '@shared/text/ui/cli'
import { dataDir, kafkaAddress } from '../../options'
import { defineVerb } from '../../verb'

export const groupsDelete = defineVerb({
  name: 'groups delete',
  options: z.strictObject({
    groups: z.array(z.string().min(1)).min(1).meta({ value: 'GROUP…' }),
    data: dataDir(),
    kafka: kafkaAddress(),
  }),
  places: ['groups'],
  async run({ groups, ...reach }, { open, print, say }) {
    const { client } = await open({ needs: ['kafka'], ...reach })
    for (const group of groups) {
      await client.groups.delete({ group })
      await print.item({ deleted: group }, () => say(cli.deleted, { name: group }))
    }
  },
})
