// Totals in a PySpark job. Tumbling and hopping windows are Spark's own; calendar windows are too
// where the zone keeps one distance from UTC, else they are truncated times, which Spark cannot
// close by a watermark. Sessions are Spark's session_window. "The last N minutes" are not known to
// a stream of Spark's: each batch is kept in a table, and the windows are computed from that.
import { parseDuration } from '@shared/lab'
import type { PlanStep } from '../../../model/plan-step'
import { named, type PySparkContext, type PySparkPart } from '../../../model/targets/pyspark'
import { pyCall, pyText, sparkDelay } from '../../../model/targets/python'
import { fixedOffsetMs } from '../../../model/zone'
import type { Config } from './config'
import { PROCESSING, triggerOf } from './config'

const TIME = '_time'
const MONDAY_MS = 4 * 86_400_000

export function aggregateInPySpark(step: PlanStep<Config>, context: PySparkContext): PySparkPart {
  const { config } = step
  const by = Object.entries(config.by ?? {}).map(([name, text]) =>
    named(context.sql(`by.${name}`, text), name),
  )
  const isSliding = config.window !== undefined && 'sliding' in config.window
  const totals = Object.entries(config.compute).map(([name, text]) => {
    if (/\b(first|last|first_value|last_value|any_value)\s*\(/i.test(text))
      context.problem(`compute.${name}`, 'export-order-of-arrival', 'warning', { text })
    return named(context.sql(`compute.${name}`, text, !isSliding), name)
  })
  if (triggerOf(config.trigger).rows > 0)
    context.problem('trigger', 'export-trigger-records', 'warning', {
      trigger: config.trigger ?? '',
    })
  if (isSliding) return slidingPart(step, context, by, totals)
  if (config.window && 'session' in config.window && config.mode === 'complete')
    context.problem('mode', 'export-session-complete', 'warning')
  const { before, keys, after } = windowing(step, context)
  return {
    takes: 'rows',
    stateful: { mode: config.mode },
    ...everyOf(config),
    body: [...before, ...grouped('rows', [...keys, ...by], totals, after)],
    helpers: ['columns', ...(after === WINDOWED ? (['windowed'] as const) : [])],
  }
}

const everyOf = ({ trigger }: Config): { every?: string } =>
  trigger === undefined || trigger === 'fast' || triggerOf(trigger).rows > 0
    ? {}
    : { every: trigger === 'available-now' ? trigger : sparkDelay(trigger) }

/** `rows.groupBy(…).agg(…)`, a call a line where one line is too short. */
function grouped(
  rows: string,
  keys: readonly string[],
  totals: readonly string[],
  after: string | undefined,
): string[] {
  const given = `${rows}.groupBy(${keys.length === 0 ? '' : '*keys'}).agg(*sums)`
  return [
    ...(keys.length === 0 ? [] : pyCall('keys = columns', keys)),
    ...pyCall('sums = columns', totals),
    ...(after === WINDOWED
      ? [`return windowed(${given})`]
      : after === undefined
        ? [`return ${given}`]
        : [
            `totals = ${given}`,
            ...pyCall('return totals.withColumn', [], {
              plain: ['"window_end"', `F.expr(${pyText(after)})`],
            }),
          ]),
  ]
}

interface Windowing {
  readonly before: readonly string[]
  readonly keys: readonly string[]
  /** Where the window's end comes from: Spark's window, or an expression. */
  readonly after: string | undefined
}
const WINDOWED = 'window'

function windowing({ config, zone }: PlanStep<Config>, context: PySparkContext): Windowing {
  const { window, time, watermark, watermarkBy, lateness, mode } = config
  if (window === undefined || time === undefined || 'sliding' in window)
    return { before: [], keys: [], after: undefined }
  const isProcessing = time === PROCESSING
  if (isProcessing) context.problem('time', 'export-wall-clock', 'warning')
  const moment = isProcessing ? 'current_timestamp()' : context.sql('time', time)
  const timed = pyCall('rows = rows.withColumn', [], {
    plain: [`"${TIME}"`, `F.expr(${pyText(moment)})`],
  })
  // A window of the wall clock is over when its end has passed.
  const delay = watermark ?? (isProcessing && mode === 'append' ? '0 s' : undefined)
  if (lateness !== undefined && mode === 'append')
    context.problem('lateness', 'export-lateness', 'warning', { target: 'Spark' })
  if (watermarkBy === 'partition')
    context.problem('watermarkBy', 'export-watermark-partitions', 'warning')
  const marked =
    delay === undefined
      ? []
      : [`rows = rows.withWatermark("${TIME}", ${pyText(sparkDelay(delay, lateness))})`]
  const spark = sparkWindow(window, zone)
  if (spark !== undefined) return { before: [...timed, ...marked], keys: [spark], after: WINDOWED }
  const unit = 'calendar' in window ? window.calendar : 'day'
  if (mode === 'append')
    context.problem('window', 'export-calendar-append', 'error', { zone, unit })
  else if (watermark !== undefined)
    context.problem('watermark', 'export-calendar-watermark', 'warning', { zone, unit })
  return {
    before: timed,
    keys: [`date_trunc('${unit}', ${TIME}) AS window_start`],
    after: `window_start + INTERVAL 1 ${unit.toUpperCase()}`,
  }
}

/** As Spark's window(); undefined where its grid does not fit. */
function sparkWindow(window: NonNullable<Config['window']>, zone: string): string | undefined {
  const ms = (text: string) => `${parseDuration(text) ?? 0} milliseconds`
  if ('tumbling' in window) return `window(${TIME}, '${ms(window.tumbling)}')`
  if ('session' in window) return `session_window(${TIME}, '${ms(window.session)}') AS window`
  if ('hopping' in window) return `window(${TIME}, '${ms(window.hopping)}', '${ms(window.every)}')`
  if (!('calendar' in window) || window.calendar === 'month') return undefined
  const offsetMs = fixedOffsetMs(zone)
  if (offsetMs === undefined) return undefined
  const length = `1 ${window.calendar}`
  const sizeMs = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 }[window.calendar]
  const start = (window.calendar === 'week' ? MONDAY_MS : 0) - offsetMs
  const startMs = ((start % sizeMs) + sizeMs) % sizeMs
  return `window(${TIME}, '${length}', '${length}', '${startMs} milliseconds')`
}

