// Totals in a Flink job. With a watermark the windows are Flink's own, which give a row out when they
// are over; without one the start of the window is computed for each row and is a key like any other,
// so that totals come with each change.
import { flinkInterval, flinkName } from '@shared/expr'
import { parseDuration } from '@shared/lab'
import { inputOf, type PlanStep } from '../../../model/plan-step'
import {
  flinkAs,
  flinkHasTime,
  flinkSelect,
  flinkView,
  type FlinkContext,
  type FlinkPart,
} from '../../../model/targets/flink'
import { fixedOffsetMs } from '../../../model/zone'
import { PROCESSING, type Config } from './config'

const SECOND_MS = 1000
const HOUR_MS = 3_600_000
const EDGES = ['window_start', 'window_end'] as const

export function aggregateInFlink(step: PlanStep<Config>, context: FlinkContext): FlinkPart {
  const { config } = step
  const { row } = inputOf(step)
  const keys = Object.entries(config.by ?? {}).map(([name, text]) => ({
    name,
    sql: context.sql(`by.${name}`, text, row),
  }))
  const totals = Object.entries(config.compute).map(([name, text]) => {
    if (/\b(first|last|first_value|last_value|any_value)\s*\(/i.test(text))
      context.problem(`compute.${name}`, 'export-order-of-arrival', 'warning', { text })
    return flinkAs(context.sql(`compute.${name}`, text, row), name)
  })
  for (const wish of context.times) context.refuseTime(wish)
  const window = windowOf(step, context)
  const columns = [...window.columns, ...keys.map(k => flinkAs(k.sql, k.name)), ...totals]
  const groups = [...window.groups, ...keys.map(k => k.sql)]
  const by = groups.length === 0 ? '' : `\nGROUP BY ${groups.join(', ')}`
  const query = flinkSelect(columns, `FROM ${window.from}${by}`)
  return { makes: [...window.makes, flinkView(context.name(), query)] }
}

interface Windowing {
  /** What `from` reads. */
  readonly makes: readonly string[]
  readonly from: string
  readonly columns: readonly string[]
  readonly groups: readonly string[]
}

function windowOf(step: PlanStep<Config>, context: FlinkContext): Windowing {
  const { window, time, watermark, lateness } = step.config
  if (window === undefined) return { makes: [], from: context.input(), columns: [], groups: [] }
  if ('sliding' in window) {
    context.problem('window', 'export-flink-sliding', 'error')
    return { makes: [], from: context.input(), columns: [], groups: [] }
  }
  if (time === undefined || time === PROCESSING) {
    context.problem('time', 'export-flink-processing', 'error')
    return { makes: [], from: context.input(), columns: [], groups: [] }
  }
  const given = watermark === undefined ? undefined : parseDuration(watermark)
  const delayMs = given === undefined ? undefined : given + (parseDuration(lateness ?? '0 s') ?? 0)
  return delayMs === undefined
    ? computedWindow(step, context, time)
    : ownWindow(step, context, { time, delayMs })
}

/** The start of a row's window as a key. */
function computedWindow(step: PlanStep<Config>, context: FlinkContext, time: string): Windowing {
  const { row } = inputOf(step)
  const moment = context.sql('time', time, row)
  const [start, end] = edgesOf(step, context, moment)
  return {
    makes: [],
    // A row without a time belongs to no window.
    from: `${context.input()}\nWHERE ${moment} IS NOT NULL`,
    columns: [flinkAs(start, EDGES[0]), flinkAs(end, EDGES[1])],
    groups: [start],
  }
}

function edgesOf(
  { config: { window } }: PlanStep<Config>,
  context: FlinkContext,
  moment: string,
): [start: string, end: string] {
  if (window && 'calendar' in window && window.calendar !== 'week') {
    const unit = window.calendar.toUpperCase()
    const start = `FLOOR(${moment} TO ${unit})`
    return [start, `${start} + INTERVAL '1' ${unit}`]
  }
  const sizeMs = window && 'tumbling' in window ? (parseDuration(window.tumbling) ?? 0) : 0
  if (sizeMs < SECOND_MS || sizeMs % SECOND_MS !== 0) {
    context.problem('window', 'export-flink-window', 'error')
    return ['NULL', 'NULL']
  }
  const size = sizeMs / SECOND_MS
  const seconds = `TIMESTAMPDIFF(SECOND, TO_TIMESTAMP_LTZ(0, 3), ${moment})`
  // The end is written by the start as a whole: Flink groups by that.
  const start = `TO_TIMESTAMP_LTZ(${seconds} - MOD(${seconds}, ${size}), 0)`
  return [start, `${start} + ${flinkInterval(sizeMs)}`]
}

/** A window of Flink's over the event's time, which lateness is judged by. */
function ownWindow(
  step: PlanStep<Config>,
  context: FlinkContext,
  { time, delayMs }: { readonly time: string; readonly delayMs: number },
): Windowing {
  const { mode, lateness, idle } = step.config
  if (lateness !== undefined)
    context.problem('lateness', 'export-lateness', 'warning', { target: 'Flink SQL' })
  if (idle !== undefined) context.problem('idle', 'export-flink-idle', 'warning', { idle })
  context.problem('watermark', 'export-flink-late', 'warning')
  if (mode !== 'append') context.problem('mode', 'export-flink-when-over', 'warning', { mode })
  const column = context.askTime({ text: time, delayMs })
  const call = tableFunction(step, context)
  const timed = context.name('timed')
  const from = `TABLE(${call.name}(TABLE ${timed}${call.within ?? ''}, DESCRIPTOR(${column}), ${call.sizes}))`
  const rows = `SELECT *\nFROM ${context.input()}\nWHERE ${flinkHasTime(column)}`
  return {
    makes: [flinkView(timed, rows)],
    from,
    columns: EDGES.map(name => flinkAs(`CAST(${flinkName(name)} AS TIMESTAMP_LTZ(3))`, name)),
    groups: EDGES.map(flinkName),
  }
}

interface TableFunction {
  readonly name: string
  readonly sizes: string
  /** Columns within which Flink forms the windows. */
  readonly within?: string
}

/** A session is formed for each key, which Flink wants as a column of what comes in. */
function sessions(
  { config, inputs }: PlanStep<Config>,
  context: FlinkContext,
  gap: string,
): TableFunction {
  const keys = Object.values(config.by ?? {})
  const known = new Set(inputs[0]?.stream.row.fields.map(f => f.name))
  for (const text of keys)
    if (!known.has(text)) context.problem('by', 'export-flink-session-key', 'error', { text })
  const within =
    keys.length === 0 ? {} : { within: ` PARTITION BY ${keys.map(flinkName).join(', ')}` }
  return { name: 'SESSION', sizes: flinkInterval(parseDuration(gap) ?? 0), ...within }
}

function tableFunction(step: PlanStep<Config>, context: FlinkContext): TableFunction {
  const { config, zone } = step
  const { window } = config
  const length = (text: string) => {
    const ms = parseDuration(text) ?? 0
    // Flink counts from midnight of its zone, the lab from 1970 in UTC.
    if ((fixedOffsetMs(zone) !== 0 && HOUR_MS % ms !== 0) || ms === 0)
      context.problem('window', 'export-flink-window', 'error')
    return flinkInterval(ms)
  }
  if (window && 'tumbling' in window) return { name: 'TUMBLE', sizes: length(window.tumbling) }
  if (window && 'session' in window) return sessions(step, context, window.session)
  if (window && 'hopping' in window)
    return { name: 'HOP', sizes: `${length(window.every)}, ${length(window.hopping)}` }
  if (window && 'calendar' in window && (window.calendar === 'hour' || window.calendar === 'day'))
    return { name: 'TUMBLE', sizes: `INTERVAL '1' ${window.calendar.toUpperCase()}` }
  context.problem('window', 'export-flink-window', 'error')
  return { name: 'TUMBLE', sizes: "INTERVAL '1' DAY" }
}
