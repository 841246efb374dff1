// The types of records as samples show them, laid over what a schema says. The schema knows
// decimals, which JSON does not have; a sample knows what a formula or a function makes.
import {
  array,
  BOOLEAN,
  DOUBLE,
  LONG,
  NULL,
  STRING,
  type DataType,
  type StructField,
  type StructType,
} from '@shared/expr'

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
  const known = values.filter(value => value !== null && value !== undefined)
  if (known.length === 0) return undefined
  const all = (test: (value: unknown) => boolean) => known.every(test)
  if (all(value => typeof value === 'string')) return STRING
  if (all(value => typeof value === 'boolean')) return BOOLEAN
  if (all(value => typeof value === 'number')) return all(Number.isInteger) ? LONG : DOUBLE
  if (all(Array.isArray)) {
    const element = typeOfValues(known.flat())
    return element && array(element)
  }
  if (!all(value => typeof value === 'object' && !Array.isArray(value))) return undefined
  const names = [...new Set(known.flatMap(value => Object.keys(Object(value))))]
  const type: StructType = {
    kind: 'struct',
    fields: names.map(name => ({
      name,
      type: typeOfValues(known.map(value => at(value, name))) ?? NULL,
    })),
  }
  return isWhole(type) ? type : undefined
}

const at = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
