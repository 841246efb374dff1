// Functions and aggregates of the expression language as Flink SQL has them. Only those are here
// whose results are the same; of the others (lambdas, NULLs that count otherwise) an export says that
// Flink has none.
import { LabError } from '../errors'
import { findAggregate } from './aggregates'
import type { Expr, ExprOf } from './ast'
import { findFunction } from './functions'
import type { DataType } from './types'

/** Prints the arguments of a call. */
export interface CallPrinter {
  print(e: Expr): string
  /** As a text, whatever it is. */
  asText(e: Expr): string
  /** As a number; a text is read as one. */
  number(e: Expr): string
  cast(e: Expr, to: DataType): string
  typeOf(e: Expr): DataType
}

type Write = (args: readonly Expr[], printer: CallPrinter) => string

export const noFlink = (name: string): LabError =>
  new LabError('export-flink-function', { kind: 'usage', params: { name } })

/** Called as in Spark, under a name of Flink's. */
const plain =
  (name: string): Write =>
  (args, printer) =>
    `${name}(${args.map(arg => printer.print(arg)).join(', ')})`

const wrapped =
  (before: string, after: string): Write =>
  (args, printer) =>
    `${before}${args.map(arg => printer.print(arg)).join(', ')}${after}`

const field = (unit: string): Write => wrapped(`CAST(EXTRACT(${unit} FROM `, ') AS INT)')

const doubles =
  (name: string): Write =>
  (args, printer) =>
    `${name}(${args.map(arg => `CAST(${printer.print(arg)} AS DOUBLE)`).join(', ')})`

/** As they are in both languages. */
const SAME = (
  'upper lower initcap trim ltrim rtrim substring left right replace translate lpad rpad repeat ' +
  'reverse instr startswith endswith ascii chr regexp_replace coalesce nullif abs ceil floor round ' +
  'array_contains array_max array_min array_distinct array_join map_keys map_values min max'
).split(' ')
const OF_DOUBLES = 'power sqrt exp ln log10 log2 sin cos tan atan2 radians degrees'.split(' ')
const UNITS: Readonly<Record<string, string>> = {
  year: 'YEAR',
  quarter: 'QUARTER',
  month: 'MONTH',
  day: 'DAY',
  dayofyear: 'DOY',
  weekofyear: 'WEEK',
  hour: 'HOUR',
  minute: 'MINUTE',
  second: 'SECOND',
}
const TRUNCATED = new Set(['year', 'quarter', 'month', 'day', 'hour', 'minute', 'second'])

