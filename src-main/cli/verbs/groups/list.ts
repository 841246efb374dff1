// `sluice groups`: the consumer groups of a broker.
import { z } from 'zod'
import { cli } from '@shared/text/ui/cli'
import { dataDir, kafkaAddress } from '../../options'
import { defineVerb } from '../../verb'

export const groupsList = defineVerb({
  name: 'groups list',
  isDefault: true,
  options: z.strictObject({ data: dataDir(), kafka: kafkaAddress() }),
  async run(reach, { open, print, say }) {
    const { client } = await open({ needs: ['kafka'], ...reach })
    await print.list(
      await client.groups.list({}),
      [
        { title: say(cli.colGroup), cell: group => group.id },
        { title: say(cli.colState), cell: group => group.state },
        { title: say(cli.colMembers), align: 'right', cell: group => String(group.members) },
        { title: say(cli.colLag), align: 'right', cell: group => String(group.lag) },
        { title: say(cli.colTopic), cell: group => group.topics.join(', ') },
      ],
      say(cli.noGroups),
    )
  },
})
