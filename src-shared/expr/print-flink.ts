// Prints an expression as Flink SQL. Flink casts less by itself than Spark and knows each type by
// its own name, so the printer asks for the types of the parts; whatever would end a job there but
// gives NULL here (a text that is not a number, a division by zero) is written so that it gives NULL.
import type { Expr, ExprOf } from './ast'
import { typeOfParsed } from './compile'
import { flinkCall, noFlink, type CallPrinter } from './flink-calls'
import { parseExpression } from './parser'
import { parseType } from './type-parser'
import type { DataType, StructType } from './types'

/** A name as Flink SQL takes it; always quoted, as half of all English words are reserved there. */
export const flinkName = (name: string): string => `\`${name.replaceAll('`', '``')}\``

export const flinkText = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Types as Flink's DDL writes them. */
export function flinkType(type: DataType): string {
  switch (type.kind) {
    case 'long':
      return 'BIGINT'
    case 'decimal':
      return `DECIMAL(${type.precision}, ${type.scale})`
    case 'timestamp':
      return 'TIMESTAMP_LTZ(3)'
    case 'array':
      return `ARRAY<${flinkType(type.element)}>`
    case 'map':
      return `MAP<STRING, ${flinkType(type.value)}>`
    case 'struct':
      return `ROW<${type.fields.map(f => `${flinkName(f.name)} ${flinkType(f.type)}`).join(', ')}>`
    case 'null':
      return 'STRING'
    default:
      return type.kind.toUpperCase()
  }
}

/** An expression, or one of aggregates, over rows of a type. */
export function toFlinkSql(text: string, row: StructType, timezone: string): string {
  return new FlinkPrinter(row, timezone).whole(parseExpression(text))
}

const ATOM = new Set<Expr['kind']>([
  ...(['literal', 'interval', 'name', 'field', 'index', 'call', 'case', 'cast'] as const),
])
const NUMBERS = new Set(['int', 'long', 'double', 'decimal'])
/** Types that a text is turned into where it meets them. */
const MEETS_TEXT = new Set([...NUMBERS, 'date', 'timestamp', 'boolean'])

class FlinkPrinter implements CallPrinter {
  constructor(
    private readonly row: StructType,
    private readonly timezone: string,
  ) {}

  /** In the very type that it has here: Flink's own rules widen numbers otherwise. */
  whole(e: Expr): string {
    const type = this.typeOf(e)
    const printed = this.print(e)
    const isPlain = e.kind === 'name' || e.kind === 'field' || e.kind === 'literal'
    return isPlain || !NUMBERS.has(type.kind) ? printed : `CAST(${printed} AS ${flinkType(type)})`
  }

  typeOf(e: Expr): DataType {
    const options = { timezone: this.timezone, now: () => 0 }
    return typeOfParsed(e, this.row, options) ?? { kind: 'null' }
  }

  /** As an operand: in parentheses unless it binds by itself. */
  private operand(e: Expr): string {
    const printed = this.print(e)
    return ATOM.has(e.kind) ? printed : `(${printed})`
  }

  asText(e: Expr): string {
    const { kind } = this.typeOf(e)
    if (kind === 'string' || kind === 'null') return this.print(e)
    if (kind === 'boolean') return `LOWER(CAST(${this.print(e)} AS STRING))`
    if (kind === 'timestamp') return `DATE_FORMAT(${this.print(e)}, 'yyyy-MM-dd HH:mm:ss')`
    return `CAST(${this.print(e)} AS STRING)`
  }

  /** A text becomes a number where one is reckoned with. */
  number(e: Expr): string {
    const { kind } = this.typeOf(e)
    return kind === 'string' ? `TRY_CAST(${this.print(e)} AS DOUBLE)` : this.operand(e)
  }

  print(e: Expr): string {
    switch (e.kind) {
      case 'literal':
        return literalOf(e.literal)
      case 'interval':
        return intervalOf(e)
      case 'name':
        return flinkName(e.name)
      case 'field':
        return `${this.operand(e.base)}.${flinkName(e.name)}`
      case 'index':
        return this.element(e)
      case 'negate':
        return `-${this.number(e.operand)}`
      case 'not':
        return `NOT ${this.operand(e.operand)}`
      case 'binary':
        return this.binary(e)
      case 'isNull':
        return `${this.operand(e.operand)} IS ${e.not ? 'NOT ' : ''}NULL`
      case 'isBoolean':
        return `${this.operand(e.operand)} IS ${e.not ? 'NOT ' : ''}${e.value ? 'TRUE' : 'FALSE'}`
      case 'in': {
        const items = e.list.map(item => this.alike(e.operand, item)[1]).join(', ')
        return `${this.operand(e.operand)} ${e.not ? 'NOT ' : ''}IN (${items})`
      }
      case 'between': {
        const [low, high] = [this.alike(e.operand, e.low)[1], this.alike(e.operand, e.high)[1]]
        return `${this.operand(e.operand)} ${e.not ? 'NOT ' : ''}BETWEEN ${low} AND ${high}`
      }
      case 'like':
        return this.like(e)
      case 'case':
        return this.choice(e)
      case 'cast':
        return this.cast(e.operand, parseType(e.typeText))
      case 'call':
        return flinkCall(e, this)
      case 'lambda':
        throw noFlink(`${e.params.join(', ')} -> …`)
    }
  }

  private element({ base, index }: ExprOf<'index'>): string {
    const key = this.print(index)
    if (this.typeOf(base).kind === 'map') return `${this.operand(base)}[${key}]`
    const isLiteral = index.kind === 'literal' && index.literal.type === 'integer'
    return `${this.operand(base)}[${isLiteral ? Number(key) + 1 : `${key} + 1`}]`
  }

