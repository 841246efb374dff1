// Finds the signature that a call, a cast or an operator means: by name, then by how well the
// arguments fit. Follows Cassandra's FunctionResolver.
import { type Expr, printTerm } from '@shared/cql'
import { invalid } from '../errors'
import { lookupIn } from '../schema/catalog'
import { type CqlType, resolveType } from '../types'
import { castSignature } from './casts'
import type { Arg, Signature, Values } from './function'
import { negation, operation } from './numbers'
import { findFunction } from './registry'

export type CallExpr = Extract<Expr, { kind: 'call' | 'operation' | 'negate' | 'cast' }>

export const argumentsOf = (expr: CallExpr): readonly Expr[] => {
  if (expr.kind === 'call') return expr.args
  return expr.kind === 'operation' ? [expr.left, expr.right] : [expr.arg]
}

export function callSignature(signature: Signature, values: Values): Buffer | null {
  if (!signature.takesNull && values.some(value => value === null)) return null
  return signature.call ? signature.call(values) : null
}

export function signatureOf(
  expr: CallExpr,
  args: readonly Arg[],
  keyspace: string,
  receiver: CqlType | undefined,
): Signature {
  if (expr.kind === 'operation') return operationSignature(expr, args, receiver)
  if (expr.kind === 'negate') {
    const type = args[0]?.type ?? receiver
    const found = type && negation(type)
    if (!found) throw invalid(`the '-' operation is not supported on ${printTerm(expr.arg)}`)
    return found
  }
  if (expr.kind === 'cast') {
    const to = resolveType(expr.type, keyspace, lookupIn(keyspace, new Map()))
    const type = args[0]?.type
    if (!type)
      throw invalid(
        `Cannot infer type for term ${printTerm(expr.arg)} in selection clause (try using a cast to force a type)`,
      )
    return castSignature(type, to, args[0]?.text ?? '')
  }
  return namedSignature(expr, args, receiver)
}

function operationSignature(
  expr: Extract<Expr, { kind: 'operation' }>,
  args: readonly Arg[],
  receiver: CqlType | undefined,
): Signature {
  const left = args[0]?.type ?? args[1]?.type ?? receiver
  const right = args[1]?.type ?? left
  const found = left && right && operation(expr.op, left, right)
  if (found) return found
  throw invalid(
    `the '${expr.op}' operation is not supported between ${args[0]?.text} and ${args[1]?.text}`,
  )
}

function namedSignature(
  expr: Extract<Expr, { kind: 'call' }>,
  args: readonly Arg[],
  receiver: CqlType | undefined,
): Signature {
  const shown = expr.keyspace === undefined ? expr.name : `${expr.keyspace}.${expr.name}`
  const found = findFunction(expr)
  if (!found) throw invalid(`Unknown function '${shown}'`)
  if (found.make) return found.make(args, receiver)
  const all = found.signatures ?? []
  const only = all[0]
  if (all.length === 1 && only) {
    checkArguments(found.name, only, args)
    return only
  }
  return bestSignature(found.name, all, args, receiver)
}

const withReturn = (name: string, signature: Signature) =>
  `system.${name} : (${signature.args.map(a => a.name).join(', ')}) -> ${signature.returns.name}`

function checkArguments(name: string, signature: Signature, args: readonly Arg[]): void {
  if (signature.args.length !== args.length) {
    throw invalid(
      `Invalid number of arguments in call to function system.${name}: ${signature.args.length} required but ${args.length} provided`,
    )
  }
  args.forEach((arg, i) => {
    const wanted = signature.args[i]!
    if (arg.fits(wanted) === 'no')
      throw invalid(
        `Type error: ${arg.text} cannot be passed as argument ${i} of function system.${name} of type ${wanted.name}`,
      )
  })
}

function bestSignature(
  name: string,
  all: readonly Signature[],
  args: readonly Arg[],
  receiver: CqlType | undefined,
): Signature {
  const fitting: Signature[] = []
  for (const signature of all) {
    if (signature.args.length !== args.length) continue
    const fits = args.map((arg, i) => arg.fits(signature.args[i]!))
    if (fits.includes('no')) continue
    if (!fits.includes('weak')) return signature
    fitting.push(signature)
  }
  const first = fitting[0]
  if (!first) {
    throw invalid(
      `Invalid call to function ${name}, none of its type signatures match (known type signatures: ${all.map(s => withReturn(name, s)).join(', ')})`,
    )
  }
  if (fitting.length === 1) return first
  const byReturn = receiver && fitting.find(s => s.returns.kind === receiver.kind)
  if (byReturn) return byReturn
  throw invalid(
    `Ambiguous call to function ${name} (can be matched by following signatures: ${fitting.map(s => withReturn(name, s)).join(', ')}): use type casts to disambiguate`,
  )
}
