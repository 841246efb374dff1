// `sluice runs time LAB NODE`: the event time of a node in tables, with the figures of the screen.
import { z } from 'zod'
import type { TimeLane, TimeView } from '@shared/contract'
import { delayForAll, delaysToShow, droppedBy } from '@shared/figures'
import { cli } from '@shared/text/ui/cli'
import { times } from '@shared/text/ui/times'
import { dataDir, text } from '../../options'
import { formatTable } from '../../print/table'
import { UNKNOWN } from '../../print/units'
import { defineVerb, type VerbContext } from '../../verb'

type Say = VerbContext['say']

export const runsTime = defineVerb({
  name: 'runs time',
  options: z.strictObject({ lab: text('LAB'), node: text('NODE'), data: dataDir() }),
  places: ['lab', 'node'],
  examples: ['runs time shop minutes'],
  async run({ lab, node, data }, { open, print, say }) {
    const { client } = await open({ needs: [], attach: true, data })
    const view = await client.runs.time({ lab, node })
    await print.one(view, () => pagesOf(view, say).join('\n\n'))
  },
})

const pagesOf = (view: TimeView, say: Say): string[] =>
  [
    headOf(view, say),
    lanesOf(view, say),
    reasonOf(view, say),
    windowsOf(view, say),
    dropsOf(view, say),
    modesOf(view, say),
  ].flatMap(part => part ?? [])

const stamp = (ms: number | undefined) =>
  ms === undefined ? UNKNOWN : new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
/** `90 s`, as a lab file has it. */
const seconds = (ms: number) => (ms % 1000 === 0 ? `${ms / 1000} s` : `${ms} ms`)

function headOf({ watermark, lanes, by, counts }: TimeView, say: Say): string {
  const { late, tooLate } = counts
  const at = stamp(watermark)
  const mark =
    watermark === undefined
      ? say(times.noMark)
      : by === 'partition' && lanes.length > 1
        ? say(times.markLowest, { at, n: lanes.length })
        : say(times.markAt, { at })
  return `${mark}\n${say(times.lateRecords)}: ${say(times.lateSum, { late, tooLate })}`
}

function lanesOf({ lanes }: TimeView, say: Say): string | undefined {
  if (lanes.length === 0) return undefined
  const noteOf = ({ idleSince, counts }: TimeLane) =>
    idleSince === undefined ? (counts === true ? '←' : '') : say(times.leftOutIdle)
  return formatTable(
    [
      { title: say(cli.colPartition) },
      { title: say(times.eventTime) },
      { title: say(times.watermark) },
      { title: say(times.arrived) },
      { title: '' },
    ],
    lanes.map(lane => [
      lane.partition === undefined ? lane.from : `${lane.from}[${lane.partition}]`,
      stamp(lane.newest),
      stamp(lane.watermark),
      stamp(lane.seenAt),
      noteOf(lane),
    ]),
  )
}

function reasonOf({ open, lanes, delayMs = 0 }: TimeView, say: Say): string | undefined {
  if (!open) return undefined
  const window = stamp(open.start ?? open.end)
  const end = stamp(open.end)
  if (open.because === 'events')
    return say(times.openEvents, { window, end, delay: seconds(delayMs) })
  if (open.because === 'lateness') return say(times.openLateness, { window })
  if (open.because === 'clock') return say(times.openClock, { window, end })
  const { from, partition = 0 } = open.lane ?? { from: '' }
  const lane = lanes.find(each => each.from === from && each.partition === partition)
  const what =
    lane?.newest === undefined
      ? say(times.heldEmpty, { window, partition })
      : say(times.heldQuiet, { window, partition, at: stamp(lane.newest) })
  return `${what}\n${say(times.heldWhy, { window, end })}`
}

function windowsOf({ windows }: TimeView, say: Say): string | undefined {
  if (!windows || windows.length === 0) return undefined
  return formatTable(
    [
      { title: say(times.windows) },
      { title: '' },
      { title: say(cli.colRecords), align: 'right' },
      { title: say(cli.colRows), align: 'right' },
      { title: say(cli.colState) },
    ],
    windows.map(({ start, end, records, keys, state, closedAt }) => [
      stamp(start),
      stamp(end),
      String(records),
      String(keys),
      closedAt === undefined
        ? say(times[`state_${state}`])
        : say(times.closedAt, { at: stamp(closedAt) }),
    ]),
  )
}

function dropsOf({ drops, delayMs }: TimeView, say: Say): string | undefined {
  if (!drops || delayMs === undefined) return undefined
  const marked = (ms: number) => `${seconds(ms)}${ms === delayMs ? ' ←' : ''}`
  const shown = [...new Set([...delaysToShow(drops, delayMs), delayMs, delayForAll(drops)])]
  const table = formatTable(
    [{ title: say(times.delay) }, { title: say(cli.colRecords), align: 'right' }],
    shown.sort((a, b) => a - b).map(ms => [marked(ms), String(droppedBy(drops, ms))]),
  )
  const least = `${seconds(delayForAll(drops))}: ${say(times.dropsNone)}`
  return `${say(times.drops)}\n${table}\n${least}`
}

function modesOf({ modes }: TimeView, say: Say): string | undefined {
  if (!modes) return undefined
  return formatTable(
    [
      { title: say(times.batch, { n: modes.batch }) },
      { title: say(times.inBatch, { n: modes.batch }), align: 'right' },
      { title: say(times.sinceStart), align: 'right' },
      { title: say(times.inState), align: 'right' },
      { title: say(times.inTable), align: 'right' },
    ],
    modes.modes.map(({ mode, inBatch, sinceStart, inState, inTable }) => [
      `${say(times[`mode_${mode}`])}${mode === modes.inUse ? ' ←' : ''}`,
      ...[inBatch, sinceStart, inState, inTable].map(String),
    ]),
  )
}
