// The types that are made of other types, with a type guard for each.
import type { CqlType } from './type'

export interface CollectionType extends CqlType {
  readonly kind: 'list' | 'set'
  readonly of: CqlType
}
export interface MapType extends CqlType {
  readonly kind: 'map'
  readonly key: CqlType
  readonly value: CqlType
}
export interface TupleType extends CqlType {
  readonly kind: 'tuple'
  readonly of: readonly CqlType[]
}
export interface VectorType extends CqlType {
  readonly kind: 'vector'
  readonly of: CqlType
  readonly dimension: number
}
export interface UdtField {
  readonly name: string
  readonly type: CqlType
}
export interface UdtType extends CqlType {
  readonly kind: 'udt'
  readonly keyspace: string
  readonly typeName: string
  readonly fields: readonly UdtField[]
}

export const isList = (type: CqlType): type is CollectionType => type.kind === 'list'
export const isSet = (type: CqlType): type is CollectionType => type.kind === 'set'
export const isMap = (type: CqlType): type is MapType => type.kind === 'map'
export const isTuple = (type: CqlType): type is TupleType => type.kind === 'tuple'
export const isVector = (type: CqlType): type is VectorType => type.kind === 'vector'
export const isUdt = (type: CqlType): type is UdtType => type.kind === 'udt'
export const isCollection = (type: CqlType): type is CollectionType | MapType =>
  isList(type) || isSet(type) || isMap(type)

/** The types of the places of a tuple, or of a user type that a tuple is compared with. */
export const tupleParts = (type: CqlType): readonly CqlType[] | undefined =>
  isTuple(type) ? type.of : isUdt(type) ? type.fields.map(field => field.type) : undefined

export function mentionsDuration(type: CqlType): boolean {
  if (type.kind === 'duration') return true
  if (isMap(type)) return mentionsDuration(type.key) || mentionsDuration(type.value)
  if (isList(type) || isSet(type) || isVector(type)) return mentionsDuration(type.of)
  return tupleParts(type)?.some(mentionsDuration) ?? false
}
