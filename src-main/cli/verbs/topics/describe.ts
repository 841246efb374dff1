// `sluice topics describe TOPIC`: its partitions with their offsets and bytes, and the settings
// that are not the default.
import { z } from 'zod'
import { cli } from '@shared/text/ui/cli'
import { dataDir, kafkaAddress, text } from '../../options'
import { formatTable } from '../../print/table'
import { sizeText, UNKNOWN } from '../../print/units'
import { defineVerb } from '../../verb'

export const topicsDescribe = defineVerb({
  name: 'topics describe',
  options: z.strictObject({ topic: text('TOPIC'), data: dataDir(), kafka: kafkaAddress() }),
  places: ['topic'],
  async run({ topic, ...reach }, { open, print, say }) {
    const { client } = await open({ needs: ['kafka'], ...reach })
    const detail = await client.topics.describe({ topic })
    await print.one(detail, () => {
      const partitions = formatTable(
        [
          cli.colPartition,
          cli.colLeader,
          cli.colReplicas,
          cli.colEarliest,
          cli.colLatest,
          cli.colSize,
        ].map(title => ({
          title: say(title),
          align: 'right' as const,
        })),
        detail.partitionList.map(p => [
          String(p.id),
          String(p.leader),
          `${p.isr.length}/${p.replicas.length}`,
          p.earliest,
          p.latest,
          p.sizeBytes === undefined ? UNKNOWN : sizeText(p.sizeBytes),
        ]),
      )
      const changed = detail.configs.filter(c => !c.isDefault)
      const settings = formatTable(
        [{ title: say(cli.colSetting) }, { title: say(cli.colValue) }],
        changed.map(c => [c.name, c.value]),
      )
      return changed.length === 0 ? partitions : `${partitions}\n${settings}`
    })
  },
})
