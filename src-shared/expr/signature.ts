// Function signatures as texts: `(text: string, from: int, length?: int): string`. They are shown
// to people, checked at load and matched against arguments. Capital letters are type variables (N
// for numbers); `...rest: T` repeats; `test: T -> boolean` is a lambda.
import type { Bound } from './bound'
import { coerce, widens } from './casts'
import { readType } from './type-parser'
import { TokenStream } from './token-stream'
import type { Zone } from './time/zone'
import { array, commonType, isNumeric, map, type DataType } from './types'

export type TypePattern =
  | { readonly is: 'any' }
  | { readonly is: 'variable'; readonly name: string }
  | { readonly is: 'type'; readonly type: DataType }
  | { readonly is: 'decimal' }
  | { readonly is: 'struct' }
  | { readonly is: 'array'; readonly element: TypePattern }
  | { readonly is: 'map'; readonly value: TypePattern }
  | { readonly is: 'lambda'; readonly params: readonly TypePattern[]; readonly result: TypePattern }

export interface Param {
  readonly name: string
  readonly pattern: TypePattern
  readonly optional: boolean
  readonly rest: boolean
}

export interface Signature {
  readonly text: string
  readonly params: readonly Param[]
  readonly result: TypePattern
}

export function parseSignature(text: string): Signature {
  const t = new TokenStream(text.replaceAll('...', '* ').replaceAll('?:', '_opt:'))
  const params: Param[] = []
  t.needSymbol('(')
  while (!t.isSymbol(')')) {
    const rest = t.takeSymbol('*')
    const written = t.needName().text
    const optional = written.endsWith('_opt')
    const name = optional ? written.slice(0, -4) : written
    t.needSymbol(':')
    params.push({ name, pattern: readPattern(t), optional, rest })
    if (!t.takeSymbol(',')) break
  }
  t.needSymbol(')')
  t.needSymbol(':')
  return { text, params, result: readPattern(t) }
}

function readPattern(t: TokenStream): TypePattern {
  if (t.takeSymbol('(')) {
    const params: TypePattern[] = []
    do params.push(readPattern(t))
    while (t.takeSymbol(','))
    t.needSymbol(')')
    t.needSymbol('->')
    return { is: 'lambda', params, result: readPattern(t) }
  }
  const pattern = readSimple(t)
  return t.takeSymbol('->') ? { is: 'lambda', params: [pattern], result: readPattern(t) } : pattern
}

function readSimple(t: TokenStream): TypePattern {
  const { text } = t.peek()
  if (/^[A-Z]$/.test(text)) return { is: 'variable', name: t.next().text }
  if (t.takeWord('any')) return { is: 'any' }
  if (t.isWord('decimal') && !t.isSymbol('(', 1)) {
    t.next()
    return { is: 'decimal' }
  }
  if (t.isWord('struct') && !t.isSymbol('<', 1)) {
    t.next()
    return { is: 'struct' }
  }
  if (t.takeWord('array')) {
    t.needSymbol('<')
    const element = readPattern(t)
    t.needSymbol('>')
    return { is: 'array', element }
  }
  if (t.takeWord('map')) {
    t.needSymbol('<')
    readType(t)
    t.needSymbol(',')
    const value = readPattern(t)
    t.needSymbol('>')
    return { is: 'map', value }
  }
  return { is: 'type', type: readType(t) }
}

export type Bindings = Map<string, DataType>

export function arityOf(signature: Signature): { readonly min: number; readonly max: number } {
  const min = signature.params.filter(p => !p.optional && !p.rest).length
  return { min, max: signature.params.some(p => p.rest) ? Infinity : signature.params.length }
}

export function paramAt(signature: Signature, index: number): Param | undefined {
  return signature.params[index] ?? signature.params.find(p => p.rest)
}

/** Learns the variables from one argument's type; false when it cannot be what the pattern says. */
export function unify(pattern: TypePattern, type: DataType, bindings: Bindings): boolean {
  switch (pattern.is) {
    case 'any':
      return true
    case 'variable': {
      if (pattern.name === 'N' && type.kind !== 'null' && !isNumeric(type)) return false
      const before = bindings.get(pattern.name)
      const common = before === undefined ? type : commonType(before, type)
      if (!common) return false
      bindings.set(pattern.name, common)
      return true
    }
    case 'type':
      return widens(type, pattern.type)
    case 'decimal':
      return type.kind === 'decimal' || type.kind === 'null'
    case 'struct':
      return type.kind === 'struct' || type.kind === 'null'
    case 'array':
      return (
        type.kind === 'null' ||
        (type.kind === 'array' && unify(pattern.element, type.element, bindings))
      )
    case 'map':
      return (
        type.kind === 'null' || (type.kind === 'map' && unify(pattern.value, type.value, bindings))
      )
    case 'lambda':
      return false
  }
}

/**
 * The type that a pattern stands for once its variables are known; undefined for `any`, a bare
 * decimal or struct: then as it came.
 */
export function substitute(pattern: TypePattern, bindings: Bindings): DataType | undefined {
  switch (pattern.is) {
    case 'variable':
      return bindings.get(pattern.name) ?? { kind: 'null' }
    case 'type':
      return pattern.type
    case 'array': {
      const element = substitute(pattern.element, bindings)
      return element && array(element)
    }
    case 'map': {
      const value = substitute(pattern.value, bindings)
      return value && map(value)
    }
    default:
      return undefined
  }
}

export function coerceTo(
  bound: Bound,
  pattern: TypePattern,
  bindings: Bindings,
  zone: Zone,
): Bound {
  const type = substitute(pattern, bindings)
  return (type && coerce(bound, type, zone)) ?? bound
}
