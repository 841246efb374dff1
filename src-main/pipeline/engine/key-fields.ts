// The fields of a key as a person sees them: those of its window are told apart from it.
import type { Json } from '../model/operator'

/** The window has a field of its own; the key does not hold it. */
const WINDOW_FIELDS = new Set(['window_start', 'window_end'])

export const keyFields = (key: Json): Readonly<Record<string, Json>> =>
  Object.fromEntries(Object.entries<Json>(Object(key)).filter(([name]) => !WINDOW_FIELDS.has(name)))
