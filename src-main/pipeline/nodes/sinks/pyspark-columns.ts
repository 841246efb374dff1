// The columns that a sink of a PySpark job writes: those of the stream, each in a type that the
// other side takes.
import { printType, sparkName, sparkType, type DataType, type StructType } from '@shared/expr'
import { named } from '../../model/targets/pyspark'

/** `wanted`: Spark's type by column. Lists and structs are written as JSON texts. */
export function writtenColumns(
  row: StructType,
  wanted: Readonly<Record<string, string | undefined>> = {},
): string[] {
  return row.fields.map(({ name, type }) => {
    const cast = wanted[name]
    const own = sparkName(name)
    if (cast !== undefined && cast !== sparkType(type)) return `CAST(${own} AS ${cast}) AS ${own}`
    return isNested(type) ? named(`to_json(${own})`, name) : own
  })
}

export const isNested = (type: DataType): boolean => /^(array|struct|map)/.test(printType(type))
