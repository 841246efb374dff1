// `sluice runs state LAB [NODE]`: which nodes keep something by key, and the keys of one: all, those
// with a text in them, or exactly one. `--export` writes all of them as CSV or JSON lines.
import { open } from 'node:fs/promises'
import { z } from 'zod'
import { fileError } from '@main/host'
import type { KeyMoment, StateKey, StateNode } from '@shared/contract'
import { LabError } from '@shared/errors'
import { csvText } from '@shared/printed'
import { checkpoints } from '@shared/text/ui/checkpoints'
import { cli } from '@shared/text/ui/cli'
import { keptKeys } from '@shared/text/ui/kept-keys'
import { count, dataDir, flag, text, texts } from '../../options'
import type { LabClient } from '../../parts'
import { sizeText, UNKNOWN } from '../../print/units'
import { defineVerb, type VerbContext } from '../../verb'

const PAGE_KEYS = 1000
const SHOWN_KEYS = 50

export const runsState = defineVerb({
  name: 'runs state',
  options: z.strictObject({
    lab: text('LAB'),
    node: text('NODE').optional(),
    key: texts('VALUE'),
    search: text('TEXT').optional(),
    limit: count().optional(),
    export: text('FILE').optional(),
    history: flag(),
    data: dataDir(),
  }),
  places: ['lab', 'node'],
  examples: [
    'runs state shop',
    'runs state shop totals --search lamp',
    'runs state shop totals --key Lamp',
    'runs state shop totals --key Lamp --history',
    'runs state shop totals --export totals.csv',
  ],
  async run({ lab, node, key, search, limit, export: file, history: past, data }, context) {
    if (past) return history({ lab, node, key, data }, context)
    const { client } = await context.open({ needs: [], attach: true, data })
    if (node === undefined) return list(await client.runs.states({ lab }), context)
    const asked = { lab, node, search, ...(key.length > 0 ? { key } : {}) }
    if (file !== undefined) return write(client, asked, file, context)
    const items: StateKey[] = []
    const most = limit ?? SHOWN_KEYS
    let isMore = false
    for await (const page of pagesOf(client, asked)) {
      items.push(...page.items)
      isMore = page.next !== undefined || items.length > most
      if (items.length >= most) break
    }
    await show(items.slice(0, most), context)
    if (isMore) await context.print.notice(context.say(keptKeys.more, { n: most }))
  },
})

/** Checkpoints outlive their run. */
async function history(
  {
    lab,
    node,
    key,
    data,
  }: {
    readonly lab: string
    readonly node: string | undefined
    readonly key: string[]
    readonly data: string | undefined
  },
  { open, parts, print, say }: VerbContext,
): Promise<void> {
  if (node === undefined || key.length === 0)
    throw new LabError('cli-option-missing', {
      kind: 'usage',
      params: { verb: 'runs state --history', option: node === undefined ? 'NODE' : '--key' },
    })
  const { client } = await open({ needs: [], runs: true, data: data ?? parts.defaultDataDir })
  const moments = await client.runs.keyHistory({ lab, node, key })
  const valueOf = ({ items }: KeyMoment) =>
    items.map(({ value }) => value).join('; ') || say(keptKeys.notThere)
  await print.list(
    moments,
    [
      { title: say(checkpoints.batch), align: 'right', cell: ({ batch }) => String(batch) },
      { title: say(cli.colWhen), cell: ({ at }) => stamp(at) },
      { title: say(keptKeys.value), cell: valueOf },
    ],
    say(keptKeys.noHistory),
  )
}

type Asked = Parameters<LabClient['runs']['state']>[0]

/** To the end of the state. */
async function* pagesOf(client: LabClient, asked: Asked) {
  let from: number | undefined = 0
  while (from !== undefined) {
    const page = await client.runs.state({ ...asked, from, limit: PAGE_KEYS })
    yield page
    from = page.next
  }
}

function list(nodes: readonly StateNode[], { print, say }: VerbContext): Promise<void> {
  return print.list(
    nodes,
    [
      { title: say(cli.colNode), cell: ({ node }) => node },
      { title: say(keptKeys.keys), align: 'right', cell: ({ keys }) => String(keys) },
      { title: say(cli.colSize), align: 'right', cell: ({ bytes }) => `≈ ${sizeText(bytes)}` },
      ...(nodes.some(({ cold }) => cold)
        ? [
            {
              title: say(keptKeys.inFile),
              align: 'right' as const,
              cell: ({ cold }: StateNode) => String(cold?.keys ?? 0),
            },
            {
              title: say(keptKeys.onDisk),
              align: 'right' as const,
              cell: ({ cold }: StateNode) => sizeText(cold?.bytes ?? 0),
            },
          ]
        : []),
    ],
    say(keptKeys.noNodes),
  )
}

const stamp = (ms: number | undefined) =>
  ms === undefined ? UNKNOWN : new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
const keyText = ({ key }: StateKey) => key.map(part => part ?? 'NULL').join(', ')

function show(items: readonly StateKey[], { print, say }: VerbContext): Promise<void> {
  const hasWindows = items.some(({ window }) => window)
  const hasTimers = items.some(({ due }) => due !== undefined)
  return print.list(
    items,
    [
      { title: say(keptKeys.key), cell: keyText },
      ...(hasWindows
        ? [{ title: say(keptKeys.window), cell: ({ window }: StateKey) => stamp(window?.start) }]
        : []),
      { title: say(keptKeys.value), cell: ({ value }) => value },
      { title: say(cli.colSize), align: 'right', cell: ({ bytes }) => sizeText(bytes) },
      { title: say(keptKeys.since), cell: ({ since, at }) => stamp(since ?? at) },
      { title: say(keptKeys.touched), cell: ({ touched }) => stamp(touched) },
      ...(hasTimers ? [{ title: say(keptKeys.due), cell: ({ due }: StateKey) => stamp(due) }] : []),
    ],
    say(keptKeys.noKeys),
  )
}

/** As they come, so that a state larger than memory can be written. */
async function write(
  client: LabClient,
  asked: Asked,
  file: string,
  { print, say }: VerbContext,
): Promise<void> {
  const isCsv = !file.endsWith('.json') && !file.endsWith('.jsonl')
  const unwritable = (error: unknown) => {
    throw fileError('file-unwritable', file, error)
  }
  const out = await open(file, 'w').catch(unwritable)
  let written = 0
  try {
    for await (const { fields, items } of pagesOf(client, { ...asked, whole: true })) {
      if (items.length === 0) continue
      const head = written === 0 ? [[...fields, ...CSV_FIELDS]] : []
      const lines = isCsv
        ? csvText([...head, ...items.map(csvRow)])
        : items.map(item => `${JSON.stringify(item)}\n`).join('')
      await out.write(lines).catch(unwritable)
      written += items.length
    }
  } finally {
    await out.close()
  }
  await print.notice(say(keptKeys.written, { n: written, file }))
}

const iso = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString())
const CSV_FIELDS = ['window_start', 'window_end', 'value', 'since', 'touched', 'due']
const csvRow = ({ key, window, value, since, touched, due }: StateKey) => [
  ...key,
  iso(window?.start),
  iso(window?.end),
  value,
  iso(since),
  iso(touched),
  iso(due),
]
