// `sluice connections delete NAME`: the profile and its secret.
import { z } from 'zod'
import { cliConnections } from '@shared/text/ui/cli-connections'
import { dataDir, text } from '../../options'
import { defineVerb } from '../../verb'

export const connectionsDelete = defineVerb({
  name: 'connections delete',
  options: z.strictObject({ name: text('NAME'), data: dataDir() }),
  places: ['name'],
  examples: ['connections delete cloud'],
  async run({ name, data }, { open, print, say, parts }) {
    const { client } = await open({ needs: [], runs: true, data: data ?? parts.defaultDataDir })
    await client.connections.delete({ name })
    await print.one({ name }, () => say(cliConnections.deleted, { name }))
  },
})
