// `sluice runs break LAB NODE --where EXPR`: the run stops behind the first record that comes to the
// node and fits. Without a node it lists the breakpoints, and where the run stands.
import { z } from 'zod'
import type { Breakpoint, BreakStop } from '@shared/contract'
import { LabError } from '@shared/errors'
import { steps } from '@shared/text/ui/steps'
import { dataDir, flag, text } from '../../options'
import { defineVerb, type VerbContext } from '../../verb'

export const runsBreak = defineVerb({
  name: 'runs break',
  options: z.strictObject({
    lab: text('LAB'),
    node: text('NODE').optional(),
    where: text('EXPR').optional(),
    clear: flag(),
    data: dataDir(),
  }),
  places: ['lab', 'node'],
  examples: [
    "runs break shop totals --where 'price > 400'",
    'runs break shop',
    'runs break shop totals --clear',
    'runs break shop --clear',
  ],
  async run({ lab, node, where, clear, data }, context) {
    if (node !== undefined && where === undefined && !clear)
      throw new LabError('cli-option-missing', {
        kind: 'usage',
        params: { verb: 'runs break', option: '--where' },
      })
    const { client } = await context.open({ needs: [], attach: true, data })
    const { breaks = [], stop } =
      (await client.runs.list({})).find(run => run.lab === lab) ?? noRun(lab)
    if (node === undefined && !clear) return list(breaks, stop, context)
    const others = breaks.filter(each => node !== undefined && each.node !== node)
    const next = where === undefined || node === undefined ? others : [...others, { node, where }]
    await client.runs.setBreaks({ lab, breaks: next })
    await list(next, stop, context)
  },
})

function noRun(lab: string): never {
  throw new LabError('run-not-running', { kind: 'conflict', params: { lab } })
}

async function list(
  breaks: readonly Breakpoint[],
  stop: BreakStop | undefined,
  { print, say }: VerbContext,
): Promise<void> {
  await print.list(
    breaks,
    [
      { title: say(steps.node), cell: ({ node }) => node },
      { title: say(steps.where), cell: ({ where }) => where },
    ],
    say(steps.noBreaks),
  )
  if (stop) await print.notice(stopText(stop, say))
}

/** Which record it was, as one line. */
export function stopText(stop: BreakStop, say: VerbContext['say']): string {
  const { partition, offset, node, where, record } = stop
  const place =
    partition === undefined || offset === undefined
      ? ''
      : ` (${say(steps.place, { partition, offset })})`
  return `${say(steps.stopped, { node, where })}${place}: ${record.value}`
}
