// Terms → values. Each term is compiled against a receiver (the column or argument it is for), so
// that a mistake is reported before anything runs, in Cassandra's words.
import { type Expr, printTerm, printType } from '@shared/cql'
import { invalid } from '../../errors'
import { argumentsOf, type CallExpr, isKnownFunction } from '../../functions'
import type { Bound } from '../../result'
import {
  type CqlType,
  isCompatible,
  isNative,
  isTuple,
  native,
  sameType,
  tupleFromText,
  tupleParts,
} from '../../types'
import type { Scope } from '../context'
import { type LiteralExpr, literalOf } from './literals'
import { addMarker, composite, constant, isConstant, NULL, type Receiver, type Term } from './term'
import { assignability, resolveFunction, resolveToken, typeOfName } from './typing'

export function compileTerm(scope: Scope, expr: Expr, receiver: Receiver): Term {
  switch (expr.kind) {
    case 'constant':
      return constant(constantValue(expr, receiver))
    case 'null':
      return NULL
    case 'marker':
      return addMarker(scope, expr.index, receiver)
    case 'list':
    case 'set':
    case 'map':
    case 'udt':
      return literalTerm(scope, expr, receiver)
    case 'tuple': {
      // Parentheses around one term are just parentheses, unless a tuple is expected.
      const only = expr.items[0]
      return expr.items.length === 1 && only && !tupleParts(receiver.type)
        ? compileTerm(scope, only, receiver)
        : literalTerm(scope, expr, receiver)
    }
    case 'typeHint':
      return hintTerm(scope, expr, receiver)
    case 'call':
    case 'operation':
    case 'negate':
    case 'cast':
      return callTerm(scope, expr, receiver)
    default:
      throw invalid(`Invalid term ${printTerm(expr)}`)
  }
}

function constantValue(expr: Extract<Expr, { kind: 'constant' }>, receiver: Receiver): Buffer {
  const { type } = receiver
  // Cassandra does not look at a constant for a tuple, and then reads its text as one.
  if (isTuple(type))
    return expr.type === 'HEX' ? rawTuple(type, expr.text) : tupleFromText(type, expr.text)
  // Bytes prefer Cassandra's ByteType, which is the tinyint: they are stored as they are.
  if (expr.type === 'HEX' && type.kind === 'tinyint') return native('blob').parse(expr.text)
  if (!isNative(type) || !type.accepts.has(expr.type)) {
    throw invalid(
      `Invalid ${expr.type} constant (${expr.text}) for "${receiver.name}" of type ${type.name}`,
    )
  }
  if (type.kind === 'counter' || type.kind === 'bigint') return native('bigint').parse(expr.text)
  return type.parse(expr.text)
}

/** Cassandra stores any bytes here; those of no tuple would break the drivers that read them. */
function rawTuple(type: CqlType, hex: string): Buffer {
  const bytes = native('blob').parse(hex)
  const flaw = type.flaw(bytes)
  if (flaw !== undefined) throw invalid(flaw)
  return bytes
}

function literalTerm(scope: Scope, expr: LiteralExpr, receiver: Receiver): Term {
  const literal = literalOf(expr, receiver)
  for (const { expr: part, to, wrong } of literal.parts)
    if (part && assignability(scope, part, to.type, to.keyspace) === 'no') throw invalid(wrong())
  if (literal.flaw !== undefined) throw invalid(literal.flaw)
  const parts = literal.parts.map(part =>
    part.expr ? compileTerm(scope, part.expr, part.to) : NULL,
  )
  return composite(parts, literal.build, literal.unset)
}

function hintTerm(
  scope: Scope,
  expr: Extract<Expr, { kind: 'typeHint' }>,
  receiver: Receiver,
): Term {
  const hinted = typeOfName(scope, receiver.keyspace, expr.type)
  if (assignability(scope, expr.arg, hinted, receiver.keyspace) === 'no') {
    throw invalid(`Cannot cast value ${printTerm(expr.arg)} to type ${printType(expr.type)}`)
  }
  if (!isCompatible(hinted, receiver.type)) {
    throw invalid(
      `Cannot assign value ${printTerm(expr)} to ${receiver.name} of type ${receiver.type.name}`,
    )
  }
  return compileTerm(scope, expr.arg, { ...receiver, type: hinted })
}

/** Cassandra counts bytes: what it cannot take for bytes is what it finds first. */
function refuseCounted(scope: Scope, expr: CallExpr, keyspace: string): void {
  const [arg] = argumentsOf(expr)
  if (arg && assignability(scope, arg, native('blob'), keyspace) === 'no')
    throw invalid(
      `Type error: ${printTerm(arg)} cannot be passed as argument 0 of function system.count of type blob`,
    )
}

function callTerm(scope: Scope, expr: CallExpr, receiver: Receiver): Term {
  if (expr.kind === 'call' && !isKnownFunction(expr))
    throw invalid(
      `Unknown function ${expr.keyspace === undefined ? '' : `${expr.keyspace}.`}${expr.name} called`,
    )
  const resolved =
    expr.kind === 'call' && expr.name === 'token'
      ? resolveToken(scope, expr, receiver)
      : resolveFunction(scope, expr, receiver.keyspace, receiver.type)
  if (resolved.name === 'count') refuseCounted(scope, expr, receiver.keyspace)
  if (resolved.aggregate)
    throw invalid('Aggregation function are not supported in the where clause')
  const { returns } = resolved
  if (!isCompatible(returns, receiver.type) && !sameType(returns, receiver.type)) {
    if (expr.kind === 'call') {
      throw invalid(
        `Type error: cannot assign result of function ${resolved.fullName} (type ${returns.name}) to ${receiver.name} (type ${receiver.type.name})`,
      )
    }
    throw invalid(
      `Type error: cannot assign result of operation ${printTerm(expr)} (type ${returns.name}) to ${receiver.name} (type ${receiver.type.name})`,
    )
  }
  const args = resolved.args.map((arg, i) =>
    compileTerm(scope, arg, {
      keyspace: receiver.keyspace,
      table: receiver.table,
      name: `arg${i}(${resolved.fullName})`,
      type: resolved.argTypes[i]!,
    }),
  )
  const run = (values: readonly Bound[]) =>
    resolved.call(
      args.map(arg => {
        const value = arg.bind(values)
        if (value === undefined)
          throw invalid(`Invalid unset value for argument in call to function ${resolved.name}`)
        return value
      }),
    )
  return resolved.pure && args.every(isConstant) ? constant(run([])) : { bind: run }
}
