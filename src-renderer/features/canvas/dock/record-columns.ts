// The columns of a list of JSON records: their top-level fields, in the order in which they first
// appear. Values are cut out of the text itself, so that 1.10 stays 1.10 and long integers keep
// their digits.
import { readable } from '@renderer/ui'

export interface RecordField {
  readonly name: string
  readonly numeric: boolean
}

const FIELDS_MAX = 12

export function columnsOfRecords(values: readonly string[]): readonly RecordField[] | undefined {
  const numeric = new Map<string, boolean>()
  for (const value of values) {
    const fields = topFields(value)
    if (fields === undefined) return undefined
    for (const [name, text] of fields)
      numeric.set(name, (numeric.get(name) ?? true) && (text === 'null' || /^-?\d/.test(text)))
  }
  if (numeric.size === 0) return undefined
  return [...numeric].slice(0, FIELDS_MAX).map(([name, isNumber]) => ({ name, numeric: isNumber }))
}

export function fieldText(value: string, name: string): string {
  const text = topFields(value)?.get(name)
  if (text === undefined) return ''
  return text.startsWith('"') ? (unquote(text) ?? text) : readable(text)
}

function unquote(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

const cache = new Map<string, Map<string, string> | undefined>()
const CACHE_MAX = 400

/** The raw text of each top-level field; undefined when the text is not a JSON object. */
export function topFields(value: string): Map<string, string> | undefined {
  if (cache.has(value)) return cache.get(value)
  if (cache.size > CACHE_MAX) cache.clear()
  const fields = scan(value)
  cache.set(value, fields)
  return fields
}

function scan(value: string): Map<string, string> | undefined {
  const text = value.trim()
  if (!text.startsWith('{')) return undefined
  try {
    JSON.parse(text)
  } catch {
    return undefined
  }
  const fields = new Map<string, string>()
  let depth = 0
  let inString = false
  let start = 1
  let name: string | undefined
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (inString) {
      if (char === '\\') at++
      else if (char === '"') inString = false
      continue
    }
    if (char === '"') inString = true
    else if (char === '{' || char === '[') depth++
    else if (char === '}' || char === ']') depth--
    const ends = (char === ',' && depth === 1) || (char === '}' && depth === 0)
    if (char === ':' && depth === 1 && name === undefined) {
      name = unquote(text.slice(start, at).trim())
      start = at + 1
    } else if (ends) {
      if (name !== undefined) fields.set(name, text.slice(start, at).trim())
      name = undefined
      start = at + 1
    }
  }
  return fields
}
