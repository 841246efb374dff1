// `sluice runs checkpoints LAB` lists the checkpoints that a lab's jobs keep, also of a lab that does
// not run; `sluice run LAB --from-checkpoint N` goes back to one of them, and says first what that
// does again.
import { z } from 'zod'
import type { CheckpointChoice } from '@shared/contract'
import { LabError } from '@shared/errors'
import { againLines } from '@shared/text/again-lines'
import { offsetText } from '@shared/text/offset-text'
import { checkpoints } from '@shared/text/ui/checkpoints'
import { cli } from '@shared/text/ui/cli'
import { dataDir, text } from '../../options'
import type { LabClient } from '../../parts'
import { sizeText } from '../../print/units'
import { defineVerb, type VerbContext } from '../../verb'

const atText = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ')

export const runsCheckpoints = defineVerb({
  name: 'runs checkpoints',
  options: z.strictObject({ lab: text('LAB'), data: dataDir() }),
  places: ['lab'],
  examples: ['runs checkpoints r0-vendas-ecommerce', 'runs checkpoints my-lab --data ./lab-data'],
  async run({ lab, data }, { open, parts, print, say }) {
    // They outlive their run.
    const { client } = await open({ needs: [], runs: true, data: data ?? parts.defaultDataDir })
    await print.list(
      await client.runs.checkpoints({ lab }),
      [
        { title: say(checkpoints.batch), align: 'right', cell: ({ batch }) => String(batch) },
        { title: say(checkpoints.job), cell: ({ job }) => job },
        { title: say(cli.colWhen), cell: ({ at }) => atText(at) },
        {
          title: say(checkpoints.size),
          align: 'right',
          cell: ({ sizeBytes }) => sizeText(sizeBytes),
        },
        { title: say(checkpoints.keys), align: 'right', cell: ({ keys }) => String(keys) },
        {
          title: say(checkpoints.records),
          align: 'right',
          cell: ({ again }) => String(again.records),
        },
        { title: say(checkpoints.offsets), cell: ({ offsets }) => offsetText(offsets) },
      ],
      say(checkpoints.none, { lab }),
    )
  },
})

/** The one that is meant, of those that are kept; what goes with it is said at once. */
export async function checkpointOf(
  { job, batch: n }: { readonly job?: string; readonly batch: number },
  lab: string,
  client: LabClient,
  { print, language }: VerbContext,
): Promise<CheckpointChoice> {
  const kept = await client.runs.checkpoints({ lab })
  const of = kept.filter(each => job === undefined || each.job === job)
  const [found, ...others] = of.filter(({ batch }) => batch === n)
  if (!found) {
    const known = of.map(({ batch }) => batch).join(', ')
    throw new LabError('checkpoint-unknown', { kind: 'conflict', params: { n, known } })
  }
  if (others.length > 0) {
    const jobs = [found, ...others].map(each => each.job).join(', ')
    throw new LabError('checkpoint-which', { kind: 'usage', params: { n, jobs } })
  }
  for (const line of againLines(found, language)) await print.notice(line)
  return { job: found.job, batch: n }
}
