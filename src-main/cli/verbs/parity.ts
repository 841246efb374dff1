// `sluice parity LAB --on spark` runs a lab on the built-in engine and on Spark, each in a place of
// its own with the same events, and compares their tables row by row. The sheet is written as JSON
// and as a page.
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import {
  SPARK_VERSIONS,
  type OutsideFacts,
  type RunResult,
  type SparkVersion,
} from '@shared/contract'
import { LabError } from '@shared/errors'
import { textIn, type LabFile } from '@shared/lab'
import { parity as words } from '@shared/text/ui/parity'
import { profilesFor } from '../connection-of'
import { enginesOf } from '../engines-of'
import { exitCodeOf, EXIT_OK } from '../exit-code'
import { labRefOf } from '../files'
import { choice, count, index, pairs, runsOn, sparkWish, text } from '../options'
import { compareTables } from '../parity/compare'
import { isEqual, sheetHtml, type SeedParity, type Sheet } from '../parity/sheet'
import { formatTable } from '../print/table'
import { defineVerb, type VerbContext } from '../verb'
import { resultOf, untilEnd } from './run-end'

const EVENTS = 600

export const parity = defineVerb({
  name: 'parity',
  options: z.strictObject({
    lab: text('LAB'),
    on: runsOn(),
    spark: choice(SPARK_VERSIONS).optional(),
    connection: pairs('NAME=PROFILE|FILE'),
    events: count().default(EVENTS),
    seeds: count(100).default(1),
    seed: index().optional(),
    out: text('DIR').optional(),
  }),
  places: ['lab'],
  examples: [
    'parity r1-ventas-events --on spark --seeds 3 --out parity-r1',
    'parity r2-ecommerce-transactions --on spark --connection shop=test.env',
  ],
  async run(options, context) {
    const { lab: given, on, spark, connection, events, seeds: many, seed: first, out } = options
    if (on === undefined)
      throw new LabError('parity-needs-spark', { kind: 'usage', params: { field: 'on' } })
    const { ref } = await labRefOf(given)
    const { client } = await context.open({ needs: [] })
    const { lab } = await client.labs.open({ ref })
    const { version } = await client.app.info({})
    if (!lab) throw new LabError('lab-not-found', { kind: 'usage', params: { ref } })
    const seeds: SeedParity[] = []
    let outside: OutsideFacts = { engine: 'spark', version: '', master: on }
    for (let n = 0; n < many; n++) {
      const seed = (first ?? lab.seed ?? 0) + n
      // The same moment on both sides: some labs put it into their records.
      const overrides = { events, rate: 'max', seed, clockMs: Date.now() } as const
      const here = await runIn(context, lab, { ref, overrides }, connection)
      const there = await runIn(
        context,
        lab,
        { ref, overrides, ...sparkWish({ on, spark }) },
        connection,
      )
      outside = there.outside ?? outside
      seeds.push(seedParity(seed, lab, here.result, there.result))
    }
    const title = textIn(lab.title, context.language)
    const at = new Date().toISOString()
    const sheet = { lab: lab.id, title, at, events, sluice: version, outside, seeds }
    return say({ ...sheet, isEqual: isEqual(seeds) }, resolve(out ?? `parity-${lab.id}`), context)
  },
})

interface Ran {
  readonly result: RunResult
  readonly outside?: OutsideFacts
}

/** In a temporary place with engines of its own, so that neither finds what the other wrote. */
async function runIn(
  context: VerbContext,
  lab: LabFile,
  wish: {
    readonly ref: string
    readonly overrides: object
    readonly spark?: string | undefined
    readonly sparkVersion?: SparkVersion
  },
  given: Readonly<Record<string, string>>,
): Promise<Ran> {
  const session = await context.open({ needs: enginesOf(lab, given), runs: true })
  const { client } = session
  const profiles = await profilesFor(lab, given, client)
  const start = { ...wish, ...(profiles ? { profiles } : {}), endWhenDrained: true }
  await client.runs.start(start, { signal: context.signal })
  const { outside, error } = await untilEnd(client, lab.id, context)
  const result = await resultOf(client, lab.id)
  const failure = error ?? result.error
  if (failure) throw new LabError(failure.code, failure)
  if (result.state !== 'finished') throw new LabError('cancelled', { kind: 'cancelled' })
  const [table] = Object.keys(result.cut ?? {})
  if (table !== undefined)
    throw new LabError('parity-too-large', { kind: 'limit', params: { table } })
  // Both sides fill the same tables there, one after the other.
  if (profiles) await client.runs.reset({ lab: lab.id })
  return { result, ...(outside ? { outside } : {}) }
}

function seedParity(seed: number, lab: LabFile, here: RunResult, there: RunResult): SeedParity {
  return {
    seed,
    fingerprint: here.fingerprint,
    sameEvents: here.fingerprint === there.fingerprint,
    secondsHere: Math.round(here.seconds * 10) / 10,
    secondsThere: Math.round(there.seconds * 10) / 10,
    tables: compareTables(here.tables, there.tables, ruleOne(lab)),
  }
}

/** docs/parity.md, rule 1: the numbers of batches are each engine's own. */
function ruleOne(lab: LabFile): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  for (const { with: settings = {} } of Object.values(lab.nodes)) {
    const { table, batchColumn } = settings
    if (typeof table === 'string' && typeof batchColumn === 'string') found[table] = [batchColumn]
  }
  return found
}

async function say(sheet: Sheet, dir: string, context: VerbContext): Promise<number> {
  await mkdir(dir, { recursive: true })
  await writeFile(join(dir, 'sheet.json'), `${JSON.stringify(sheet, undefined, 2)}\n`)
  await writeFile(join(dir, 'sheet.html'), sheetHtml(sheet, context.language, context.say))
  await context.print.one({ ...sheet, dir }, () => textOf(sheet, dir, context))
  return sheet.isEqual ? EXIT_OK : exitCodeOf('data')
}

function textOf(sheet: Sheet, dir: string, { say: speak }: VerbContext): string {
  const right = 'right' as const
  const heads = [
    { title: speak(words.table) },
    { title: speak(words.compared), align: right },
    { title: speak(words.equalRows), align: right },
    { title: speak(words.differentRows), align: right },
  ]
  const seeds = sheet.seeds.flatMap(({ seed, sameEvents, tables, secondsHere, secondsThere }) => [
    `${speak(words.seed, { seed })}: ${speak(words.times, { here: secondsHere, there: secondsThere })}`,
    ...(sameEvents ? [] : [speak(words.otherEvents)]),
    formatTable(
      heads,
      tables.map(({ table, compared, equal, differences }) =>
        [table, compared, equal, differences.length].map(String),
      ),
    ),
  ])
  const verdict = speak(sheet.isEqual ? words.equal : words.different)
  return [...seeds, verdict, speak(words.written, { dir })].join('\n')
}
