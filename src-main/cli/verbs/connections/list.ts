// `sluice connections` lists the connection profiles of this computer, without their secrets.
import { z } from 'zod'
import { cliConnections } from '@shared/text/ui/cli-connections'
import { dataDir } from '../../options'
import { defineVerb } from '../../verb'

export const connectionsList = defineVerb({
  name: 'connections list',
  isDefault: true,
  options: z.strictObject({ data: dataDir() }),
  examples: ['connections', 'connections list --json'],
  async run({ data }, { open, print, say, parts }) {
    const { client } = await open({ needs: [], runs: true, data: data ?? parts.defaultDataDir })
    const own = (await client.connections.list({})).filter(each => !each.builtin)
    await print.list(
      own,
      [
        { title: say(cliConnections.colConnection), cell: each => each.name },
        { title: say(cliConnections.colType), cell: each => each.type },
        { title: say(cliConnections.colAddress), cell: each => each.address },
        {
          title: say(cliConnections.colSecret),
          cell: each => (each.hasSecret ? say(cliConnections.secretKept) : ''),
        },
      ],
      say(cliConnections.none),
    )
  },
})
