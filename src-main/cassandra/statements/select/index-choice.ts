// Which index can answer a restriction, by its kind and by what it is on.
import type { Index, Table } from '../../schema/model'
import { isSai } from '../../indexes'
import { isCollection, isMap } from '../../types'
import type { ColumnRestriction } from '../rows/restrictions'

/** An index that can answer a restriction: a storage-attached one sooner than one of the old kind. */
export function indexFor(table: Table, r: ColumnRestriction): Index | undefined {
  const able = table.indexes.filter(index => index.column === r.column.name && answers(index, r))
  return able.find(isSai) ?? able[0]
}

function answers(index: Index, r: ColumnRestriction): boolean {
  const { type } = r.column
  if (isCollection(type) && type.multiCell) {
    if (r.contains.length > 0)
      return r.contains.every(c => (c.key ? index.target === 'keys' : index.target === 'values'))
    return r.elements.length > 0 && isMap(type) && index.target === 'entries'
  }
  if (isSai(index)) {
    const literal =
      type.kind === 'text' ||
      type.kind === 'ascii' ||
      type.kind === 'boolean' ||
      type.kind === 'uuid'
    return r.eq !== undefined || (!literal && (r.lower ?? r.upper) !== undefined)
  }
  return r.eq !== undefined && r.contains.length === 0
}
