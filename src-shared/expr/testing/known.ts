// Where we differ from Spark on purpose. docs/compatibility.md has the same list with the reasons. A
// difference that no rule here covers is a fault.
import type { ourAnswer, SparkAnswer } from './spark'

interface Compared {
  readonly text: string
  readonly ours: ReturnType<typeof ourAnswer>
  readonly spark: SparkAnswer
}

interface Rule {
  readonly name: string
  applies(compared: Compared): boolean
}

const isNull = ({ ours }: Compared) => 'value' in ours && ours.value === null
const codeOf = ({ ours }: Compared) => ('code' in ours ? ours.code : '')
const sparkValue = ({ spark }: Compared) => ('value' in spark ? spark.value : undefined)
const sparkType = ({ spark }: Compared) => ('type' in spark ? spark.type : '')

const UNCAST = new Set([
  'expr-arguments',
  'expr-operands',
  'expr-different-types',
  'expr-cast',
  'expr-not-a-text',
])
const MISSING = new Set(['expr-unknown-function', 'expr-unknown-function-near'])
/** What can leave the range of its type: sums, powers, roots, casts of large numbers, far days. */
const OVERFLOWS =
  /\d{9}|NaN|inf|1e3|[-+*] |\b(sqrt|power|pow|sin|cos|tan|round|date_add|dateadd|date_sub|add_months)\(/i

const KNOWN: readonly Rule[] = [
  {
    // A check that Spark makes of an argument's type or number; the value is what it says.
    name: 'we take more',
    applies: ({ ours, spark }) => 'error' in spark && spark.error !== 'fails' && 'value' in ours,
  },
  { name: 'nothing else is cast in silence', applies: c => UNCAST.has(codeOf(c)) },
  { name: 'functions that we do not have', applies: c => MISSING.has(codeOf(c)) },
  {
    name: 'what does not fit is NULL',
    applies: c =>
      isNull(c) &&
      /^(int|bigint|date|timestamp|double|decimal)/.test(sparkType(c)) &&
      (OVERFLOWS.test(c.text) || sparkValue(c) === 'NaN'),
  },
  {
    name: 'the size of NULL is NULL',
    applies: c => isNull(c) && /\b(size|cardinality)\(cast\(null/.test(c.text),
  },
  {
    name: 'patterns are checked before the run',
    applies: c => codeOf(c) === 'expr-bad-date-pattern' && sparkValue(c) === null,
  },
  {
    name: 'format_number rounds half up',
    applies: c => /\bformat_number\(/.test(c.text) && sparkType(c) === 'string',
  },
  {
    name: 'decimals have the digits of all arguments',
    applies: c =>
      /\b(nullif|pmod)\(/.test(c.text) &&
      'type' in c.ours &&
      c.ours.type.kind === 'decimal' &&
      sparkType(c).startsWith('decimal'),
  },
  {
    name: 'JSON numbers are those of JavaScript',
    applies: c => /\bto_json\(/.test(c.text) && /\d{16}|\dD|\de\d/.test(c.text),
  },
  {
    name: 'an order that puts NULL beside all others has no one result',
    applies: c => /\barray_sort\(.*null.*->/.test(c.text),
  },
  { name: 'paths with a star', applies: c => isNull(c) && /'\$[^']*\*/.test(c.text) },
  { name: 'a point alone is not a number', applies: c => isNull(c) && /'[+-]?\.'/.test(c.text) },
  {
    name: 'a time of day alone is not a moment',
    applies: c => /'T?\d{1,2}:/.test(c.text),
  },
  { name: 'an empty map has keys that are texts', applies: c => c.text === 'map()' },
  {
    name: 'names of zones are those of Intl',
    applies: c => /z/.test(c.text) && /\b(date_format|to_\w+|unix_timestamp)\(/.test(c.text),
  },
]

/** The reason for a difference; undefined when it is a fault. */
export function reasonFor(compared: Compared): string | undefined {
  return KNOWN.find(rule => rule.applies(compared))?.name
}
