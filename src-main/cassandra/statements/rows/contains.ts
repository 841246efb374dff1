// CONTAINS and CONTAINS KEY: looks for a value in the bytes of a collection.
import { type CqlType, isCollection, isMap, unpackList } from '../../types'

export const elementType = (type: CqlType): CqlType =>
  'of' in type && !Array.isArray(type.of) ? (type as { of: CqlType } & CqlType).of : type

export function containsValue(
  type: CqlType,
  collection: Buffer,
  wanted: Buffer,
  byKey: boolean,
  analyze: (value: Buffer) => Buffer = value => value,
): boolean {
  if (isMap(type)) {
    const of = byKey ? type.key : type.value
    return unpackList(collection, 2).some(
      (part, i) => i % 2 === (byKey ? 0 : 1) && of.compare(analyze(part), wanted) === 0,
    )
  }
  if (!isCollection(type)) return false
  const of = elementType(type)
  return unpackList(collection).some(part => of.compare(analyze(part), wanted) === 0)
}
