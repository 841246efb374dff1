// `sluice runs step LAB --by record|poll|batch|event`: takes so much through a paused run, and prints
// what each node made of it.
import { z } from 'zod'
import { STEP_SIZES, type StepNode, type StepTrace } from '@shared/contract'
import { steps } from '@shared/text/ui/steps'
import { choice, dataDir, text } from '../../options'
import { formatTable } from '../../print/table'
import { defineVerb, type VerbContext } from '../../verb'
import { stopText } from './break'

const VALUE_CHARS = 60

export const runsStep = defineVerb({
  name: 'runs step',
  options: z.strictObject({
    lab: text('LAB'),
    by: choice(STEP_SIZES).default('event'),
    data: dataDir(),
  }),
  places: ['lab'],
  examples: ['runs step shop --by record', 'runs step shop --by batch'],
  async run({ lab, by, data }, { open, print, say }) {
    const { client } = await open({ needs: [], attach: true, data })
    const { state, stop } = await client.runs.step({ lab, by })
    const { step } = await client.runs.lastStep({ lab })
    await print.one({ lab, state, ...(stop ? { stop } : {}), ...(step ? { step } : {}) }, () =>
      [step ? traceText(step, say) : say(steps.none), ...(stop ? [stopText(stop, say)] : [])].join(
        '\n',
      ),
    )
  },
})

function traceText({ records, nodes }: StepTrace, say: VerbContext['say']): string {
  const head = say(steps.read, { n: records })
  if (nodes.length === 0) return head
  const table = formatTable(
    [
      { title: say(steps.node) },
      { title: say(steps.came), align: 'right' },
      { title: say(steps.what) },
      { title: say(steps.wentOut), align: 'right' },
      { title: '' },
    ],
    nodes.map(node => [
      node.node,
      String(node.came.reduce((sum, { count }) => sum + count, 0)),
      short(node.came.flatMap(({ shown }) => shown)[0]?.value ?? ''),
      String(node.out),
      notesOf(node, say).join(', '),
    ]),
  )
  return `${head}\n${table}`
}

const short = (value: string) =>
  value.length > VALUE_CHARS ? `${value.slice(0, VALUE_CHARS - 1)}…` : value

function notesOf({ keys, owes, dead }: StepNode, say: VerbContext['say']): string[] {
  return [
    ...(keys ? [say(steps.keys, { before: keys[0], after: keys[1] })] : []),
    ...(owes ? [say(steps.owes)] : []),
    ...(dead > 0 ? [say(steps.dead, { n: dead })] : []),
  ]
}
