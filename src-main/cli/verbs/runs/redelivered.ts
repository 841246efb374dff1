// `sluice runs redelivered LAB`: what the jobs of a lab read twice after a crash or a way back, and which
// rows of its sinks changed by it; also of a lab that does not run.
import { z } from 'zod'
import type { RedeliveredRow, RedeliveredSink, Redelivery } from '@shared/contract'
import { ROW_WORDS, sinkAgainLine, whyReadTwice } from '@shared/text/redelivery-lines'
import { redelivery } from '@shared/text/ui/redelivery'
import { count, dataDir, text } from '../../options'
import { formatTable } from '../../print/table'
import { defineVerb, type VerbContext } from '../../verb'

const SHOWN_ROWS = 10

export const runsRedelivered = defineVerb({
  name: 'runs redelivered',
  options: z.strictObject({ lab: text('LAB'), limit: count(100).optional(), data: dataDir() }),
  places: ['lab'],
  examples: ['runs redelivered shop', 'runs redelivered shop --limit 50'],
  async run({ lab, limit = SHOWN_ROWS, data }, context) {
    const { open, parts, print, say } = context
    // The book outlives its run.
    const { client } = await open({ needs: [], runs: true, data: data ?? parts.defaultDataDir })
    const all = await client.runs.redelivered({ lab })
    await print.one(all, () =>
      all.length === 0
        ? `${say(redelivery.none)} ${say(redelivery.noneHint)}`
        : all.map(each => pageOf(each, limit, context)).join('\n\n\n'),
    )
  },
})

const stamp = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')

function pageOf(again: Redelivery, limit: number, context: VerbContext): string {
  const { say, language } = context
  const ranges = formatTable(
    [
      { title: say(redelivery.source) },
      { title: say(redelivery.partition), align: 'right' },
      { title: say(redelivery.first), align: 'right' },
      { title: say(redelivery.last), align: 'right' },
      { title: say(redelivery.count), align: 'right' },
      { title: say(redelivery.readBy) },
    ],
    again.ranges.map(({ topic, from, group, partition, first, end }) => [
      topic ?? from,
      ...[partition, first, end - 1, end - first].map(String),
      group ?? again.job,
    ]),
  )
  const sinks = again.sinks.map(sink => sinkText(sink, limit, context))
  const head = `${stamp(again.at)}  ${whyReadTwice(again, language)}`
  return [head, ranges, ...(sinks.length > 0 ? sinks : [say(redelivery.noRows)])].join('\n\n')
}

function sinkText(sink: RedeliveredSink, limit: number, { say, language }: VerbContext): string {
  const head = `${sink.node}: ${sinkAgainLine(sink, language)}`
  const rows = sink.items.slice(0, limit)
  if (rows.length === 0) return head
  const table = formatTable(
    [{ title: say(redelivery.what) }, ...sink.columns.map(({ name }) => ({ title: name }))],
    rows.map(row => [say(redelivery[ROW_WORDS[row.what]]), ...cellsOf(row)]),
  )
  return `${head}\n${table}`
}

/** `19.95 → 39.90` where a cell changed. */
function cellsOf({ what, before, after }: RedeliveredRow): string[] {
  const shown = after ?? before ?? []
  return shown.map((cell, i) => {
    const was = before?.[i] ?? null
    return what === 'changed' && was !== cell
      ? `${was ?? 'NULL'} → ${cell ?? 'NULL'}`
      : (cell ?? 'NULL')
  })
}
