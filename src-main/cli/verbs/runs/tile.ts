// `sluice runs tile LAB` lists what the tiles of a run can show; with a node it writes that node's
// rows as CSV, as they are stored: the same text as "Save as CSV" on the screen.
import { z } from 'zod'
import type { ViewInfo, ViewRow } from '@shared/contract'
import { csvText } from '@shared/printed'
import { LabError } from '@shared/errors'
import { cli } from '@shared/text/ui/cli'
import { dataDir, text } from '../../options'
import type { LabClient } from '../../parts'
import { defineVerb, type VerbContext } from '../../verb'

export const runsTile = defineVerb({
  name: 'runs tile',
  options: z.strictObject({ lab: text('LAB'), node: text('NODE').optional(), data: dataDir() }),
  places: ['lab', 'node'],
  examples: ['runs tile shop', 'runs tile shop totals > totals.csv'],
  async run({ lab, node, data }, context) {
    const { client } = await context.open({ needs: [], attach: true, data })
    const views = await client.runs.views({ lab })
    if (node === undefined) return list(views, context)
    const view = views.find(each => each.node === node)
    if (view === undefined)
      throw new LabError('cli-no-view', { kind: 'usage', params: { lab, node } })
    const rows = await rowsOf(client, lab, node)
    if (context.json)
      for (const { values } of rows) await context.print.one(named(view, values), () => '')
    else context.io.stdout.write(csvOf(view, rows))
  },
})

function list(views: readonly ViewInfo[], { print, say }: VerbContext): Promise<void> {
  return print.list(
    [...views],
    [
      { title: say(cli.colNode), cell: ({ node }) => node },
      { title: say(cli.colChart), cell: ({ chart }) => chart ?? 'table' },
      { title: say(cli.colColumns), cell: view => view.columns.map(({ name }) => name).join(', ') },
    ],
    say(cli.noViews),
  )
}

/** All rows as they stand now, the one changed longest ago first. */
async function rowsOf(client: LabClient, lab: string, node: string): Promise<readonly ViewRow[]> {
  const rows = new Map<string, ViewRow>()
  let cursor: string | undefined
  for (;;) {
    const page = await client.runs.view({ lab, node, cursor })
    if (page.reset) rows.clear()
    for (const key of page.removed) rows.delete(key)
    for (const row of page.items) {
      rows.delete(row.key)
      rows.set(row.key, row)
    }
    if (page.items.length < PAGE_ROWS || page.cursor === cursor) return [...rows.values()]
    cursor = page.cursor
  }
}
/** A page with fewer rows is the last one. */
const PAGE_ROWS = 2000

const named = (view: ViewInfo, values: ViewRow['values']) =>
  Object.fromEntries(view.columns.map(({ name }, at) => [name, values[at] ?? null]))

const csvOf = (view: ViewInfo, rows: readonly ViewRow[]) =>
  csvText([
    view.columns.map(({ name }) => name),
    ...rows.map(({ values }) =>
      view.columns.map((_, at) => {
        const value = values[at]
        return value === null || value === undefined ? null : String(value)
      }),
    ),
  ])
