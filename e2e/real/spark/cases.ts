// Expressions from a seed, over every function, operator, cast and letter of date patterns, for Spark
// and for us. Arguments are literals: values of every day, limits, NULLs, and texts that are almost
// right.
import { datePattern, findZone } from '@shared/expr'
import { functions } from '@shared/expr/functions'
import type { TypePattern } from '@shared/expr/signature'
import type { SparkCase } from '@shared/expr/testing/spark'
import { printType, type DataType } from '@shared/expr/types'
import type { SeededRandom } from '../../support/seeded-random'

const ZONES = ['UTC', 'America/Sao_Paulo', 'Europe/Madrid', 'Asia/Kolkata', 'America/New_York']

const POOLS: Readonly<Record<string, readonly string[]>> = {
  int: ['0', '1', '2', '3', '-1', '-2', '7', '10', '31', '100', '2147483647', '-2147483647'],
  long: ['0L', '1L', '-5L', '1709164800L', '9007199254740993L', '9223372036854775807L'],
  double: ['0D', '1.5D', '-2.5D', '0.1D', '1e3', '1e-7', '123456789.125D', "cast('NaN' as double)"],
  decimal: ['0.5', '12.50', '-3.14', '2.675', '99999999.99', '0.001', '-0.5'],
  string: [
    "''",
    "'a'",
    "'abc'",
    "'Hello World'",
    "'  pad '",
    "'são joão-do-pé'",
    "'ÁGUA'",
    "'a,b,c'",
    "'a1b22c'",
    "'x😀y'",
    "'ß'",
    "'1.5'",
    "'abcabc'",
    "','",
    "'b'",
  ],
  boolean: ['true', 'false'],
  date: [
    "date '2024-02-29'",
    "date '1970-01-01'",
    "date '2023-12-31'",
    "date '1969-07-20'",
    "date '0001-01-01'",
    "date '9999-12-31'",
    "date '2024-03-31'",
  ],
  timestamp: [
    "timestamp '2024-02-29 13:05:09'",
    "timestamp '1970-01-01 00:00:00'",
    "timestamp '1969-12-31 23:59:59.5'",
    "timestamp '2024-03-31 01:30:00.25'",
    "timestamp '2024-10-27 12:00:00'",
    "timestamp '2023-12-31 23:59:59.999'",
    "timestamp '9999-12-31 23:59:59'",
    "timestamp '2018-11-04 00:30:00Z'",
  ],
}
const SIMPLE = Object.keys(POOLS)
const UNITS = ['year', 'QUARTER', 'month', 'week', 'day', 'hour', 'minute', 'second', 'mm', 'x']
const PATTERNS = ["'dd/MM/yyyy'", "'yyyy-MM-dd HH:mm:ss'", "'MMM d, yy'", "'D'", "'Q'"]

/** Arguments that only make sense where they stand. */
const BY_NAME: Readonly<Record<string, readonly string[]>> = {
  unit: UNITS.map(u => `'${u}'`),
  pattern: ["','", "'[0-9]+'", "'(a)(b)'", "'b'", "'(?i)A'", "''", ...PATTERNS],
  path: ["'$.a'", "'$.b[1]'", "'$'", "'$.b[0].c'", "'$.z'"],
  json: [
    `'{"a":1,"b":[1,{"c":"x"}],"d":null}'`,
    `'{"a":"t","b":[{"c":2.50},true]}'`,
    "'x'",
    "'[1]'",
  ],
  digits: ['0', '1', '2', '-1', '3', '-2'],
  group: ['0', '1', '2'],
  length: ['0', '1', '2', '5', '-1'],
  times: ['0', '1', '3', '-1'],
  count: ['0', '1', '3', '-1'],
  position: ['1', '2', '-1', '9'],
  part: ['1', '2', '-1', '9'],
  milliseconds: ['0L', '1709164800123L', '-1L'],
  seconds: ['0', '1709164800', '-1', '1.5D'],
  limit: ['1', '2', '-1', '0'],
}

/** Some functions mean nothing without a row, a clock or names. */
const LEFT_OUT = new Set([
  'current_timestamp',
  'current_date',
  'named_struct',
  'map',
  'array_sum',
  'array_avg',
])

class Writer {
  constructor(private readonly random: SeededRandom) {}

  literal(kind: string): string {
    const { random } = this
    if (random.below(12) === 0)
      return `cast(null as ${kind === 'long' ? 'bigint' : kind === 'decimal' ? 'decimal(10,2)' : kind})`
    return random.pick(POOLS[kind] ?? ['null'])
  }

  array(kind: string): string {
    const size = 1 + this.random.below(4)
    return `array(${Array.from({ length: size }, () => this.literal(kind)).join(', ')})`
  }

  call(): string {
    const { random } = this
    const fn = random.pick(functions.filter(f => !LEFT_OUT.has(f.name) && f.spark !== null))
    const signature = random.pick(fn.signatures)
    const variables = new Map<string, string>()
    const args: string[] = []
    for (const param of signature.params) {
      if (param.optional && random.below(2) === 0) break
      const times = param.rest ? random.below(3) : 1
      for (let i = 0; i < times; i++) {
        const named = BY_NAME[param.name]
        args.push(
          named && param.pattern.is === 'type' && random.below(8) > 0
            ? random.pick(named)
            : this.argument(param.pattern, variables),
        )
      }
    }
    const name = random.pick([fn.name, ...(fn.aliases ?? [])])
    return `${name}(${args.join(', ')})`
  }

