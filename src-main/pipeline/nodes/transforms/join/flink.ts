// Two inputs as one in a Flink job. Streams with a bound in time are an interval join, which forgets
// what can meet nothing any more; without one Flink joins all that it has seen. A table is a temporal
// join: each row of the stream meets the newest row of its key as of the moment that Kafka has for the
// record, so a row never comes out again when the table changes.
import {
  commonType,
  compileExpression,
  flinkInterval,
  flinkName,
  flinkType,
  printType,
  type DataType,
  type StructType,
} from '@shared/expr'
import { LabError } from '@shared/errors'
import { durationMs } from '../../../model/duration'
import type { PlanStep } from '../../../model/plan-step'
import {
  flinkAs,
  flinkHasTime,
  flinkSelect,
  flinkView,
  type FlinkContext,
  type FlinkPart,
} from '../../../model/targets/flink'
import type { Config } from './config'
import { pairingOf } from '../../../model/pairing'

const SIDES = ['left', 'right'] as const
const HOW = { inner: 'JOIN', left: 'LEFT JOIN', right: 'RIGHT JOIN', full: 'FULL JOIN' } as const
const TIMES = SIDES.map(side => flinkName(`_${side}_time`))

export function joinInFlink(step: PlanStep<Config>, context: FlinkContext): FlinkPart {
  const { config, inputs, outputs, zone } = step
  for (const wish of context.times) context.refuseTime(wish)
  const [one, other] = inputs
  if (!one || !other) return { makes: [] }
  const rows = [one.stream.row, other.stream.row] as const
  const { right } = pairingOf(...rows, config.on, zone)
  const kept = [
    rows[0].fields.map(({ name }) => ({ from: name, to: name })),
    right.map(({ from }) => ({ from, to: renamed(from) })),
  ] as const
  const times = config.table ? asOfTimes(context, other.stream.keys) : eventTimes(step, context)
  const keys = SIDES.map((_, at) => keysOf(step, context, at, rows))
  const views = SIDES.map((side, at) => {
    const columns = [
      ...(kept[at] ?? []).map(({ from, to }) => flinkAs(flinkName(from), to)),
      ...(keys[at] ?? []).flatMap(({ name, sql }) => (sql === undefined ? [] : flinkAs(sql, name))),
      ...(times[at] === undefined ? [] : [flinkAs(times[at], `_${side}_time`)]),
    ]
    const time = isMarked(config) ? times[at] : undefined
    const where = time === undefined ? '' : `\nWHERE ${flinkHasTime(time)}`
    const query = flinkSelect(columns, `FROM ${context.input(at)}${where}`)
    return flinkView(context.name(side), query)
  })
  const shared = new Set(right.filter(({ isShared }) => isShared).map(({ to }) => to))
  const fields = (outputs.out?.row.fields ?? []).map(({ name, type }) => {
    if (shared.has(name)) return flinkAs(either(name, type), name)
    const source = right.find(({ to }) => to === name)
    return flinkAs(flinkName(source ? renamed(source.from) : name), name)
  })
  const [lefts = [], rights = []] = keys.map(side => side.map(({ name }) => flinkName(name)))
  const on = lefts.map((left, i) => `${left} = ${rights[i] ?? ''}`).join(' AND ')
  const joined = config.table ? asOf(step, context, on, rights) : pairs(step, context, on)
  return {
    makes: [...views, ...joined.makes, flinkView(context.name(), flinkSelect(fields, joined.from))],
  }
}

const renamed = (name: string) => `_right_${name}`

/** A field that both sides have, of which the first one's counts. */
const either = (name: string, type: DataType): string => {
  const parts = [name, renamed(name)].map(part => `CAST(${flinkName(part)} AS ${flinkType(type)})`)
  return `COALESCE(${parts.join(', ')})`
}

interface Key {
  readonly name: string
  /** Absent for a field that is there anyway: Flink knows a column by one name alone. */
  readonly sql?: string
}

