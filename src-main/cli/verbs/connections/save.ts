// `sluice connections save NAME TYPE --from FILE` makes a profile from a settings file; its secret
// goes to the store of secrets.
import { z } from 'zod'
import { connectionTypes } from '@shared/lab'
import { cliConnections } from '@shared/text/ui/cli-connections'
import { readConnection } from '../../connection-of'
import { choice, dataDir, text } from '../../options'
import { defineVerb } from '../../verb'

export const connectionsSave = defineVerb({
  name: 'connections save',
  options: z.strictObject({
    name: text('NAME'),
    type: choice(connectionTypes),
    from: text('FILE'),
    data: dataDir(),
  }),
  places: ['name', 'type'],
  examples: [
    'connections save cloud kafka --from client.properties',
    'connections save search opensearch --from .env',
  ],
  async run({ name, type, from, data }, { open, print, say, parts }) {
    const { profile, secret } = await readConnection(type, from)
    const { client } = await open({ needs: [], runs: true, data: data ?? parts.defaultDataDir })
    const saved = await client.connections.save({ name, type, profile, secret })
    await print.one(saved, () => say(cliConnections.saved, { name, address: saved.address }))
  },
})