  private argument(pattern: TypePattern, variables: Map<string, string>): string {
    const { random } = this
    const variable = (name: string) => {
      const known = variables.get(name)
      if (known !== undefined) return known
      const kind = random.pick(name === 'N' ? ['int', 'long', 'double', 'decimal'] : SIMPLE)
      variables.set(name, kind)
      return kind
    }
    switch (pattern.is) {
      case 'variable':
        return this.literal(variable(pattern.name))
      case 'type':
        return this.ofType(pattern.type)
      case 'decimal':
        return this.literal('decimal')
      case 'array':
        if (pattern.element.is === 'variable') return this.array(variable(pattern.element.name))
        return pattern.element.is === 'array'
          ? `array(${this.array('int')}, ${this.array('int')})`
          : this.array('string')
      case 'map':
        return `map('a', ${this.literal('int')}, 'b', ${this.literal('int')})`
      case 'struct':
        return `named_struct('a', ${this.literal('int')}, 'b', ${this.literal('string')})`
      case 'lambda':
        return this.lambda(pattern)
      default:
        return this.literal(random.pick(['string', 'int', 'boolean', 'date']))
    }
  }

  private ofType(type: DataType): string {
    const kind = printType(type)
    if (kind === 'double') return this.literal(this.random.pick(['double', 'int', 'decimal']))
    if (kind === 'timestamp') return this.literal(this.random.pick(['timestamp', 'date']))
    return kind in POOLS ? this.literal(kind) : 'null'
  }

  private lambda(pattern: Extract<TypePattern, { is: 'lambda' }>): string {
    if (pattern.params.length === 1) return 'x -> x is null'
    const isTest = pattern.result.is === 'type' && printType(pattern.result.type) === 'boolean'
    if (isTest) return 'x -> x is not null'
    return pattern.result.is === 'variable' && pattern.result.name === 'A'
      ? '(a, x) -> a'
      : pattern.result.is === 'type'
        ? '(a, b) -> case when a < b then 1 when a > b then -1 else 0 end'
        : 'x -> x is null'
  }

  operator(): string {
    const { random } = this
    const number = () => this.literal(random.pick(['int', 'long', 'double', 'decimal', 'int']))
    const same = () => {
      const kind = random.pick(SIMPLE)
      return [this.literal(kind), this.literal(kind)] as const
    }
    const [a, b] = same()
    const when = this.literal(random.pick(['date', 'timestamp']))
    const text = random.pick(TEXTS.slice(0, 12))
    switch (random.below(9)) {
      case 0:
        return `${number()} ${random.pick(['+', '-', '*', '/', '%', 'div'])} ${number()}`
      case 1:
        return `${a} ${random.pick(['=', '<>', '<', '>=', '<=>'])} ${b}`
      case 2:
        return `${a} is ${random.pick(['', 'not '])}distinct from ${b}`
      case 3:
        return `${when} ${random.pick(['=', '<', '>=', '<=>', '<>'])} '${text}'`
      case 4:
        return `${when} ${random.pick(['in', 'not in'])} ('${text}', '2024-02-29')`
      case 5:
        return `${this.literal('date')} ${random.pick(['+', '-'])} ${random.pick(['1', '31', '-400'])}`
      case 6:
        return `${when} ${random.pick(['+', '-'])} interval ${random.pick(['1', '24', '25', '36', '-48', '90'])} ${random.pick(['hours', 'days', 'minutes', 'months', 'years', 'weeks', 'seconds'])}`
      case 7:
        return `${this.literal('string')} ${random.pick(['like', 'not like', 'ilike', 'rlike', 'regexp'])} ${random.pick(["'a%'", "'%b_'", "'(?i)A'", "'[a-c]+'", "'h.*'"])}`
      default:
        return `trim(${random.pick(['', 'both ', 'leading ', 'trailing '])}${random.pick(["'a'", "' '", "'ab'"])} from ${this.literal('string')})`
    }
  }

  cast(): string {
    const { random } = this
    const to = random.pick([
      'int',
      'bigint',
      'double',
      'decimal(10,2)',
      'string',
      'boolean',
      'date',
      'timestamp',
      'decimal(4,1)',
    ])
    const from =
      random.below(3) === 0 ? this.literal(random.pick(SIMPLE)) : `'${random.pick(TEXTS)}'`
    return `cast(${from} as ${to})`
  }

