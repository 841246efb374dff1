// `sluice run LAB` runs a lab without a window, to its end. Ctrl-C stops it in good order
// (checkpointed) and prints how far it came. With --data the same command goes on from there, even
// after a kill.
import { z } from 'zod'
import { SPARK_VERSIONS, type RunResult, type RunSummary } from '@shared/contract'
import { LabError, type ErrorData } from '@shared/errors'
import { outputs, withOutput, type Output } from '@shared/lab'
import { cli } from '@shared/text/ui/cli'
import { profilesFor } from '../connection-of'
import { enginesOf } from '../engines-of'
import { exitCodeOf, EXIT_OK, EXIT_USAGE } from '../exit-code'
import { sentencesOf } from '../failure'
import { labRefOf } from '../files'
import {
  checkpointRef,
  choice,
  count,
  cqlAddress,
  dataDir,
  duration,
  flag,
  index,
  kafkaAddress,
  moment,
  pairs,
  rate,
  speed,
  runsOn,
  sparkWish,
  text,
  trigger,
} from '../options'
import { hasErrors, printedProblems, problemLine, type PrintedProblem } from '../problems'
import { receivingLines } from '../receiving'
import { stateLines } from '../state-lines'
import { defineVerb, type VerbContext } from '../verb'
import type { LabClient } from '../parts'
import { checkpointOf } from './runs/checkpoints'
import { resultOf, untilEnd } from './run-end'
import { resultText } from './run-text'

export const run = defineVerb({
  name: 'run',
  options: z.strictObject({
    lab: text('LAB'),
    data: dataDir(),
    events: count().optional(),
    for: duration().optional(),
    rate: rate().optional(),
    seed: index().optional(),
    trigger: trigger().optional(),
    clock: moment().optional(),
    speed: speed().optional(),
    memoryKeys: count().optional(),
    clean: flag(),
    checkpoint: choice(['previous']).optional(),
    fromCheckpoint: checkpointRef().optional(),
    kafka: kafkaAddress(),
    cql: cqlAddress(),
    connection: pairs('NAME=PROFILE|FILE'),
    output: choice(outputs).optional(),
    on: runsOn().optional(),
    spark: choice(SPARK_VERSIONS).optional(),
    conf: pairs('NAME=VALUE'),
  }),
  places: ['lab'],
  examples: [
    'run r0-vendas-ecommerce --events 10000 --rate max --seed 7',
    'run my-lab.yaml --for 30s --data ./lab-data --json',
    'run my-lab.yaml --data ./lab-data --trigger available-now',
    'run my-lab.yaml --data ./lab-data --from-checkpoint 120',
    'run r4-simulator --for 20s --clock 2026-11-21T23:59:50Z',
    'run r0-vendas-ecommerce --events 1000 --rate max --kafka localhost:9092 --cql localhost:9042',
    'run r4-simulator --events 1000 --rate max --output both',
    'run r1-ventas-events --events 1000 --rate max --on spark',
    'run r1-ventas-events --on spark=spark://host:7077 --conf spark.executor.memory=2g',
    'run r2-ecommerce-transactions --events 1000 --rate max --connection broker=client.properties',
  ],
  async run(options, context) {
    const { lab: given, data, kafka, cql, fromCheckpoint } = options
    if (options.events !== undefined && options.for !== undefined) {
      throw new LabError('cli-options-clash', {
        kind: 'usage',
        params: { one: '--events', other: '--for' },
      })
    }
    if (options.speed !== undefined && options.on !== undefined)
      throw new LabError('cli-options-clash', {
        kind: 'usage',
        params: { one: '--speed', other: '--on' },
      })
    if (fromCheckpoint !== undefined && (options.clean || options.checkpoint !== undefined)) {
      const other = options.clean ? '--clean' : '--checkpoint'
      const params = { one: '--from-checkpoint', other }
      throw new LabError('cli-options-clash', { kind: 'usage', params })
    }
    // The lab first: no engine is started for one that is wrong, nor one that it does not use.
    const { ref } = await labRefOf(given)
    // The thread of a run loads meanwhile.
    const library = await context.open({ needs: [], runs: options.on === undefined })
    const opened = await library.client.labs.open({ ref })
    if (!opened.lab || hasErrors(opened)) return wrongLab(given, opened.problems, context)
    const id = opened.lab.id
    const needs = enginesOf(opened.lab, options.connection)
    const { client } = await context.open({ needs, runs: true, data, kafka, cql })
    const { events, rate: wanted, seed, clock: clockMs, clean } = options
    const back = fromCheckpoint && (await checkpointOf(fromCheckpoint, id, client, context))
    const checkpoint = back || options.checkpoint
    const overrides = {
      events,
      forMs: options.for,
      rate: wanted,
      seed,
      trigger: options.trigger,
      clockMs,
      speed: options.speed,
      memoryKeys: options.memoryKeys,
    }
    const profiles = await profilesFor(opened.lab, options.connection, client)
    const changed = options.output && (await textFor(opened.text, id, options.output, client))
    const wish = { ref, text: changed, overrides, profiles, clean, ...sparkWish(options) }
    const warnings = await doubtsOf(given, wish, client, context)
    await client.runs.start(
      { ...wish, endWhenDrained: true, checkpoint },
      { signal: context.signal },
    )
    for (const line of await receivingLines(opened.lab, client, context))
      await context.print.notice(line)
    const ended = await untilEnd(client, id, context)
    const result = await resultOf(client, id)
    await context.print.one(
      { lab: id, ...result, ...(warnings.length > 0 ? { warnings } : {}) },
      () => resultText(id, result, context),
    )
    return exitCode(ended, result, context)
  },
})

/** Said before the run starts: records that would not stay where they go, and state that changes. */
async function doubtsOf(
  file: string,
  wish: Parameters<LabClient['runs']['doubts']>[0],
  client: LabClient,
  { print, language }: VerbContext,
): Promise<PrintedProblem[]> {
  const { problems, state } = await client.runs.doubts(wish)
  const doubts = printedProblems(file, problems, language)
  for (const doubt of doubts) await print.notice(problemLine(doubt, language))
  for (const line of stateLines(state, language)) await print.notice(line)
  return doubts
}

async function textFor(
  text: string,
  lab: string,
  output: Output,
  client: LabClient,
): Promise<string> {
  const catalog = await client.labs.catalog({})
  const optional = new Set(catalog.filter(node => node.isOptional).map(node => node.type))
  const changed = withOutput(text, output, type => optional.has(type))
  if (changed === undefined)
    throw new LabError('cli-no-outputs', { kind: 'usage', params: { lab } })
  return changed
}

async function wrongLab(
  file: string,
  problems: Parameters<typeof printedProblems>[1],
  { print, language }: VerbContext,
): Promise<number> {
  const printed = printedProblems(file, problems, language)
  await print.one({ file, valid: false, problems: printed }, () =>
    printed.map(p => problemLine(p, language)).join('\n'),
  )
  return EXIT_USAGE
}

async function exitCode(
  ended: RunSummary,
  result: RunResult,
  { print, say, signal, io, language, json }: VerbContext,
): Promise<number> {
  const error: Pick<ErrorData, 'code' | 'params'> | undefined = ended.error ?? result.error
  if (error && !json) io.stderr.write(`${sentencesOf(error, language)}\n`)
  if (ended.state === 'failed' || ended.state === 'halted')
    return exitCodeOf(ended.error?.kind ?? 'bug')
  if (ended.state === 'finished') return EXIT_OK
  await print.notice(say(cli.runStopped))
  return signal.aborted ? exitCodeOf('cancelled') : EXIT_OK
}