const WRITERS: Readonly<Record<string, Write>> = {
  ...Object.fromEntries(SAME.map(name => [name, plain(name.toUpperCase())])),
  ...Object.fromEntries(OF_DOUBLES.map(name => [name, doubles(name.toUpperCase())])),
  ...Object.fromEntries(Object.entries(UNITS).map(([name, unit]) => [name, field(unit)])),
  length: plain('CHAR_LENGTH'),
  concat: (args, printer) => `CONCAT(${args.map(arg => printer.asText(arg)).join(', ')})`,
  concat_ws: (args, printer) => `CONCAT_WS(${args.map(arg => printer.asText(arg)).join(', ')})`,
  contains: ([text, part], printer) => `(${plain('INSTR')(both(text, part), printer)} > 0)`,
  regexp_extract: (args, printer) =>
    args.length === 3
      ? plain('REGEXP_EXTRACT')(args, printer)
      : `${plain('REGEXP_EXTRACT')(args, printer).slice(0, -1)}, 1)`,
  ifnull: plain('COALESCE'),
  nvl2: ([test, then, otherwise], printer) =>
    `CASE WHEN ${one(test, printer)} IS NOT NULL THEN ${one(then, printer)} ELSE ${one(otherwise, printer)} END`,
  if: ([test, then, otherwise], printer) =>
    `CASE WHEN ${one(test, printer)} THEN ${one(then, printer)} ELSE ${one(otherwise, printer)} END`,
  isnull: wrapped('(', ' IS NULL)'),
  isnotnull: wrapped('(', ' IS NOT NULL)'),
  mod: ([a, b], printer) => `MOD(${one(a, printer)}, NULLIF(${one(b, printer)}, 0))`,
  sign: wrapped('CAST(SIGN(', ') AS DOUBLE)'),
  pi: () => 'PI()',
  date_format: plain('DATE_FORMAT'),
  to_timestamp: (args, printer) =>
    args.length === 2
      ? `CAST(${plain('TO_TIMESTAMP')(args, printer)} AS TIMESTAMP_LTZ(3))`
      : printer.cast(given(args[0]), { kind: 'timestamp' }),
  to_date: (args, printer) =>
    args.length === 2
      ? `CAST(${plain('TO_TIMESTAMP')(args, printer)} AS DATE)`
      : printer.cast(given(args[0]), { kind: 'date' }),
  date_trunc: ([unit, moment], printer) => {
    const name = textOf(unit)?.toLowerCase() ?? ''
    if (!TRUNCATED.has(name)) throw noFlink(`date_trunc('${name}', …)`)
    return `FLOOR(${one(moment, printer)} TO ${name.toUpperCase()})`
  },
  date_add: ([date, days], printer) =>
    `TIMESTAMPADD(DAY, ${one(days, printer)}, ${one(date, printer)})`,
  date_sub: ([date, days], printer) =>
    `TIMESTAMPADD(DAY, -(${one(days, printer)}), ${one(date, printer)})`,
  datediff: ([end, start], printer) =>
    `TIMESTAMPDIFF(DAY, ${one(start, printer)}, ${one(end, printer)})`,
  timestamp_seconds: wrapped('TO_TIMESTAMP_LTZ(', ', 0)'),
  timestamp_millis: wrapped('TO_TIMESTAMP_LTZ(', ', 3)'),
  current_timestamp: () => 'CURRENT_TIMESTAMP',
  current_date: () => 'CURRENT_DATE',
  array: wrapped('ARRAY[', ']'),
  size: wrapped('COALESCE(CARDINALITY(', '), -1)'),
  to_json: plain('JSON_STRING'),
  first: plain('FIRST_VALUE'),
  last: plain('LAST_VALUE'),
  sum: ([value], printer) => `SUM(${widened(value, printer)})`,
  avg: ([value], printer) => `AVG(${widened(value, printer, 'DOUBLE')})`,
  stddev: doubles('STDDEV_SAMP'),
  stddev_pop: doubles('STDDEV_POP'),
  variance: doubles('VAR_SAMP'),
  var_pop: doubles('VAR_POP'),
  approx_count_distinct: wrapped('COUNT(DISTINCT ', ')'),
  count_if: wrapped('COUNT(*) FILTER (WHERE ', ')'),
  collect_list: ([value], printer) => listOf(one(value, printer), ''),
  collect_set: ([value], printer) => listOf(one(value, printer), 'DISTINCT '),
  bool_and: wrapped('(MIN(CASE WHEN ', ' THEN 1 ELSE 0 END) = 1)'),
  bool_or: wrapped('(MAX(CASE WHEN ', ' THEN 1 ELSE 0 END) = 1)'),
}

export function flinkCall(e: ExprOf<'call'>, printer: CallPrinter): string {
  const name = findFunction(e.name)?.name ?? findAggregate(e.name)?.name ?? e.name
  if (name === 'count') {
    const args = e.star ? '*' : e.args.map(arg => printer.print(arg)).join(', ')
    return `COUNT(${e.distinct ? 'DISTINCT ' : ''}${args})`
  }
  const write = Object.hasOwn(WRITERS, name) ? WRITERS[name] : undefined
  if (!write || (e.distinct && !findAggregate(name))) throw noFlink(`${e.name}()`)
  const written = write(e.args, printer)
  return e.distinct ? written.replace('(', '(DISTINCT ') : written
}

/** Flink adds up ints as ints, and averages them as such. */
function widened(value: Expr | undefined, printer: CallPrinter, whole = 'BIGINT'): string {
  const e = given(value)
  const { kind } = printer.typeOf(e)
  if (kind === 'string') return printer.number(e)
  return kind === 'int' || kind === 'long'
    ? `CAST(${printer.print(e)} AS ${whole})`
    : printer.print(e)
}

const listOf = (value: string, distinct: string) =>
  `ARRAY_AGG(${distinct}${value}) FILTER (WHERE ${value} IS NOT NULL)`

const one = (arg: Expr | undefined, printer: CallPrinter) => printer.print(given(arg))

const both = (a: Expr | undefined, b: Expr | undefined) => [given(a), given(b)]

/** The check of the lab has counted the arguments. */
function given(arg: Expr | undefined): Expr {
  if (arg) return arg
  throw noFlink('a call without its arguments')
}

const textOf = (arg: Expr | undefined): string | undefined =>
  arg?.kind === 'literal' && arg.literal.type === 'string' ? arg.literal.value : undefined
