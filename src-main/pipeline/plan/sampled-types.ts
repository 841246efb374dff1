// The types of records as samples show them, laid over what a schema says. The schema knows
// decimals, which JSON does not have; a sample knows what a formula or a function makes.
import type { DataType, StructField, StructType } from '@shared/expr'
import { typeOfSamples } from '@shared/messages'

/** Only fields whose type is known. Undefined when there is none. */
export function withSamples(
  content: StructType,
  samples: readonly unknown[],
): StructType | undefined {
  const fields = content.fields.flatMap(({ name, type }): StructField[] => {
    const seen = typeOfValues(samples.map(sample => at(sample, name)))
    const surest = isWhole(type) && (type.kind !== 'string' || seen === undefined) ? type : seen
    return surest === undefined ? [] : [{ name, type: surest }]
  })
  return fields.length > 0 ? { kind: 'struct', fields } : undefined
}

/** No part of it is unknown. */
function isWhole(type: DataType): boolean {
  switch (type.kind) {
    case 'null':
      return false
    case 'array':
      return isWhole(type.element)
    case 'map':
      return isWhole(type.value)
    case 'struct':
      return type.fields.length > 0 && type.fields.every(field => isWhole(field.type))
    default:
      return true
  }
}

function typeOfValues(values: readonly unknown[]): DataType | undefined {
  const type = typeOfSamples(values.filter(value => value !== undefined))
  return isWhole(type) ? type : undefined
}

const at = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
