// Rows of fixed fields. All of them share one shape from the start: a row that grows field by
// field, or by a computed name behind a spread, takes the engine up to thirty times as long.
import type { Value } from '@shared/expr'

export function rowMaker(
  names: readonly string[],
): (values: readonly Value[]) => Record<string, Value> {
  const blank: Record<string, Value> = {}
  for (const name of names)
    // A field named __proto__ is data like any other.
    Object.defineProperty(blank, name, {
      value: null,
      enumerable: true,
      configurable: true,
      writable: true,
    })
  const count = names.length
  return values => {
    const row = { ...blank }
    for (let i = 0; i < count; i++) row[names[i] ?? ''] = values[i] ?? null
    return row
  }
}
