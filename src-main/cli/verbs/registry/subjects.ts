// `sluice registry subjects`: what the registry has, and where the one inside is.
import { z } from 'zod'
import { BUILTIN } from '@shared/contract'
import { cliRegistry } from '@shared/text/ui/cli-registry'
import { defineVerb } from '../../verb'
import { openRegistry, registryOptions } from './reach'

export const registrySubjects = defineVerb({
  name: 'registry subjects',
  isDefault: true,
  options: z.strictObject(registryOptions()),
  examples: ['registry', 'registry subjects --registry cloud --json'],
  async run({ registry: connection, data }, context) {
    const { print, say } = context
    const client = await openRegistry(data, context)
    const subjects = await client.schemas.subjects({ connection })
    const { address } = await client.schemas.status({})
    if (connection === BUILTIN && address !== undefined)
      await print.notice(say(cliRegistry.address, { address: `http://${address}` }))
    await print.list(
      subjects,
      [
        { title: say(cliRegistry.colSubject), cell: each => each.subject },
        { title: say(cliRegistry.colType), cell: each => each.type },
        { title: say(cliRegistry.colVersions), cell: each => each.versions.join(', ') },
        { title: say(cliRegistry.colId), align: 'right', cell: each => String(each.id) },
      ],
      say(cliRegistry.none),
    )
  },
})
