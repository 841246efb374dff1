// `sluice runs follow LAB topic/0@41`: one record on its way from its topic to the tables. `--next`
// takes the next one that comes, `--test` sends one, `--sink` with `--row` goes back from a row; `--with`
// compares it with another one.
import { z } from 'zod'
import {
  FOLLOW_WAIT_MS_MAX,
  TEST_WAIT_MS,
  type FollowedBranch,
  type FollowedKey,
  type FollowedOut,
  type FollowedStop,
  type FollowView,
} from '@shared/contract'
import { LabError } from '@shared/errors'
import { comparedFields } from '@shared/figures'
import { describeError } from '@shared/text'
import { follow } from '@shared/text/ui/follow'
import { dataDir, duration, pairs, text } from '../../options'
import type { LabClient } from '../../parts'
import { formatTable } from '../../print/table'
import { UNKNOWN } from '../../print/units'
import { defineVerb, type VerbContext } from '../../verb'

type Words = Pick<VerbContext, 'say' | 'language'>
type Say = Words['say']

const WAIT_MS = 10_000
const PLACE = /^([^/]+)\/(\d+)@(\d+)$/
const CELL_CHARS_MAX = 60

export const runsFollow = defineVerb({
  name: 'runs follow',
  options: z.strictObject({
    lab: text('LAB'),
    record: text('TOPIC/0@41').optional(),
    next: text('TOPIC').optional(),
    test: text('TOPIC').optional(),
    key: text('KEY').optional(),
    value: text('VALUE').optional(),
    sink: text('NODE').optional(),
    row: pairs('COLUMN=VALUE'),
    with: text('TOPIC/0@41').optional(),
    wait: duration().optional(),
    data: dataDir(),
  }),
  places: ['lab', 'record'],
  examples: [
    'runs follow shop orders/0@41',
    'runs follow shop orders/0@41 --with orders/0@42',
    'runs follow shop --next orders',
    `runs follow shop --test orders --value '{"product":"Lamp","price":9}'`,
    'runs follow shop --sink totals --row product=Lamp',
  ],
  async run(options, { open, print, say, language }) {
    const { client } = await open({ needs: [], attach: true, data: options.data })
    const view = await ask(client, options)
    const words = { say, language }
    if (view && options.with !== undefined) {
      const other = await recordAt(client, options.lab, options.with)
      return print.one({ one: view, other }, () => comparedText(view, other, words))
    }
    if (view) return print.one(view, () => pagesOf(view, words).join('\n\n'))
    const seconds = (options.test === undefined ? waitOf(options) : TEST_WAIT_MS) / 1000
    await print.notice(options.sink ? say(follow.notFound) : say(follow.noneCame, { n: seconds }))
    return 1
  },
})

interface Asked {
  readonly lab: string
  readonly record?: string | undefined
  readonly next?: string | undefined
  readonly test?: string | undefined
  readonly key?: string | undefined
  readonly value?: string | undefined
  readonly sink?: string | undefined
  readonly row: Readonly<Record<string, string>>
  readonly wait?: number | undefined
}

const waitOf = ({ wait = WAIT_MS }: Pick<Asked, 'wait'>) => Math.min(wait, FOLLOW_WAIT_MS_MAX)

function ask(
  { runs }: LabClient,
  { lab, record, next, test, key, value, sink, row, wait }: Asked,
): Promise<FollowView | null> {
  if (next !== undefined) return runs.followNext({ lab, from: next, waitMs: waitOf({ wait }) })
  if (test !== undefined) return runs.sendTest({ lab, from: test, key, value: value ?? '' })
  if (sink !== undefined) return runs.followBack({ lab, node: sink, row })
  return recordAt({ runs }, lab, record ?? '')
}

function recordAt({ runs }: Pick<LabClient, 'runs'>, lab: string, place: string) {
  const [, from, partition, offset] = PLACE.exec(place) ?? []
  if (from === undefined)
    throw new LabError('cli-follow-what', { kind: 'usage', params: { record: place } })
  return runs.follow({ lab, from, partition: Number(partition), offset: Number(offset) })
}

const placeOf = ({ record: { topic, node, partition, offset } }: FollowView) =>
  `${topic ?? node}/${partition}@${offset}`

/** What differs between two records, and then the way of each. */
function comparedText(one: FollowView, other: FollowView, words: Words): string {
  const { say } = words
  const differing = comparedFields(one.record, other.record).filter(({ isSame }) => !isSame)
  const table = formatTable(
    [say(follow.field), placeOf(one), placeOf(other)].map(title => ({ title })),
    differing.map(({ name, one: a = UNKNOWN, other: b = UNKNOWN }) => [
      name ?? say(follow.value),
      short(a),
      short(b),
    ]),
  )
  const ways = [one, other].flatMap(view => [`— ${placeOf(view)}`, ...pagesOf(view, words)])
  return [`${say(follow.differ, { n: differing.length })}\n${table}`, ...ways].join('\n\n')
}

const pagesOf = (view: FollowView, words: Words): string[] => [
  recordOf(view, words.say),
  ...view.branches.flatMap(branch => branchOf(branch, view, words)),
]

const clock = (ms: number) => new Date(ms).toISOString().slice(11, 23)
const stamp = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
const ms = (value: number) => `${value < 10 ? value.toFixed(2) : value.toFixed(1)} ms`
const short = (cell: string | null) =>
  cell === null
    ? 'NULL'
    : cell.length > CELL_CHARS_MAX
      ? `${cell.slice(0, CELL_CHARS_MAX - 1)}…`
      : cell