  private binary(e: ExprOf<'binary'>): string {
    const { op, left, right } = e
    switch (op) {
      case 'and':
      case 'or':
        return `${this.operand(left)} ${op.toUpperCase()} ${this.operand(right)}`
      case '||':
        return `CONCAT(${this.asText(left)}, ${this.asText(right)})`
      case '<=>':
        return this.alike(left, right).join(' IS NOT DISTINCT FROM ')
      case '/':
        return this.quotient(e)
      case '%':
        return `MOD(${this.number(left)}, NULLIF(${this.number(right)}, 0))`
      case 'div':
        return `CAST(${this.number(left)} / NULLIF(${this.number(right)}, 0) AS BIGINT)`
      case '+':
      case '-':
      case '*':
        return `${this.number(left)} ${op} ${this.number(right)}`
      default:
        return this.alike(left, right).join(` ${op} `)
    }
  }

  /** Whole numbers are not divided as such here. */
  private quotient({ left, right }: ExprOf<'binary'>): string {
    const isDecimal = [left, right].some(side => this.typeOf(side).kind === 'decimal')
    const above = isDecimal ? this.number(left) : `CAST(${this.print(left)} AS DOUBLE)`
    return `${above} / NULLIF(${this.number(right)}, 0)`
  }

  /** Both sides of a comparison; a text is read as the other side's type. */
  private alike(left: Expr, right: Expr): [string, string] {
    const [a, b] = [this.typeOf(left), this.typeOf(right)]
    const read = (e: Expr, as: DataType) => `TRY_CAST(${this.print(e)} AS ${flinkType(as)})`
    if (a.kind === 'string' && MEETS_TEXT.has(b.kind)) return [read(left, b), this.operand(right)]
    if (b.kind === 'string' && MEETS_TEXT.has(a.kind)) return [this.operand(left), read(right, a)]
    return [this.operand(left), this.operand(right)]
  }

  private like({ op, operand, pattern, not }: ExprOf<'like'>): string {
    const [text, wanted] = [this.print(operand), this.print(pattern)]
    const negation = not ? 'NOT ' : ''
    if (op === 'rlike') return `${negation}REGEXP(${text}, ${wanted})`
    const escape = String.raw` ESCAPE '\'`
    const [a, b] = op === 'ilike' ? [`LOWER(${text})`, `LOWER(${wanted})`] : [text, wanted]
    return `${a} ${negation}LIKE ${b}${wanted.includes('\\') ? escape : ''}`
  }

  private choice({ operand, branches, otherwise }: ExprOf<'case'>): string {
    const of = operand ? ` ${this.print(operand)}` : ''
    const whens = branches.map(b => ` WHEN ${this.print(b.when)} THEN ${this.print(b.then)}`)
    return `CASE${of}${whens.join('')}${otherwise ? ` ELSE ${this.print(otherwise)}` : ''} END`
  }

  cast(operand: Expr, to: DataType): string {
    const { kind } = this.typeOf(operand)
    const printed = this.print(operand)
    if (to.kind === 'string') return this.asText(operand)
    if (kind === 'string') return `TRY_CAST(TRIM(${printed}) AS ${flinkType(to)})`
    if (kind === 'timestamp' && NUMBERS.has(to.kind)) throw noFlink(`cast(timestamp as ${to.kind})`)
    if (kind === 'date' && to.kind === 'timestamp')
      return `CAST(CAST(${printed} AS TIMESTAMP(3)) AS TIMESTAMP_LTZ(3))`
    return `CAST(${printed} AS ${flinkType(to)})`
  }
}

function literalOf(l: ExprOf<'literal'>['literal']): string {
  switch (l.type) {
    case 'null':
      return 'NULL'
    case 'boolean':
      return l.value ? 'TRUE' : 'FALSE'
    case 'string':
      return flinkText(l.value)
    case 'double':
      return /e/i.test(l.value) ? l.value : `${l.value}E0`
    case 'date':
      return `DATE ${flinkText(l.value)}`
    case 'timestamp':
      return `CAST(${flinkText(l.value)} AS TIMESTAMP_LTZ(3))`
    case 'integer':
    case 'long':
    case 'decimal':
      return l.value
  }
}

function intervalOf({ amount, unit }: ExprOf<'interval'>): string {
  const unitMs = FIXED_MS[unit]
  if (unitMs === undefined) return `INTERVAL '${amount}' ${unit.toUpperCase()}(4)`
  if (unit === 'week' || unit === 'millisecond' || Math.abs(amount) > DIGITS_3)
    return flinkInterval(amount * unitMs)
  return `INTERVAL '${amount}' ${unit.toUpperCase()}(3)`.replace('SECOND(3)', 'SECOND(3, 3)')
}

const DAY_MS = 86_400_000
const FIXED_MS: Readonly<Record<string, number>> = {
  ...{ week: 7 * DAY_MS, day: DAY_MS, hour: 3_600_000, minute: 60_000 },
  ...{ second: 1000, millisecond: 1 },
}
/** Flink takes no more digits of the first unit of an interval. */
const DIGITS_3 = 999

/** A length of time up to 999 days. */
export function flinkInterval(ms: number): string {
  const clock = new Date(((ms % DAY_MS) + DAY_MS) % DAY_MS).toISOString().slice(11, 23)
  return `INTERVAL '${Math.floor(ms / DAY_MS)} ${clock}' DAY(3) TO SECOND(3)`
}
