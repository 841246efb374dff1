// The native types of CQL 3.4.7, by their names and by the class names of Cassandra's own schema.
import { invalid } from '../errors'
import { MARSHAL } from './native/define'
import {
  bigint,
  counter,
  decimal,
  double,
  float,
  int,
  smallint,
  tinyint,
  varint,
} from './native/numbers'
import {
  ascii,
  blob,
  boolean,
  emptyType,
  inet,
  legacyTimeuuid,
  timeuuid,
  utf8Text,
  uuid,
} from './native/texts'
import { date, duration, time, timestamp } from './native/times'
import type { NativeType } from './type'

const list: readonly NativeType[] = [
  ...[ascii, utf8Text, blob, boolean, inet, uuid, timeuuid, legacyTimeuuid, emptyType],
  ...[bigint, counter, int, smallint, tinyint, varint, decimal, float, double],
  ...[timestamp, date, time, duration],
]

const byName = new Map(list.map(type => [type.name, type]))
const byClass = new Map(list.map(type => [type.className, type]))

export function native(name: string): NativeType {
  const type = byName.get(name === 'varchar' ? 'text' : name)
  if (!type) throw invalid(`Unknown type ${name}`)
  return type
}

export const nativeByClass = (className: string) => byClass.get(className.replace(MARSHAL, ''))
