// The fields of a key as a person sees them: those of its window are told apart from it.
import type { Row } from '@shared/expr'
import type { Json, Operator } from '../model/operator'

/** The window has a field of its own; the key does not hold it. */
const WINDOW_FIELDS = new Set(['window_start', 'window_end'])

export const keyFields = (key: Json): Readonly<Record<string, Json>> =>
  Object.fromEntries(Object.entries<Json>(Object(key)).filter(([name]) => !WINDOW_FIELDS.has(name)))

/** The values of a row's key on one line; a row that the node refuses has none. */
export function keyOfRow(operator: Operator, input: number, row: Row): string | undefined {
  try {
    return Object.values(keyFields(operator.keyFor?.(input, row) ?? null))
      .map(part => (typeof part === 'string' ? part : JSON.stringify(part)))
      .join(' · ')
  } catch {
    return undefined
  }
}
