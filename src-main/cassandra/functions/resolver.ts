// Finds the signature that a call, a cast or an operator means: by name, then by how well the
// arguments fit. Follows Cassandra's FunctionResolver.
import { type Expr, printTerm, quoteIfNeeded } from '@shared/cql'
import { invalid } from '../errors'
import { lookupIn } from '../schema/catalog'
import { type CqlType, isCompatible, resolveType, sameType } from '../types'
import { castsTo } from './casts'
import type { Arg, Signature, Values } from './function'
import { negations, operations } from './operators'
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
  switch (expr.kind) {
    case 'operation':
      return operationSignature(expr, args, receiver)
    case 'negate':
      return bestSignature(NEGATION, negations, args, receiver, () =>
        invalid('Ambiguous negation: use type casts to disambiguate'),
      )
    case 'cast':
      return castSignature(expr, args, keyspace, receiver)
    case 'call':
      return namedSignature(expr, args, receiver)
  }
}

const NEGATION = 'system._negate'

function operationSignature(
  { op, left, right }: Extract<Expr, { kind: 'operation' }>,
  args: readonly Arg[],
  receiver: CqlType | undefined,
): Signature {
  const [a, b] = args.map(arg => arg.text)
  const fitting = bestFits(operations(op), args, receiver)
  const only = fitting[0]
  if (!only) throw invalid(`the '${op}' operation is not supported between ${a} and ${b}`)
  if (fitting.length === 1) return only
  const found =
    receiver && left.kind !== 'marker' && right.kind !== 'marker'
      ? fitting.find(signature => signature.args.every(type => sameType(type, receiver)))
      : undefined
  if (found) return found
  throw invalid(
    `Ambiguous '${op}' operation with args ${a} and ${b}: use type hint to disambiguate, example '(int) ?'`,
  )
}

function castSignature(
  expr: Extract<Expr, { kind: 'cast' }>,
  args: readonly Arg[],
  keyspace: string,
  receiver: CqlType | undefined,
): Signature {
  const to = resolveType(expr.type, keyspace, lookupIn(keyspace, new Map()))
  const [arg] = args
  if (!arg?.type)
    throw invalid(
      `Cannot infer type for term ${printTerm(expr.arg)} in selection clause (try using a cast to force a type)`,
    )
  if (sameType(arg.type, to) && expr.arg.kind !== 'constant')
    return { args: [to], returns: to, takesNull: true, call: ([v]) => v ?? null }
  // Cassandra has its casts under one of the two names of the type.
  const name = expr.type.kind === 'native' ? expr.type.name : to.name
  const all = name === 'varchar' ? [] : castsTo(to)
  if (all.length === 0) throw invalid(`${arg.text} cannot be cast to ${name}`)
  return bestSignature(`system.cast_as_${to.name}`, all, args, receiver)
}

function namedSignature(
  expr: Extract<Expr, { kind: 'call' }>,
  args: readonly Arg[],
  receiver: CqlType | undefined,
): Signature {
  const shown = expr.keyspace === undefined ? expr.name : `${expr.keyspace}.${expr.name}`
  const found = findFunction(expr)
  if (!found) throw invalid(`Unknown function '${shown}'`)
  if (found.make) {
    const made = found.make(args, receiver)
    checkArguments(found.name, made, args)
    return made
  }
  const all = found.signatures ?? []
  const only = all[0]
  if (all.length === 1 && only) {
    checkArguments(found.name, only, args)
    return only
  }
  return bestSignature(shown, all, args, receiver)
}

/** A signature with its result, below the full name of its function. */
const withReturn = (name: string, { args, returns }: Signature) =>
  `system.${quoteIfNeeded(name.replace(/^system\./, ''))} : (${args.map(a => a.name).join(', ')}) -> ${returns.name}`

export function checkArguments(name: string, signature: Signature, args: readonly Arg[]): void {
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

/**
 * The signature that fits exactly, or else all that fit somehow. One whose result the receiver
 * cannot take does not fit.
 */
function bestFits(
  all: readonly Signature[],
  args: readonly Arg[],
  receiver: CqlType | undefined,
): readonly Signature[] {
  const fitting: Signature[] = []
  for (const signature of all) {
    if (signature.args.length !== args.length) continue
    if (receiver && !isCompatible(signature.returns, receiver)) continue
    const fits = args.map((arg, i) => arg.fits(signature.args[i]!))
    if (fits.includes('no')) continue
    if (!fits.includes('weak')) return [signature]
    fitting.push(signature)
  }
  return fitting
}

function bestSignature(
  name: string,
  all: readonly Signature[],
  args: readonly Arg[],
  receiver: CqlType | undefined,
  ambiguous?: () => Error,
): Signature {
  const fitting = bestFits(all, args, receiver)
  const shown = (signatures: readonly Signature[]) =>
    signatures.map(s => withReturn(name, s)).join(', ')
  const first = fitting[0]
  if (!first) {
    throw invalid(
      `Invalid call to function ${name}, none of its type signatures match (known type signatures: ${shown(all)})`,
    )
  }
  if (fitting.length === 1) return first
  throw (
    ambiguous?.() ??
    invalid(
      `Ambiguous call to function ${name} (can be matched by following signatures: ${shown(fitting)}): use type casts to disambiguate`,
    )
  )
}
