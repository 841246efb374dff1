// `sluice runs joins LAB [NODE]`: which rows of a join wait for a partner, which found one and which gave
// up, and why; without a node, the counts of all joins, which are the ledger's.
import { z } from 'zod'
import { JOIN_OUTCOMES, type JoinLedger, type JoinRow, type JoinView } from '@shared/contract'
import { LabError } from '@shared/errors'
import { JOIN_TERMS } from '@shared/figures'
import { joinWhy, NO_JOIN_ROWS } from '@shared/text/join-lines'
import { cli } from '@shared/text/ui/cli'
import { figures } from '@shared/text/ui/figures'
import { joins } from '@shared/text/ui/joins'
import { choice, count, dataDir, text } from '../../options'
import { formatTable } from '../../print/table'
import { defineVerb, type VerbContext } from '../../verb'

const SHOWN_ROWS = 20

export const runsJoins = defineVerb({
  name: 'runs joins',
  options: z.strictObject({
    lab: text('LAB'),
    node: text('NODE').optional(),
    show: choice(JOIN_OUTCOMES).optional(),
    key: text('KEY').optional(),
    search: text('TEXT').optional(),
    limit: count(1000).optional(),
    data: dataDir(),
  }),
  places: ['lab', 'node'],
  examples: [
    'runs joins shop',
    'runs joins shop paired',
    'runs joins shop paired --show gave-up --key order-7',
  ],
  async run({ lab, node, show = 'waiting', key, search, limit = SHOWN_ROWS, data }, context) {
    const { client } = await context.open({ needs: [], attach: true, data })
    if (node === undefined) {
      const run = (await client.runs.list({})).find(each => each.lab === lab) ?? noRun(lab)
      return counts(run.ledger.joins ?? [], context)
    }
    const asked = { lab, node, outcome: show, key, search, limit }
    let view = await client.runs.joins(asked)
    // A search through a large state takes several looks.
    while (view.items.length === 0 && view.next !== undefined)
      view = await client.runs.joins({ ...asked, from: view.next })
    const isSearch = key !== undefined || search !== undefined
    const none = isSearch ? joins.noneSearched : joins[NO_JOIN_ROWS[show]]
    await context.print.one(view, () => pagesOf(view, context.say(none), context).join('\n\n'))
    if (view.next !== undefined)
      await context.print.notice(context.say(joins.moreLines, { n: view.items.length }))
  },
})

function noRun(lab: string): never {
  throw new LabError('run-not-running', { kind: 'conflict', params: { lab } })
}

function counts(list: readonly JoinLedger[], { print, say }: VerbContext): Promise<void> {
  return print.list(
    list,
    [
      {
        title: say(cli.colNode),
        cell: ({ node, input }) => say(figures.joinInput, { node, n: input + 1 }),
      },
      { title: say(figures.joinRead), align: 'right', cell: ({ read }) => String(read) },
      ...JOIN_TERMS.map(term => ({
        title: say(figures[term]),
        align: 'right' as const,
        cell: (row: JoinLedger) => String(row[term]),
      })),
    ],
    say(joins.noNodes),
  )
}

const stamp = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
/** `90 s`, as a lab file has it. */
const seconds = (ms: number) => (ms % 1000 === 0 ? `${ms / 1000} s` : `${ms} ms`)

function pagesOf(view: JoinView, none: string, { say, language }: VerbContext): string[] {
  const { sides, items, tooLate } = view
  const nameOf = (input: number) => `${input + 1} ${sides[input]?.from ?? ''}`.trim()
  const table = formatTable(
    [
      { title: say(joins.input) },
      { title: say(figures.joinRead), align: 'right' },
      ...JOIN_TERMS.map(term => ({ title: say(figures[term]), align: 'right' as const })),
      { title: say(joins.kept), align: 'right' },
    ],
    sides.map(side => [
      nameOf(side.input),
      String(side.read),
      ...JOIN_TERMS.map(term => String(side[term])),
      String(side.kept),
    ]),
  )
  const whyOf = (row: JoinRow) => joinWhy(row, language, { time: stamp, length: seconds })
  const rows =
    items.length === 0
      ? none
      : formatTable(
          [
            { title: say(joins.input) },
            { title: say(joins.key) },
            { title: say(joins.eventTime) },
            { title: say(joins.why) },
            { title: say(joins.row) },
          ],
          items.map(row => [
            nameOf(row.input),
            row.key ?? 'NULL',
            row.at === undefined ? '' : stamp(row.at),
            whyOf(row),
            row.value,
          ]),
        )
  return [
    [headOf(view, say), ...(tooLate > 0 ? [say(joins.tooLate, { n: tooLate })] : [])].join('\n'),
    table,
    rows,
  ]
}

function headOf({ within, watermark, isTable }: JoinView, say: VerbContext['say']): string {
  if (isTable) return say(joins.ofTable)
  const after = seconds(within?.afterMs ?? 0)
  const bound = !within
    ? say(joins.noBound)
    : within.beforeMs === 0
      ? say(joins.boundAfter, { after })
      : say(joins.bound, { before: seconds(within.beforeMs), after })
  return watermark === undefined
    ? bound
    : `${bound}\n${say(joins.watermark, { at: stamp(watermark) })}`
}
