// `sluice groups reset GROUP --topic TOPIC --to …`: where the group goes on, by partition; with
// `--check` only what would be read again or left out.
import { z } from 'zod'
import { cli } from '@shared/text/ui/cli'
import { distanceOf } from '@shared/figures'
import { dataDir, flag, index, kafkaAddress, offsetTarget, text } from '../../options'
import { formatTable } from '../../print/table'
import { defineVerb } from '../../verb'

export const groupsReset = defineVerb({
  name: 'groups reset',
  options: z.strictObject({
    group: text('GROUP'),
    topic: text('TOPIC'),
    to: offsetTarget(),
    partition: index().optional(),
    check: flag(),
    data: dataDir(),
    kafka: kafkaAddress(),
  }),
  places: ['group'],
  examples: [
    'groups reset my-group --topic orders --to earliest',
    'groups reset my-group --topic orders --to 2026-11-21T18:00:00Z --check',
    'groups reset my-group --topic orders --partition 0 --to=-100',
  ],
  async run({ group, topic, to, partition, check, ...reach }, { open, print, say }) {
    const { client } = await open({ needs: ['kafka'], ...reach })
    const asked = { group, topic, to, partition }
    const moves = await (check ? client.groups.planReset(asked) : client.groups.resetOffsets(asked))
    await print.one({ ...asked, check, moves }, () => {
      if (moves.length === 0) return `${say(cli.offsetsStay, { group, topic })}\n`
      const rows = moves.map(move => {
        const { again, skipped } = distanceOf(move)
        return [String(move.partition), move.from ?? '–', move.to, String(again), String(skipped)]
      })
      const titles = [cli.colPartition, cli.colCommitted, cli.colNext, cli.colAgain, cli.colSkipped]
      const table = formatTable(
        titles.map(title => ({ title: say(title), align: 'right' as const })),
        rows,
      )
      return `${table}\n${say(check ? cli.offsetsWouldMove : cli.offsetsReset, { group, topic })}\n`
    })
  },
})
