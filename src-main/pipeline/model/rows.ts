// Small helpers over rows that several nodes share.
import { keyOf, type Key, type Row, type StructType, type Value } from '@shared/expr'
import type { RawRecord } from './batch'
import type { Json } from './operator'

/** Just the key fields of a row. */
export function keysOf(names: readonly string[]): (row: Row) => Row {
  return row => Object.fromEntries(names.map(name => [name, row[name] ?? null]))
}

/** NULL is a key of its own, apart from the text “null”. */
export function textOfKey(key: Key): string {
  return key === null ? '\u0000' : String(key)
}

/** One text for the key fields of a row: equal keys, equal texts. */
export function keyTextOf(names: readonly string[], row: StructType): (row: Row) => string {
  const parts = names.map(name => ({
    name,
    key: keyOf(row.fields.find(f => f.name === name)?.type ?? { kind: 'string' }),
  }))
  const [only] = parts
  if (parts.length === 1 && only) return r => textOfKey(only.key(r[only.name] ?? null))
  return r => JSON.stringify(parts.map(({ name, key }) => textOfKey(key(r[name] ?? null))))
}

/** A part of such a text for people. */
export const shownKey = (text: string | undefined): string | null =>
  text === undefined || text === textOfKey(null) ? null : text

/** What compileWriter gives is JSON by its contract; its type cannot say so. */
export function asJson(value: unknown): Json {
  return value as Json
}

/** A value as a table or chart shows it: numbers where a number can say it, else text. */
export function shownValue(
  value: Value | undefined,
  write: (value: Value) => unknown,
): string | number | boolean | null {
  const json = write(value ?? null)
  if (
    json === null ||
    typeof json === 'string' ||
    typeof json === 'number' ||
    typeof json === 'boolean'
  )
    return json
  return JSON.stringify(json) ?? null
}

/** A record out of a topic, for steps that take rows. */
export function recordAsRow({ key, value, partition, offset, timeMs }: RawRecord): Row {
  return {
    key: key?.toString('utf8') ?? null,
    value: value?.toString('utf8') ?? null,
    partition,
    offset,
    timestamp: timeMs,
  }
}