function recordOf({ record, storedMs }: FollowView, say: Say): string {
  const { made, topic, node, partition, offset, sizeBytes, key, value, timeMs, isGone } = record
  const lines = [
    made ? say(follow.madeByCli, { ...made }) : say(follow.foreign),
    [
      clock(timeMs),
      say(follow.storedIn, { topic: topic ?? node }),
      say(follow.partition, { n: partition }),
      say(follow.offset, { n: offset }),
      say(follow.bytes, { n: sizeBytes }),
      key === null ? say(follow.noKey) : say(follow.keyIs, { key }),
      ...(storedMs === undefined ? [] : [`+${ms(storedMs)}`]),
    ].join(' · '),
    value ?? 'NULL',
    ...(isGone ? [say(follow.gone)] : []),
  ]
  return lines.join('\n')
}

function branchOf(branch: FollowedBranch, { record }: FollowView, words: Words): string[] {
  const { say } = words
  const { group, edge, isUnread, isExact, batches, stops, readAt } = branch
  const head = [
    `— ${say(follow.readBy, { group: group ?? edge })}`,
    ...(readAt === undefined
      ? []
      : [say(follow.waitedFor, { time: ms(Math.max(0, readAt - record.timeMs)) })]),
    ...batches.map(({ n, records, isAgain }) =>
      isAgain ? say(follow.againBatch, { n }) : say(follow.inBatch, { batch: n, n: records }),
    ),
  ].join(' · ')
  if (isUnread) return [`${head}\n${say(follow.unread)}`]
  const note = isExact ? say(follow.exact) : say(follow.notExact)
  return [`${head}\n${note}`, ...stops.map(stop => stopOf(stop, branch, words))]
}

function stopOf(stop: FollowedStop, branch: FollowedBranch, { say, language }: Words): string {
  const { node, gave, keys, lateness, dead, waits, at, tookMs, sink } = stop
  const head = [
    node,
    ...(at === undefined ? [] : [clock(at)]),
    ...(tookMs === undefined ? [] : [`+${ms(tookMs)}`]),
  ].join(' · ')
  const isOver = gave.length === 0 && !sink && !waits && dead.length === 0
  return [
    head,
    ...(lateness ? [say(WORDS[lateness])] : []),
    ...dead.map(reason => describeError(reason, language).what),
    ...(keys.length > 0 ? [keysOf(keys, branch, say)] : []),
    ...gave.map(out => rowsOf(out, say)),
    ...(waits ? [say(follow.waits)] : []),
    ...(isOver && lateness !== 'tooLate' ? [say(follow.dropped)] : []),
    ...(sink ? [sinkOf(sink, branch, say)] : []),
  ].join('\n')
}

const WORDS = { late: follow.isLate, tooLate: follow.isTooLate, untimed: follow.isUntimed }

function rowsOf({ columns, rows, count }: FollowedOut, say: Say): string {
  const table = formatTable(
    columns.map(({ name, type }) => ({ title: `${name} ${type}` })),
    rows.map(row => row.map(short)),
  )
  const more = count - rows.length
  return more > 0 ? `${table}\n${say(follow.moreRows, { n: more })}` : table
}

function keysOf(keys: readonly FollowedKey[], { isExact }: FollowedBranch, say: Say): string {
  const hasWindows = keys.some(({ window }) => window)
  return formatTable(
    [
      { title: say(follow.key) },
      ...(hasWindows ? [{ title: say(follow.state) }] : []),
      ...(isExact ? [{ title: say(follow.stateBefore) }] : []),
      { title: say(follow.stateAlone) },
      { title: say(isExact ? follow.stateAfter : follow.stateNow) },
    ],
    keys.map(({ key, window, before, alone, after }) => [
      key.map(part => part ?? 'NULL').join(', '),
      ...(hasWindows ? [window ? windowText(window, say) : UNKNOWN] : []),
      ...(isExact ? [before ?? say(follow.nothing)] : []),
      alone ?? UNKNOWN,
      after ?? say(follow.nothing),
    ]),
  )
}

const windowText = ({ start, end }: NonNullable<FollowedKey['window']>, say: Say) =>
  say(follow.window, { from: stamp(start), to: stamp(end) })

function sinkOf(
  { columns, given, stored, appends, batch }: NonNullable<FollowedStop['sink']>,
  { batches, isExact }: FollowedBranch,
  say: Say,
): string {
  const after = say(isExact ? follow.rowAfter : follow.rowNow)
  const rows = given.flatMap((row, i) => [
    [say(follow.rowGiven), ...row.map(short)],
    ...(stored[i]?.before ? [[say(follow.rowBefore), ...stored[i].before.map(short)]] : []),
    ...(stored[i]?.after ? [[after, ...stored[i].after.map(short)]] : []),
  ])
  const again = batches.find(({ isAgain }) => isAgain)
  const n = again?.n ?? batch ?? 0
  const once = batches.length > 0 ? follow.readOnce : follow.forgotten
  const said = !again ? once : appends ? follow.countedTwice : follow.writtenAgain
  const table = formatTable([{ title: '' }, ...columns.map(({ name }) => ({ title: name }))], rows)
  return `${table}\n${say(said, { n })}`
}
