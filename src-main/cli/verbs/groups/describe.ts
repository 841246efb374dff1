// `sluice groups describe GROUP`: its members, the partitions that each reads, and how far it has
// read.
import { z } from 'zod'
import { cli } from '@shared/text/ui/cli'
import { dataDir, kafkaAddress, text } from '../../options'
import { formatTable } from '../../print/table'
import { defineVerb } from '../../verb'

export const groupsDescribe = defineVerb({
  name: 'groups describe',
  options: z.strictObject({ group: text('GROUP'), data: dataDir(), kafka: kafkaAddress() }),
  places: ['group'],
  async run({ group, ...reach }, { open, print, say }) {
    const { client } = await open({ needs: ['kafka'], ...reach })
    const detail = await client.groups.describe({ group })
    await print.one(detail, () => {
      const members = formatTable(
        [cli.colMember, cli.colClient, cli.colAssigned].map(title => ({ title: say(title) })),
        detail.memberList.map(m => [
          m.id,
          `${m.clientId} ${m.host}`,
          m.assignment.map(a => `${a.topic}[${a.partitions.join(',')}]`).join(' '),
        ]),
      )
      const offsets = formatTable(
        [
          { title: say(cli.colTopic) },
          ...[cli.colPartition, cli.colCommitted, cli.colLatest, cli.colLag].map(title => ({
            title: say(title),
            align: 'right' as const,
          })),
        ],
        detail.offsets.map(o => [
          o.topic,
          String(o.partition),
          o.committed,
          o.latest,
          String(o.lag),
        ]),
      )
      return [
        `${detail.id}  ${detail.state}\n`,
        detail.memberList.length === 0 ? `${say(cli.noMembers)}\n` : members,
        detail.offsets.length === 0 ? `${say(cli.noOffsets)}\n` : offsets,
      ].join('\n')
    })
  },
})
