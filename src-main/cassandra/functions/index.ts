// Which function a call means: by name, then by how well the arguments fit (Cassandra's
// FunctionResolver).
import { type Expr, printTerm } from '@shared/cql'
import { invalid } from '../errors'
import { lookupIn } from '../schema/catalog'
import type { Scope } from '../statements/context'
import { assignability } from '../statements/terms/terms'
import { type CqlType, resolveType } from '../types'
import { castSignature } from './casts'
import type { Aggregate, Arg, NativeFunction, Signature, Values } from './function'
import { preferredType } from './literal-types'
import { mathFunctions, negation, numericAggregates, operation } from './numbers'
import { timeFunctions } from './times'
import { countAll, valueFunctions } from './values'

export { countAll }
export type { Aggregate, Arg, Signature, Values }
export { preferredType }

const registry = new Map<string, NativeFunction>(
  [...timeFunctions, ...mathFunctions, ...numericAggregates, ...valueFunctions].map(f => [
    f.name,
    f,
  ]),
)

export const isKnownFunction = ({
  keyspace,
  name,
}: {
  readonly keyspace?: string
  readonly name: string
}) => (keyspace === undefined || keyspace === 'system') && (registry.has(name) || name === 'token')

export interface Resolved {
  readonly name: string
  readonly fullName: string
  readonly argTypes: readonly CqlType[]
  readonly args: readonly Expr[]
  readonly returns: CqlType
  readonly pure: boolean
  readonly aggregate?: () => Aggregate
  call(values: Values): Buffer | null
}

type CallExpr = Extract<Expr, { kind: 'call' | 'operation' | 'negate' | 'cast' }>

/** For terms: arguments are literals, markers and calls. */
export function resolveFunction(
  scope: Scope,
  expr: CallExpr,
  keyspace: string,
  receiver: CqlType | undefined,
): Resolved {
  const args =
    expr.kind === 'call'
      ? expr.args
      : expr.kind === 'operation'
        ? [expr.left, expr.right]
        : [expr.arg]
  const typed = args.map(arg => termArg(scope, arg, keyspace))
  const signature = signatureOf(scope, expr, typed, keyspace, receiver)
  const name =
    expr.kind === 'call'
      ? expr.name
      : expr.kind === 'cast'
        ? 'cast'
        : expr.kind === 'operation'
          ? expr.op
          : '-'
  return {
    name,
    fullName: `system.${name}`,
    argTypes: signature.args,
    args,
    returns: signature.returns,
    pure: signature.pure !== false,
    aggregate: signature.aggregate,
    call: values => callSignature(signature, values),
  }
}

export function callSignature(signature: Signature, values: Values): Buffer | null {
  if (!signature.takesNull && values.some(value => value === null)) return null
  return signature.call ? signature.call(values) : null
}

function termArg(scope: Scope, expr: Expr, keyspace: string): Arg {
  return {
    text: printTerm(expr),
    type: typeOfTerm(scope, expr, keyspace),
    fits: type => assignability(scope, expr, type, keyspace),
  }
}

export function typeOfTerm(scope: Scope, expr: Expr, keyspace: string): CqlType | undefined {
  switch (expr.kind) {
    case 'constant':
      return preferredType(expr)
    case 'typeHint':
      return resolveType(
        expr.type,
        keyspace,
        lookupIn(keyspace, scope.db.catalog.schema.keyspaces.get(keyspace)?.types ?? new Map()),
      )
    case 'call':
    case 'operation':
    case 'negate':
    case 'cast':
      return resolveFunction(scope, expr, keyspace, undefined).returns
    default:
      return undefined
  }
}

export function signatureOf(
  scope: Scope,
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
  const found =
    expr.keyspace === undefined || expr.keyspace === 'system' ? registry.get(expr.name) : undefined
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
