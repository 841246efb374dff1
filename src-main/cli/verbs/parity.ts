// `sluice parity LAB --on spark`, or `flink`, runs a lab on the built-in engine and on that one, each in a place of
// its own with the same events, and compares their tables row by row. The sheet is written as JSON
// and as a page. The host does it, as for the screen.
import { resolve } from 'node:path'
import { z } from 'zod'
import {
  LOCAL_MASTER,
  PARITY_BATCHES,
  SPARK_VERSIONS,
  type ParityEngine,
  type ParityProgress,
  type ParitySheet,
} from '@shared/contract'
import { LabError } from '@shared/errors'
import { parity as words, verdictOf } from '@shared/text/ui/parity'
import { profilesFor } from '../connection-of'
import { exitCodeOf, EXIT_OK } from '../exit-code'
import { pagesOf } from '../feeds'
import { labRefOf } from '../files'
import { choice, comparedOn, count, index, pairs, text } from '../options'
import type { LabClient } from '../parts'
import { createProgress } from '../print/progress'
import { formatTable } from '../print/table'
import { defineVerb, type VerbContext } from '../verb'

const EVENTS = 600

export const parity = defineVerb({
  name: 'parity',
  options: z.strictObject({
    lab: text('LAB'),
    on: comparedOn(),
    spark: choice(SPARK_VERSIONS).default('3.5'),
    conf: pairs('NAME=VALUE'),
    connection: pairs('NAME=PROFILE|FILE'),
    events: count().default(EVENTS),
    seeds: count(100).default(1),
    batches: count(100).default(PARITY_BATCHES),
    seed: index().optional(),
    out: text('DIR').optional(),
  }),
  places: ['lab'],
  examples: [
    'parity r1-ventas-events --on spark --seeds 3 --out parity-r1',
    'parity r3-sales-dashboards --on flink',
    'parity r2-ecommerce-transactions --on spark --connection shop=test.env',
    'parity r1-ventas-events --on spark=spark://host:7077 --conf spark.executor.memory=2g',
  ],
  async run(options, context) {
    const { lab: given, on, spark, conf, connection, events, seeds, batches, seed, out } = options
    if (on === undefined)
      throw new LabError('parity-needs-spark', { kind: 'usage', params: { field: 'on' } })
    const { ref } = await labRefOf(given)
    const { client } = await context.open({ needs: [], runs: true })
    const { lab, text: labText } = await client.labs.open({ ref })
    if (!lab) throw new LabError('lab-not-found', { kind: 'usage', params: { ref } })
    const profiles = (await profilesFor(lab, connection, client)) ?? {}
    const isFlink = on === 'flink'
    const engine: ParityEngine = isFlink ? 'flink' : `spark-${spark}`
    const master = isFlink ? LOCAL_MASTER : on
    const { language } = context
    await client.parity.start({
      ...{ ref, text: labText, engine, master, events, seeds, batches, seed, profiles, language },
      sparkSettings: conf,
      mayEmpty: Object.keys(connection),
    })
    await untilCompared(client, lab.id, context)
    const { sheet } = await client.parity.sheet({ lab: lab.id, engine })
    if (!sheet) throw new LabError('parity-none', { kind: 'conflict', params: { lab: lab.id } })
    const asked = resolve(out ?? `parity-${lab.id}`)
    const { dir } = await client.parity.save({ lab: lab.id, engine, dir: asked, language })
    await context.print.one({ ...sheet, dir }, () => textOf(sheet, dir, context))
    return sheet.isEqual ? EXIT_OK : exitCodeOf('data')
  },
})

/** Ctrl-C cancels it, and waits until nothing of it runs. */
async function untilCompared(client: LabClient, lab: string, context: VerbContext): Promise<void> {
  const line = createProgress(context.io, !context.json)
  const over = new AbortController()
  const cancel = () => void client.parity.cancel({}).catch(() => {})
  context.signal.addEventListener('abort', cancel, { once: true })
  try {
    if (context.signal.aborted) cancel()
    for await (const { items } of pagesOf(client.parity.progress, {}, over.signal)) {
      const now = items.findLast(item => item.lab === lab)
      if (!now) continue
      if (now.state === 'done') return
      if (now.error) throw new LabError(now.error.code, now.error)
      if (now.state !== 'working') throw new LabError('cancelled', { kind: 'cancelled' })
      line.show(progressText(now, context))
    }
  } finally {
    context.signal.removeEventListener('abort', cancel)
    over.abort()
    line.clear()
  }
}

const progressText = (
  { seeds, at, side, made, arrived, events }: ParityProgress,
  { say }: VerbContext,
): string =>
  say(side === 'here' ? words.runsHere : words.runsThere, {
    ...{ seed: String(seeds[at] ?? 0), at: at + 1, of: seeds.length, made, arrived, events },
  })

function textOf(sheet: ParitySheet, dir: string, { say: speak }: VerbContext): string {
  const right = 'right' as const
  const heads = [
    { title: speak(words.table) },
    { title: speak(words.compared), align: right },
    { title: speak(words.equalRows), align: right },
    { title: speak(words.differentRows), align: right },
  ]
  const seeds = sheet.seeds.flatMap(({ seed, tables, ...of }) => [
    `${speak(words.seed, { seed })}: ${speak(words.times, { here: of.secondsHere, there: of.secondsThere })}`,
    of.batches === undefined
      ? speak(words.ownBatches)
      : speak(words.sameBatches, { n: of.batches }),
    ...(of.sameEvents ? [] : [speak(words.otherEvents)]),
    formatTable(
      heads,
      tables.map(({ table, compared, equal, different, rule }) =>
        rule === undefined
          ? [table, compared, equal, different].map(String)
          : [table, speak(words.notCompared, { rule }), '', ''],
      ),
    ),
  ])
  const verdict = speak(words[verdictOf(sheet)], { rules: sheet.rules.join(', ') })
  return [...seeds, verdict, speak(words.written, { dir })].join('\n')
}
