// `sluice groups history GROUP`: its rebalances, what began each and how long it took, and who got
// which partitions. The broker keeps them in memory, so only the instance that runs can tell.
import { z } from 'zod'
import { rebalancesOf, type Rebalance } from '@shared/figures'
import { whyRebalanced } from '@shared/text/group-lines'
import { cli } from '@shared/text/ui/cli'
import { groups } from '@shared/text/ui/groups'
import { dataDir, text } from '../../options'
import { defineVerb } from '../../verb'

export const groupsHistory = defineVerb({
  name: 'groups history',
  options: z.strictObject({ group: text('GROUP'), data: dataDir() }),
  places: ['group'],
  async run({ group, data }, { open, print, say, language }) {
    const { client } = await open({ needs: [], attach: true, data })
    const { changes } = await client.groups.history({ group })
    const whyOf = ({ causes, end }: Rebalance) => whyRebalanced(causes, language, end === 'empty')
    await print.list(
      rebalancesOf(changes),
      [
        {
          title: say(cli.colWhen),
          cell: ({ at }) => new Date(at).toISOString().slice(0, 23).replace('T', ' '),
        },
        { title: say(cli.colWhy), cell: whyOf },
        {
          title: say(cli.colTook),
          align: 'right',
          cell: ({ ms }) => (ms === undefined ? '' : `${ms} ms`),
        },
        {
          title: say(cli.colGeneration),
          align: 'right',
          cell: ({ generation }) => (generation === undefined ? '' : String(generation)),
        },
        { title: say(cli.colAssigned), cell: given => ownersIn(given, say(groups.nobody)) },
      ],
      say(groups.noRebalances),
    )
  },
})

const ownersIn = ({ owners, end }: Rebalance, nobody: string): string =>
  end === 'empty'
    ? nobody
    : owners
        .map(({ clientId, assignment }) => {
          const parts = assignment.map(a => `${a.topic}[${a.partitions.join(',')}]`)
          return `${clientId} ${parts.join(' ')}`.trim()
        })
        .join(' · ')