function slidingPart(
  step: PlanStep<Config>,
  context: PySparkContext,
  by: readonly string[],
  totals: readonly string[],
): PySparkPart {
  const { id, config } = step
  const { window, time = PROCESSING } = config
  const lengths = window && 'sliding' in window ? [window.sliding].flat() : []
  context.problem('window', 'export-sliding', 'warning')
  const text = time === PROCESSING ? 'current_timestamp()' : context.sql('time', time)
  const spans = lengths.map(label => `${pyText(label)}: ${(parseDuration(label) ?? 0) / 1000}`)
  return {
    takes: 'table',
    body: [
      ...pyCall('time = F.expr', [text]),
      `all_rows = keep(rows.withColumn("${TIME}", time), ${pyText(id)}, batch)`,
      `age = F.expr("unix_seconds(current_timestamp()) - unix_seconds(${TIME})")`,
      'lengths = {',
      ...spans.map(span => `    ${span},`),
      '}',
      'windows = []',
      'for label, seconds in lengths.items():',
      '    recent = all_rows.where(age <= seconds)',
      ...(by.length === 0 ? [] : pyCall('keys = columns', by, { indent: 8 })).map(l => `    ${l}`),
      ...pyCall('sums = columns', totals, { indent: 8 }).map(line => `    ${line}`),
      `    totals = recent.groupBy(${by.length === 0 ? '' : '*keys'}).agg(*sums)`,
      '    windows.append(totals.withColumn("window", F.lit(label)))',
      ...(by.length === 0
        ? [
            '# A total without keys has a row even of nothing; none comes before the first record.',
            'has_rows = F.lit(not all_rows.isEmpty())',
            'return reduce(DataFrame.unionByName, windows).where(has_rows)',
          ]
        : ['return reduce(DataFrame.unionByName, windows)']),
    ],
    ...everyOf(config),
    helpers: ['keep', 'columns'],
    imports: ['from functools import reduce'],
  }
}
