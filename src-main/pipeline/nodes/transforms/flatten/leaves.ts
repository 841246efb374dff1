// The nested fields of a row with the names that they get at the top.
import type { DataType, StructType } from '@shared/expr'

export interface Leaf {
  readonly name: string
  readonly path: readonly string[]
  readonly type: DataType
}

export interface Flattening {
  readonly separator: string
  /** Only these; all nested fields when absent. */
  readonly fields?: readonly string[] | undefined
}

export function leavesOf(row: StructType, { separator, fields }: Flattening): Leaf[] {
  const walk = (type: StructType, path: readonly string[]): Leaf[] =>
    type.fields.flatMap(field => {
      const here = [...path, field.name]
      const isOpened = path.length > 0 || !fields || fields.includes(field.name)
      return field.type.kind === 'struct' && isOpened
        ? walk(field.type, here)
        : [{ name: here.join(separator), path: here, type: field.type }]
    })
  return walk(row, [])
}
