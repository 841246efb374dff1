// A text with holes (`{order_id}`, `{total:0.00}`) as one expression of Spark SQL.
import { sparkName, sparkText, type DataType, type StructType } from '@shared/expr'
import { decimalsOf, templateParts } from './template'

export function templateInSql(text: string, row: StructType): string {
  const parts = templateParts(text).flatMap((part): string[] => {
    if (typeof part === 'string') return part === '' ? [] : [sparkText(part)]
    const field = row.fields.find(f => f.name === part.name)
    return field ? [`coalesce(${printed(field.name, part.format, field.type)}, '')`] : []
  })
  const [only = "''", ...more] = parts
  return more.length === 0 ? only : `concat(${parts.join(', ')})`
}

function printed(name: string, format: string | undefined, type: DataType): string {
  const own = sparkName(name)
  if (type.kind === 'timestamp')
    return `date_format(${own}, ${sparkText(format ?? 'yyyy-MM-dd HH:mm:ss')})`
  if (type.kind === 'date') return `date_format(${own}, ${sparkText(format ?? 'yyyy-MM-dd')})`
  const decimals = decimalsOf(format)
  if (decimals !== undefined) return `CAST(CAST(${own} AS DECIMAL(38,${decimals})) AS STRING)`
  if (type.kind === 'array' || type.kind === 'struct' || type.kind === 'map')
    return `to_json(${own})`
  return `CAST(${own} AS STRING)`
}
