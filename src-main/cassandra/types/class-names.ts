// Types named by the classes of Cassandra, as some drivers and old schemas name them:
// `MapType(UTF8Type, FrozenType(ListType(Int32Type)))`. The package may be left out.
import type { TypeName } from '@shared/cql'
import { MARSHAL } from './native/define'
import { nativeByClass } from './natives'
import { type CqlType, isNative } from './type'

/** Undefined for a text that names no type of ours. */
export function typeOfClass(text: string): TypeName | undefined {
  const tokens = text.match(/[\w.]+|[(),:]|\S/g) ?? []
  let at = 0
  const type = parse()
  return at === tokens.length ? type : undefined

  function parse(): TypeName | undefined {
    const name = (tokens[at++] ?? '').replace(MARSHAL, '')
    if (tokens[at] !== '(') {
      const native = nativeByClass(name)
      return native && { kind: 'native', name: native.name }
    }
    at++
    return name === 'VectorType' ? vector() : composed(name, parts())
  }

  function parts(): TypeName[] {
    const found: TypeName[] = []
    while (at < tokens.length) {
      const part = parse()
      if (part) found.push(part)
      const next = tokens[at++]
      if (next !== ',') break
    }
    return found
  }

  function vector(): TypeName | undefined {
    const of = parse()
    const [comma, dimension, close] = tokens.slice(at, at + 3)
    at += 3
    return of && comma === ',' && close === ')'
      ? { kind: 'vector', of, dimension: Number(dimension) }
      : undefined
  }
}

const COMPOSED: Readonly<Record<string, string>> = {
  list: 'ListType',
  set: 'SetType',
  map: 'MapType',
  tuple: 'TupleType',
  udt: 'UserType',
  vector: 'VectorType',
}

/** The class of a type, without its package and parts. */
export const classNameOf = (type: CqlType): string =>
  isNative(type) ? type.className : (COMPOSED[type.kind] ?? type.kind)

function composed(
  name: string,
  [first, second, ...more]: readonly TypeName[],
): TypeName | undefined {
  if (!first) return undefined
  switch (name) {
    case 'ListType':
      return { kind: 'list', of: first }
    case 'SetType':
      return { kind: 'set', of: first }
    case 'MapType':
      return second && { kind: 'map', key: first, value: second }
    case 'TupleType':
      return { kind: 'tuple', of: [first, ...(second ? [second] : []), ...more] }
    case 'FrozenType':
      return first.kind === 'native' ? first : { kind: 'frozen', of: first }
    case 'ReversedType':
      return first
    default:
      return undefined
  }
}
