// Reads type texts: Spark's DDL names, with common SQL synonyms: `array<struct<nome: string, preco:
// decimal(10,2)>>`.
import type { DataType, StructField } from './types'
import { array, BOOLEAN, DATE, decimal, DOUBLE, INT, LONG, map, STRING, TIMESTAMP } from './types'
import { DECIMAL_DIGITS_MAX } from './decimal'
import { TokenStream } from './token-stream'
import { errorOf, nearest, ParseStop, type ExprProblem } from './problem'

const SIMPLE: Readonly<Record<string, DataType>> = {
  string: STRING,
  text: STRING,
  int: INT,
  integer: INT,
  smallint: INT,
  short: INT,
  tinyint: INT,
  byte: INT,
  long: LONG,
  bigint: LONG,
  double: DOUBLE,
  float: DOUBLE,
  real: DOUBLE,
  boolean: BOOLEAN,
  bool: BOOLEAN,
  date: DATE,
  timestamp: TIMESTAMP,
}
export const TYPE_NAMES = [
  'string',
  'int',
  'long',
  'double',
  'decimal',
  'boolean',
  'date',
  'timestamp',
  'array',
  'struct',
  'map',
]

/** Throws a LabError with the place of the mistake. */
export function parseType(text: string): DataType {
  const result = tryParseType(text)
  if ('problem' in result) throw errorOf(result.problem)
  return result.type
}

export function tryParseType(
  text: string,
): { readonly type: DataType } | { readonly problem: ExprProblem } {
  try {
    const tokens = new TokenStream(text)
    const type = readType(tokens)
    if (tokens.peek().kind !== 'end') tokens.unexpected('end')
    return { type }
  } catch (error) {
    if (error instanceof ParseStop) return { problem: error.problem }
    throw error
  }
}

export function readType(tokens: TokenStream): DataType {
  return tokens.nested(() => {
    const token = tokens.needName()
    const name = token.text.toLowerCase()
    const simple = Object.hasOwn(SIMPLE, name) ? SIMPLE[name] : undefined
    if (simple) return simple
    switch (name) {
      case 'varchar':
      case 'char':
        if (tokens.takeSymbol('(')) {
          readInteger(tokens)
          tokens.needSymbol(')')
        }
        return STRING
      case 'decimal':
      case 'numeric':
      case 'dec':
        return readDecimal(tokens)
      case 'array': {
        tokens.needSymbol('<')
        const element = readType(tokens)
        tokens.needSymbol('>')
        return array(element)
      }
      case 'map': {
        tokens.needSymbol('<')
        const key = tokens.peek()
        if (readType(tokens).kind !== 'string') tokens.stop(key, 'expr-map-key')
        tokens.needSymbol(',')
        const value = readType(tokens)
        tokens.needSymbol('>')
        return map(value)
      }
      case 'struct':
        return readStruct(tokens)
      default:
        return tokens.stop(token, 'expr-unknown-type', {
          name: token.text,
          near: nearest(name, TYPE_NAMES) ?? TYPE_NAMES.join(', '),
        })
    }
  })
}

function readDecimal(tokens: TokenStream): DataType {
  if (!tokens.takeSymbol('(')) return decimal(10, 0)
  const start = tokens.peek()
  const precision = readInteger(tokens)
  const scale = tokens.takeSymbol(',') ? readInteger(tokens) : 0
  const end = tokens.needSymbol(')')
  if (precision < 1 || precision > DECIMAL_DIGITS_MAX || scale > precision) {
    tokens.stop({ start: start.start, end: end.end }, 'expr-decimal-size', {
      precision,
      scale,
      max: DECIMAL_DIGITS_MAX,
    })
  }
  return decimal(precision, scale)
}

function readInteger(tokens: TokenStream): number {
  const token = tokens.peek()
  if (token.kind !== 'integer') return tokens.unexpected('integer')
  return Number(tokens.next().text)
}

function readStruct(tokens: TokenStream): DataType {
  const fields: StructField[] = []
  if (tokens.takeSymbol('<>')) return { kind: 'struct', fields }
  tokens.needSymbol('<')
  do {
    const name = tokens.needName()
    tokens.takeSymbol(':')
    if (fields.some(f => f.name === name.text))
      tokens.stop(name, 'expr-double-field', { name: name.text })
    fields.push({ name: name.text, type: readType(tokens) })
  } while (tokens.takeSymbol(','))
  tokens.needSymbol('>')
  return { kind: 'struct', fields }
}
