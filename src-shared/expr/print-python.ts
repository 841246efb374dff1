// Prints an expression that changes a state as Python, for jobs that keep a state for each key. A part
// that does not speak of the state is left to Spark SQL, which knows every function: `column` gives
// the name under which its value comes in. NULL is None here, and an operator refuses it.
import { LabError } from '../errors'
import type { BinaryOperator, Expr, Literal } from './ast'
import { parseExpression } from './parser'
import { printSpark } from './print'

export interface PythonNames {
  /** The Python name of a field of the state. */
  readonly state: (field: string) => string
  /** The Python name of a value that Spark SQL computes. */
  readonly column: (sparkSql: string) => string
}

const OPERATORS: Partial<Record<BinaryOperator, string>> = {
  '+': '+',
  '-': '-',
  '*': '*',
  '=': '==',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  and: 'and',
  or: 'or',
}

/** Refuses what has no plain counterpart in Python. */
export function toPython(text: string, names: PythonNames): string {
  return print(parseExpression(text), names, false)
}

function print(e: Expr, names: PythonNames, isInside: boolean): string {
  if (e.kind === 'literal') return literal(e.literal, e)
  if (!speaksOfState(e)) return names.column(printSpark(e))
  const inner = (part: Expr) => print(part, names, true)
  const grouped = (written: string) => (isInside ? `(${written})` : written)
  switch (e.kind) {
    case 'field':
      return e.base.kind === 'name' && e.base.name === 'state' ? names.state(e.name) : refuse(e)
    case 'negate':
      return grouped(`-${inner(e.operand)}`)
    case 'not':
      return grouped(`not ${inner(e.operand)}`)
    case 'binary': {
      const operator = OPERATORS[e.op]
      return operator ? grouped(`${inner(e.left)} ${operator} ${inner(e.right)}`) : refuse(e)
    }
    case 'isNull':
      return grouped(`${inner(e.operand)} is ${e.not ? 'not ' : ''}None`)
    case 'case': {
      const otherwise = e.otherwise ? inner(e.otherwise) : 'None'
      return grouped(
        e.branches.reduceRight((rest, { when, then }) => {
          const test = e.operand
            ? `${inner(e.operand)} == ${inner(when)}`
            : print(when, names, false)
          return `${inner(then)} if ${test} else ${rest}`
        }, otherwise),
      )
    }
    default:
      return refuse(e)
  }
}

function refuse(e: Expr): never {
  throw new LabError('expr-no-python', { kind: 'usage', params: { text: printSpark(e) } })
}

function literal(l: Literal, e: Expr): string {
  switch (l.type) {
    case 'null':
      return 'None'
    case 'boolean':
      return l.value ? 'True' : 'False'
    case 'string':
      return JSON.stringify(l.value)
    case 'integer':
    case 'long':
    case 'double':
      return l.value
    default:
      return refuse(e)
  }
}

function speaksOfState(e: Expr): boolean {
  switch (e.kind) {
    case 'literal':
    case 'interval':
      return false
    case 'name':
      return e.name === 'state'
    case 'field':
      return speaksOfState(e.base)
    case 'index':
      return speaksOfState(e.base) || speaksOfState(e.index)
    case 'negate':
    case 'not':
    case 'isNull':
    case 'isBoolean':
    case 'cast':
      return speaksOfState(e.operand)
    case 'binary':
      return speaksOfState(e.left) || speaksOfState(e.right)
    case 'in':
      return [e.operand, ...e.list].some(speaksOfState)
    case 'between':
      return [e.operand, e.low, e.high].some(speaksOfState)
    case 'like':
      return [e.operand, e.pattern].some(speaksOfState)
    case 'case':
      return [
        ...(e.operand ? [e.operand] : []),
        ...(e.otherwise ? [e.otherwise] : []),
        ...e.branches.flatMap(branch => [branch.when, branch.then]),
      ].some(speaksOfState)
    case 'call':
      return e.args.some(speaksOfState)
    case 'lambda':
      return speaksOfState(e.body)
  }
}
