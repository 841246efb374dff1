// Type names (from the grammar, or from the schema's texts) → types, with the rules on freezing.
import { type TypeName } from '@shared/cql'
import { invalid, syntaxError } from '../errors'
import { typeOfClass } from './class-names'
import { listType, mapType, setType } from './collections'
import { native } from './natives'
import { isList, isMap, isSet, isTuple, isUdt, isVector, type UdtField } from './shapes'
import { tupleType, udtType } from './tuples'
import { isNative, type CqlType } from './type'
import { vectorType } from './vectors'

export interface TypeLookup {
  /** The fields of a user type; undefined when there is none of that name. */
  udt(keyspace: string, name: string): readonly UdtField[] | undefined
  hasKeyspace(name: string): boolean
}

/** frozen<> around a native type is a fault of the text, whatever the schema. */
export function checkFrozen(name: TypeName): void {
  if (name.kind !== 'frozen') return
  if (name.of.kind === 'native')
    throw syntaxError(
      `frozen<> is only allowed on collections, tuples, and user-defined types (got ${name.of.name})`,
    )
  checkFrozen(name.of)
}

export function resolveType(name: TypeName, keyspace: string, lookup: TypeLookup): CqlType {
  return resolve(name, keyspace, lookup, false)
}

function resolve(name: TypeName, keyspace: string, lookup: TypeLookup, frozen: boolean): CqlType {
  const inner = (part: TypeName) => {
    const type = resolve(part, keyspace, lookup, frozen)
    if (!frozen && type.multiCell) {
      const text = outerName(name)
      if (isUdt(type)) throw invalid(`Non-frozen UDTs are not allowed inside collections: ${text}`)
      throw invalid(`Non-frozen collections are not allowed inside collections: ${text}`)
    }
    if (type.kind === 'counter')
      throw invalid(`Counters are not allowed inside collections: ${outerName(name)}`)
    return type
  }
  switch (name.kind) {
    case 'native':
      return native(name.name)
    case 'frozen': {
      checkFrozen(name)
      return resolve(name.of, keyspace, lookup, true)
    }
    case 'list':
      return listType(inner(name.of), frozen)
    case 'set': {
      const of = inner(name.of)
      if (of.kind === 'duration')
        throw invalid(`Durations are not allowed inside sets: ${outerName(name)}`)
      return setType(of, frozen)
    }
    case 'map': {
      const key = inner(name.key)
      if (key.kind === 'duration')
        throw invalid(`Durations are not allowed as map keys: ${outerName(name)}`)
      return mapType(key, inner(name.value), frozen)
    }
    case 'tuple':
      return tupleType(
        name.of.map(part => {
          const type = resolve(part, keyspace, lookup, true)
          if (type.kind === 'counter') throw invalid('Counters are not allowed inside tuples')
          return type
        }),
      )
    case 'vector': {
      const of = resolve(name.of, keyspace, lookup, true)
      if (name.dimension <= 0)
        throw invalid(`vectors may only have positive dimensions; given ${name.dimension}`)
      return vectorType(
        of,
        name.dimension,
        `${PACKAGE}VectorType(${className(of)}, ${name.dimension})`,
      )
    }
    case 'udt':
      return resolveUdt(name, keyspace, lookup, frozen)
    case 'custom': {
      const type = typeOfClass(name.className)
      if (type) return resolve(type, keyspace, lookup, frozen)
      const full = name.className.includes('.') ? name.className : PACKAGE + name.className
      throw syntaxError(
        `Error setting type ${name.className}: Unable to find abstract-type class '${full}'`,
      )
    }
  }
}

function resolveUdt(
  name: Extract<TypeName, { kind: 'udt' }>,
  keyspace: string,
  lookup: TypeLookup,
  frozen: boolean,
): CqlType {
  const home = name.keyspace ?? keyspace
  if (name.keyspace !== undefined && name.keyspace !== keyspace) {
    throw invalid(
      `Statement on keyspace ${keyspace} cannot refer to a user type in keyspace ${name.keyspace}; user types can only be used in the keyspace they are defined in`,
    )
  }
  const fields = lookup.udt(home, name.name)
  if (!fields) throw invalid(`Unknown type ${home}.${name.name}`)
  return udtType(home, name.name, fields, frozen)
}

function outerName(name: TypeName): string {
  const part = (of: TypeName): string => {
    switch (of.kind) {
      case 'native':
        return of.name
      case 'frozen':
        return `frozen<${part(of.of)}>`
      case 'list':
      case 'set':
        return `${of.kind}<${part(of.of)}>`
      case 'map':
        return `map<${part(of.key)}, ${part(of.value)}>`
      case 'tuple':
        return `tuple<${of.of.map(part).join(', ')}>`
      case 'vector':
        return `vector<${part(of.of)}, ${of.dimension}>`
      case 'udt':
        return of.name
      case 'custom':
        return `'${of.className}'`
    }
  }
  return part(name)
}

const PACKAGE = 'org.apache.cassandra.db.marshal.'

function className(type: CqlType): string {
  if (isNative(type)) return PACKAGE + type.className
  const frozen = (inner: string) => (type.multiCell ? inner : `${PACKAGE}FrozenType(${inner})`)
  if (isList(type)) return frozen(`${PACKAGE}ListType(${className(type.of)})`)
  if (isSet(type)) return frozen(`${PACKAGE}SetType(${className(type.of)})`)
  if (isMap(type))
    return frozen(`${PACKAGE}MapType(${className(type.key)},${className(type.value)})`)
  if (isTuple(type)) return `${PACKAGE}TupleType(${type.of.map(className).join(',')})`
  if (isVector(type)) return `${PACKAGE}VectorType(${className(type.of)}, ${type.dimension})`
  return PACKAGE + type.kind
}

/** The same type with its outermost collection or user type frozen or thawed. */
function withFrozen(type: CqlType, frozen: boolean): CqlType {
  if (isList(type)) return listType(type.of, frozen)
  if (isSet(type)) return setType(type.of, frozen)
  if (isMap(type)) return mapType(type.key, type.value, frozen)
  if (isUdt(type)) return udtType(type.keyspace, type.typeName, type.fields, frozen)
  return type
}

/** Two types that hold the same values, freezing aside. */
export function sameType(a: CqlType, b: CqlType): boolean {
  return withFrozen(a, true).name === withFrozen(b, true).name
}

/** The types whose values are values of another type as they are. */
const VALUES_OF: Readonly<Record<string, readonly string[]>> = {
  text: ['ascii'],
  bigint: ['timestamp'],
  varint: ['int', 'bigint', 'timestamp'],
  timestamp: ['bigint'],
  date: ['int'],
  time: ['bigint'],
  uuid: ['timeuuid'],
}

/** Can a value of `from` be stored as a `to` without change? (isValueCompatibleWith) */
export function isCompatible(from: CqlType, to: CqlType): boolean {
  if (sameType(from, to) || to.kind === 'blob') return true
  if (isList(from) && isList(to)) return isCompatible(from.of, to.of)
  if (isMap(from) && isMap(to))
    return sameType(from.key, to.key) && isCompatible(from.value, to.value)
  if (isTuple(from) && isTuple(to))
    return from.of.length <= to.of.length && from.of.every((of, i) => isCompatible(of, to.of[i]!))
  return VALUES_OF[to.kind]?.includes(from.kind) ?? false
}
