// How long avsc takes to compare two Avro schemas: each branch of a union is tried with each branch of the
// other one, and a branch that does not fit costs an exception. A pair of records is compared once.
import { isObject } from './schema'

export interface AvroSize {
  readonly parts: number
  /** Of all unions. */
  readonly branches: number
  /** Branches of each union, times themselves. */
  readonly squares: number
  /** Of the union with most of them. */
  readonly widest: number
  /** A record can stand for many of the other schema, and a union in it meets many unions. */
  readonly hasAliases: boolean
}

export function sizeOfAvro(json: unknown): AvroSize {
  let [parts, branches, squares, widest, hasAliases] = [0, 0, 0, 1, false]
  const waiting: unknown[] = [json]
  while (waiting.length > 0) {
    const part = waiting.pop()
    parts++
    if (Array.isArray(part)) {
      branches += part.length
      squares += part.length ** 2
      widest = Math.max(widest, part.length)
      for (const each of part) waiting.push(each)
    } else if (isObject(part)) {
      const { fields, items, values, type, aliases } = part
      hasAliases ||= aliases !== undefined
      if (Array.isArray(fields)) for (const field of fields) waiting.push(field)
      waiting.push(...[items, values, type].filter(each => typeof each === 'object'))
    }
  }
  return { parts, branches, squares, widest, hasAliases }
}

export function stepsOf(a: AvroSize, b: AvroSize): number {
  const pairs =
    a.hasAliases || b.hasAliases
      ? Math.min(a.branches * b.widest, b.branches * a.widest)
      : // Each union meets one of the other schema: at most this, however they meet (Cauchy-Schwarz).
        Math.sqrt(a.squares * b.squares)
  return a.parts + b.parts + pairs
}
