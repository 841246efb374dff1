// The records in the body of a request: one JSON object, an array of them, or one in each line. Each
// keeps its text as it was sent, because numbers that a double does not hold would lose digits.
import type { TakenRecord } from '../intake/intake-log'

/** More in one request would hold up all others. */
const RECORDS_MAX = 10_000

/** A sentence for the sender. */
export class BadBody extends Error {}

export function recordsOf(body: string, keyField: string | undefined): TakenRecord[] {
  const text = body.trim()
  if (text === '') throw new BadBody('The request has no body.')
  const whole = tryJson(text)
  const texts = whole === undefined ? linesOf(text) : Array.isArray(whole) ? partsOf(text) : [text]
  if (texts.length > RECORDS_MAX)
    throw new BadBody(`The request has more than ${RECORDS_MAX} records.`)
  return texts.map((each, at) => ({ key: keyOf(each, at, keyField), value: each }))
}

function keyOf(text: string, at: number, field: string | undefined): string | null {
  const value = tryJson(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadBody(`Record ${at + 1} is not a JSON object.`)
  if (field === undefined || !Object.hasOwn(value, field)) return null
  const key: unknown = Reflect.get(value, field)
  if (key === null) return null
  if (typeof key === 'number' && Math.abs(key) > Number.MAX_SAFE_INTEGER)
    return numberOf(text, field)
  return typeof key === 'object' ? JSON.stringify(key) : String(key)
}

/** A number of an object with all of its digits: two long ids must not become one key. */
function numberOf(object: string, field: string): string {
  const member = partsOf(object).findLast(each => Object.hasOwn(JSON.parse(`{${each}}`), field))
  return /[-+.\deE]+$/.exec(member ?? '')?.[0] ?? ''
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const linesOf = (text: string) =>
  text.split(/\r?\n/).flatMap(line => (line.trim() === '' ? [] : [line.trim()]))

/**
 * The elements of a sound array, or the members of an object: commas outside of texts and of other
 * brackets are between them. Sign by sign: a regular expression runs out of stack at a text of some
 * megabytes.
 */
function partsOf(json: string): string[] {
  const inner = json.slice(1, -1)
  const found: string[] = []
  let depth = 0
  let from = 0
  let isText = false
  for (let at = 0; at < inner.length; at++) {
    const sign = inner[at]
    if (sign === '"') isText = !isText
    else if (isText) at += sign === '\\' ? 1 : 0
    else if (sign === '{' || sign === '[') depth += 1
    else if (sign === '}' || sign === ']') depth -= 1
    else if (sign === ',' && depth === 0) {
      found.push(inner.slice(from, at).trim())
      from = at + 1
    }
  }
  const last = inner.slice(from).trim()
  return last === '' ? found : [...found, last]
}