  /** Writes by a pattern, or reads a text that is of it or nearly so. */
  dates(zoneName: string): string {
    const { random } = this
    const pattern = this.pattern()
    const quoted = `'${pattern.replaceAll("'", "\\'")}'`
    if (random.below(3) === 0)
      return `date_format(${this.literal(random.pick(['timestamp', 'date']))}, ${quoted})`
    const zone = findZone(zoneName)
    const moment = random.pick([1709211909123, 0, -86_399_000, 1711843199999, 1735689600000])
    const right = (zone && datePattern(pattern)?.format(moment, zone)) ?? '2024-02-29'
    const text = random.below(2) === 0 ? right : this.damaged(right)
    const fn = random.pick(['to_timestamp', 'to_date', 'to_timestamp', 'unix_timestamp'])
    return `${fn}('${text.replaceAll("'", "\\'")}', ${quoted})`
  }

  private pattern(): string {
    const { random } = this
    if (random.below(4) === 0) {
      const letter = random.pick([...'GyuQqMLdDEFahHkKmsSVzZOXxYwWecABnNp'])
      const with4 = random.below(2) === 0 ? 'yyyy-MM-dd ' : ''
      return with4 + letter.repeat(1 + random.below(6))
    }
    if (random.below(6) === 0) return random.pick(COMPACT)
    const date = random.pick([
      'yyyy-MM-dd',
      'd/M/yyyy',
      'dd/MM/yy',
      'M/d/yyyy',
      'dd MMM yyyy',
      'MMMM d, yyyy',
      'yyyy-DDD',
      'yyyy',
      'MM/dd',
      'd-L-y',
      'yyyy D',
      'G y-MM-dd',
    ])
    const time = random.pick([
      '',
      ' HH:mm',
      ' HH:mm:ss',
      ' hh:mm a',
      ' H:m:s',
      ' HH:mm[:ss]',
      "'T'HH:mm:ss.SSS",
      '[ HH:mm:ss]',
      ' K:mm a',
      ' kk:mm',
      ' h a',
      ' a',
      ' HH:mm:ss[.SSSSSS]',
      ' mm:ss',
    ])
    const zone = random.pick([
      '',
      '',
      '',
      ' XXX',
      'X',
      ' Z',
      ' ZZZZ',
      ' O',
      ' OOOO',
      ' VV',
      ' xxx',
      ' x',
      '[XXX]',
      ' ZZZZZ',
    ])
    return date + time + zone
  }

  private damaged(text: string): string {
    const { random } = this
    const at = random.below(text.length + 1)
    switch (random.below(7)) {
      case 0:
        return ` ${text}`
      case 1:
        return `${text} `
      case 2:
        return text.slice(0, at) + String(random.below(10)) + text.slice(at)
      case 3:
        return text.slice(0, at) + text.slice(at + 1)
      case 4:
        return text.replace(/\d/, d => String((Number(d) + 1 + random.below(8)) % 10))
      case 5:
        return random.below(2) === 0 ? text.toUpperCase() : text.toLowerCase()
      default:
        return text.slice(0, at)
    }
  }
}

const COMPACT = [
  'yyyyMMdd',
  'yyyyMMddHHmmss',
  'ddMMyyyy',
  'yyMMdd',
  'HHmm',
  'yyyyDDD',
  'yMd',
  'yyyyMMddHHmmssSSS',
  'ddMMyy HHmm',
]

const TEXTS = [
  '2024-02-29',
  '2024-02-29 10',
  '2024-02-29 10:30',
  '2024-02-29 10:30:15',
  '2024-02-29T10:30:15.5',
  '2024-02-29 10:30:15 Europe/Madrid',
  '2024-02-29 10:30:15 UTC',
  '2024-02-29 10:30:15+03:00',
  '2024-02-29 10:30:15 PST',
  '2024-02-29 10:30:15Z',
  '2024',
  '2024-2',
  '2024-02-30',
  '2024-02-29 24:00:00',
  '2024-02-29 10:30:15.123456789',
  '2024-02-29 10:30:15 GMT-3',
  '2024-02-29 10:30:15-3',
  '2024-02-29 10:30+03',
  '2024-02-29Z',
  ' 2024-02-29 ',
  '2024-02-29 ',
  '2024-02-29 x',
  '2024-02-29T',
  '24-02-29',
  '10000-01-01',
  '+12024-01-01',
  '-0001-01-01',
  '0000-01-01',
  '9999999-01-01',
  '99999999-01-01',
  '2024-3-5 1:2:3',
  '2024/02/29',
  '20240229',
  '12',
  ' 12 ',
  '-12',
  '+12',
  '12.7',
  '.5',
  '5.',
  '.',
  '-',
  '1e3',
  '1E-2',
  '3000000000',
  '99999999999999999999',
  '12abc',
  '0x1F',
  'NaN',
  'Infinity',
  '-inf',
  'true',
  'T',
  'yes',
  'off',
  '1',
  '0',
  '',
  ' ',
  '1,000',
  '1.5d',
  '2f',
  '1_0',
]

/** So many cases; the same ones for the same random source. */
export function expressionCases(random: SeededRandom, count: number): readonly SparkCase[] {
  const writer = new Writer(random)
  return Array.from({ length: count }, (_, i) => {
    const zone = random.pick(ZONES)
    const kind = i % 8
    if (kind < 3) return { zone, text: writer.call() }
    if (kind < 6) return { zone, text: writer.dates(zone) }
    return { zone, text: kind === 6 ? writer.cast() : writer.operator() }
  })
}