/** What the rows are equal by, of one type on both sides. */
function keysOf(
  { config: { on }, zone }: PlanStep<Config>,
  context: FlinkContext,
  at: number,
  rows: readonly [StructType, StructType],
): Key[] {
  const row = rows[at === 0 ? 0 : 1]
  return Object.entries(on).map((pair, i) => {
    const types = pair.map((text, side) => typeOf(text, rows[side === 0 ? 0 : 1], zone))
    const sql = context.sql(at === 0 ? 'on' : `on.${pair[0]}`, pair[at] ?? '', row)
    const [left, right] = types
    const type = left && right && commonType(left, right)
    const own = types[at]
    const isSame = !type || !own || printType(own) === printType(type)
    const field = row.fields.find(({ name }) => flinkName(name) === sql)
    if (isSame && field) return { name: at === 0 ? field.name : renamed(field.name) }
    const name = `_${SIDES[at]}_key_${i}`
    return { name, sql: isSame ? sql : `CAST(${sql} AS ${flinkType(type)})` }
  })
}

function typeOf(text: string, row: StructType, timezone: string): DataType | undefined {
  try {
    return compileExpression(text, row, { timezone }).type
  } catch (error) {
    if (error instanceof LabError) return undefined
    throw error
  }
}

/** Both sides have a watermark, and count by it. */
const isMarked = (config: Config): boolean =>
  config.within !== undefined && SIDES.every(side => config[side]?.watermark !== undefined)

/** Flink's own times where both sides have a watermark, else values like any other. */
function eventTimes(
  { config, inputs }: PlanStep<Config>,
  context: FlinkContext,
): readonly (string | undefined)[] {
  if (config.within === undefined) return []
  const hasMarks = isMarked(config)
  if (hasMarks) context.problem('left.watermark', 'export-flink-late', 'warning')
  return SIDES.map((side, at) => {
    const { time, watermark } = config[side] ?? {}
    const row = inputs[at]?.stream.row
    if (time === undefined || row === undefined) return undefined
    return hasMarks && watermark !== undefined
      ? context.askTime({ text: time, delayMs: durationMs(watermark) }, at)
      : context.sql(`${side}.time`, time, row)
  })
}

function pairs({ config }: PlanStep<Config>, context: FlinkContext, on: string) {
  const { how, within } = config
  const [left, right] = TIMES
  const near =
    within === undefined
      ? ''
      : `\n  AND ${right} BETWEEN ${left} - ${flinkInterval(durationMs(within.before))}` +
        ` AND ${left} + ${flinkInterval(durationMs(within.after))}`
  return {
    makes: [],
    from: `FROM ${context.name('left')}\n${HOW[how]} ${context.name('right')}\nON ${on}${near}`,
  }
}

/** The moments that Kafka has for the records. */
function asOfTimes(
  context: FlinkContext,
  keys: readonly string[] | undefined,
): readonly (string | undefined)[] {
  if (keys) context.problem('table', 'export-flink-join-totals', 'error')
  context.problem('table', 'export-flink-join-as-of', 'warning')
  return SIDES.map((_, at) => context.askTime({ delayMs: 0 }, at))
}

function asOf(
  { config }: PlanStep<Config>,
  context: FlinkContext,
  on: string,
  keys: readonly string[],
) {
  const order = `PARTITION BY ${keys.join(', ')} ORDER BY ${TIMES[1]} DESC`
  const numbered = `SELECT *, ROW_NUMBER() OVER (${order}) AS \`_number\` FROM ${context.name('right')}`
  const newest = `SELECT *\nFROM (\n  ${numbered}\n)\nWHERE \`_number\` = 1`
  const stream = context.name('left')
  const table = context.name('newest')
  return {
    makes: [flinkView(table, newest)],
    from:
      `FROM ${stream}\n${HOW[config.how]} ${table} FOR SYSTEM_TIME AS OF ${stream}.${TIMES[0]}` +
      `\nON ${on}`,
  }
}
