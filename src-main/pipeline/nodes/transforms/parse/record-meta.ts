// The facts of a record besides its value (key, partition, offset, time), as fields of the row.
import { type DataType, STRING, type Value, type StructType } from '@shared/expr'
import { rowMaker } from '../../../model/row-maker'
import type { RawRecord } from '../../../model/batch'
import type { Meta } from './config'
import type { ReadRecord } from './read-record'

export const META_TYPES: Readonly<Record<Meta, DataType>> = {
  key: STRING,
  partition: { kind: 'int' },
  offset: { kind: 'long' },
  timestamp: { kind: 'timestamp' },
}
const META_VALUES: Readonly<Record<Meta, (record: RawRecord) => Value>> = {
  key: record => record.key?.toString('utf8') ?? null,
  partition: record => record.partition,
  offset: record => record.offset,
  timestamp: record => record.timeMs,
}
export function withMeta(
  read: ReadRecord,
  { fields }: StructType,
  meta: readonly (readonly [string, Meta])[],
): ReadRecord {
  const added = new Map(meta.map(([name, what]) => [name, META_VALUES[what]]))
  const names = [...new Set([...fields.map(f => f.name), ...added.keys()])]
  const make = rowMaker(names)
  return record => {
    const row = read(record)
    return make(
      names.map(
        name => added.get(name)?.(record) ?? (added.has(name) ? null : (row[name] ?? null)),
      ),
    )
  }
}
