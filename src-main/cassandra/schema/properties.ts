// The values of WITH options as Cassandra reads them (PropertyDefinitions): all are texts or maps
// of texts, and numbers follow Java's rules.
import type { Property, PropertyValue } from '@shared/cql'
import { configError, syntaxError } from '../errors'

export function textOf(name: string, value: PropertyValue): string {
  if (typeof value === 'string') return value
  throw syntaxError(`Invalid value for property '${name}'. It should be a string`)
}

export function mapOf(name: string, value: PropertyValue): ReadonlyMap<string, string> {
  if (typeof value !== 'string') return value
  throw syntaxError(`Invalid value for property '${name}'. It should be a map.`)
}

export function integerOf(name: string, value: PropertyValue): number {
  const text = textOf(name, value)
  const n = javaInteger(text, 31n)
  if (n === undefined) throw syntaxError(`Invalid integer value ${text} for '${name}'`)
  return Number(n)
}

export function doubleOf(name: string, value: PropertyValue): number {
  const text = textOf(name, value)
  const n = javaDoubleFrom(text)
  if (n === undefined) throw syntaxError(`Invalid double value ${text} for '${name}'`)
  return n
}

export function booleanOf(name: string, value: PropertyValue): boolean {
  const text = textOf(name, value)
  if (/^(1|true|yes)$/i.test(text)) return true
  if (/^(0|false|no)$/i.test(text)) return false
  throw syntaxError(
    `Invalid boolean value ${text} for '${name}'. Positive values can be '1', 'true' or 'yes'. Negative values can be '0', 'false' or 'no'.`,
  )
}

/** Integer.parseInt and Long.parseLong: undefined for a text that they refuse. */
export function javaInteger(text: string, bits: 31n | 63n): bigint | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined
  const n = BigInt(text.replace('+', ''))
  return n >= -(1n << bits) && n < 1n << bits ? n : undefined
}

/** Double.parseDouble: undefined for a text that it refuses. */
export function javaDoubleFrom(text: string): number | undefined {
  const trimmed = text.trim()
  if (/^[+-]?(NaN|Infinity)$/.test(trimmed)) return Number(trimmed.replace(/^[+-]NaN/, 'NaN'))
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[dDfF]?$/.test(trimmed)
    ? Number(trimmed.replace(/[dDfF]$/, ''))
    : undefined
}

/** A property that is given twice, or that nobody knows. */
export function checkNames(
  properties: readonly Property[],
  isKnown: (name: string) => boolean,
): void {
  const seen = new Set<string>()
  for (const { name } of properties) {
    if (seen.has(name)) throw syntaxError(`Multiple definitions for property '${name}'`)
    seen.add(name)
  }
  const unknown = properties.find(({ name }) => !isKnown(name))
  if (unknown) throw syntaxError(`Unknown property '${unknown.name}'`)
}

/** A class by its short name; the error when there is none. */
export function classByName(
  given: string,
  home: string,
  known: readonly string[],
  missing: (full: string) => string,
): { full: string; short: string } {
  const full = given.includes('.') ? given : `${home}.${given}`
  const short = full.slice(full.lastIndexOf('.') + 1)
  if (full !== `${home}.${short}` || !known.includes(short)) throw configError(missing(full))
  return { full, short }
}
