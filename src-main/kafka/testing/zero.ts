// A request of zeros, with empty arrays or a few elements: the seed of mutations.
import { ZERO_UUID, type Fields, type Shape } from '../wire/fields'

export function zeroRequest(
  fields: Fields,
  elements: () => number = () => 0,
  records: Buffer = Buffer.alloc(0),
): Record<string, unknown> {
  const zero = (shape: Shape): unknown => {
    if (shape.kind === 'struct') return zeroRequest(shape.fields, elements, records)
    if (shape.kind === 'array') return Array.from({ length: elements() }, () => zero(shape.of))
    switch (shape.type) {
      case 'bool':
        return false
      case 'string':
        return elements() > 0 ? 'topic' : ''
      case 'uuid':
        return ZERO_UUID
      case 'bytes':
      case 'records':
        return records
      default:
        return 0
    }
  }
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, zero(field.spec.shape)]),
  )
}
