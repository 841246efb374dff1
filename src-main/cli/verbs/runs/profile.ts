// `sluice runs profile LAB`: which node takes most of a processor, where one partition or key has most;
// with `--node`, what that node gives out, field by field, from a sample of the rows that pass meanwhile.
import { z } from 'zod'
import type { GraphStat, OutputField, OutputProfile } from '@shared/contract'
import { busiestOf, keySkewsOf } from '@shared/figures'
import { cli } from '@shared/text/ui/cli'
import { profiles } from '@shared/text/ui/profiles'
import { dataDir, text } from '../../options'
import type { LabClient } from '../../parts'
import { formatTable } from '../../print/table'
import { defineVerb, type VerbContext } from '../../verb'

const CHARS_MAX = 32
/** So many rows tell enough; a slow node has so many looks to give them. */
const ENOUGH_ROWS = 1000
const LOOKS = 4
const LOOK_MS = 500

export const runsProfile = defineVerb({
  name: 'runs profile',
  options: z.strictObject({
    lab: text('LAB'),
    node: text('NODE').optional(),
    data: dataDir(),
  }),
  places: ['lab'],
  examples: ['runs profile shop', 'runs profile shop --node paired'],
  async run({ lab, node, data }, context) {
    const { client } = await context.open({ needs: [], attach: true, data })
    if (node === undefined) {
      const { items } = await client.runs.graph({ lab })
      return busyNodes(items, context)
    }
    const profile = await sampled(client, { lab, at: `node:${node}` })
    await context.print.one(profile, () => fieldsText(profile, context))
  },
})

/** The sample begins with the first question. */
async function sampled(
  client: LabClient,
  asked: { readonly lab: string; readonly at: string },
): Promise<OutputProfile> {
  let profile = await client.runs.profile(asked)
  for (let look = 1; look < LOOKS && profile.rows < ENOUGH_ROWS; look++) {
    await new Promise(resolve => setTimeout(resolve, LOOK_MS))
    profile = await client.runs.profile(asked)
  }
  return profile
}

const percent = (share: number) => `${Math.round(share * 100)} %`

async function busyNodes(stats: readonly GraphStat[], { print, say }: VerbContext): Promise<void> {
  const nodes = stats
    .filter(({ key }) => key.startsWith('node:'))
    .map(stat => ({ ...stat, node: stat.key.slice('node:'.length) }))
    .map(stat => ({ ...stat, skew: skewBehind(stats, stat.node) }))
    .sort((a, b) => (b.busy ?? 0) - (a.busy ?? 0))
  const busiest = busiestOf(stats)
  const keySkews = keySkewsOf(stats)
  await print.list(
    nodes,
    [
      {
        title: say(cli.colNode),
        cell: ({ node }) => (node === busiest?.node ? `${node} ←` : node),
      },
      { title: say(profiles.busy), align: 'right', cell: ({ busy = 0 }) => percent(busy) },
      { title: say(cli.colRecords), align: 'right', cell: ({ total }) => String(total) },
      {
        title: say(profiles.skew),
        cell: ({ skew }) =>
          skew === undefined
            ? ''
            : say(profiles.skewed, {
                partition: skew.partition,
                share: percent(skew.share),
                n: skew.partitions,
              }),
      },
      {
        title: say(profiles.keySkew),
        cell: ({ node }) => {
          const found = keySkews.get(node)
          if (!found) return ''
          const { key, share, keys: n } = found
          return say(profiles.keySkewed, { key: short(key), share: percent(share), n })
        },
      },
    ],
    say(profiles.none),
  )
}

const skewBehind = (stats: readonly GraphStat[], node: string): GraphStat['skew'] =>
  stats.find(({ key, skew }) => skew && new RegExp(`^edge:${node}[.>]`).test(key))?.skew

function fieldsText(profile: OutputProfile, { say }: VerbContext): string {
  const { fields, rows, seen, since, fieldsMore } = profile
  const at = new Date(since).toISOString().slice(11, 19)
  const about =
    rows === 0
      ? say(profiles.none)
      : seen > rows
        ? say(profiles.sampled, { rows, n: seen, at })
        : say(profiles.all, { n: seen, at })
  const table = formatTable(
    [
      { title: say(cli.colField) },
      { title: say(cli.colType) },
      { title: say(cli.colNulls), align: 'right' },
      { title: say(cli.colDistinct), align: 'right' },
      { title: say(cli.colSmallest) },
      { title: say(cli.colLargest) },
      { title: say(cli.colFrequent) },
    ],
    fields.map(field => [
      field.name,
      short(field.type),
      String(field.nulls),
      field.distinctAbout === undefined ? String(field.distinct) : `≈ ${field.distinctAbout}`,
      short(field.min ?? ''),
      short(field.max ?? ''),
      frequent(field),
    ]),
  )
  const more = fieldsMore > 0 ? [say(profiles.fieldsMore, { n: fieldsMore })] : []
  return [about, table, ...more].join('\n')
}

/** Where each value comes once, none is frequent. */
const frequent = ({ distinct, rows, nulls, top }: OutputField): string =>
  distinct === rows - nulls && nulls === 0
    ? ''
    : top.map(({ value, rows: count }) => `${short(value ?? 'null')} (${count})`).join(', ')

/** A list or a struct would push the other columns off the screen; `--json` has it whole. */
const short = (value: string): string =>
  value.length > CHARS_MAX ? `${value.slice(0, CHARS_MAX - 1)}…` : value
