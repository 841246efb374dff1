// Fixed values as a person writes them in one line: 5, true, {a: 1} and [1, 2] are what they look
// like, quotes keep what is inside a text, and anything else is a text as it stands. What would be
// read otherwise is shown in quotes, so that an edit of one value leaves the others as they were.
import { parse } from 'yaml'

const LITERAL =
  /^(?:".*"|'.*'|\[.*\]|\{.*\}|true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/
const WEIGHT = /^(.*):\s*(\d*\.?\d+)$/
/** Where a part begins so, commas inside of it do not end it. */
const OPENS = /^["'[{]/

export function literalOf(text: string): unknown {
  const written = text.trim()
  if (!LITERAL.test(written)) return text
  try {
    const value: unknown = parse(written)
    return value
  } catch {
    return text
  }
}

export function literalText(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value ?? null)
  return literalOf(value) === value && !OPENS.test(value) && !/[\n\r\t]/.test(value)
    ? value
    : JSON.stringify(value)
}

/** `Visa: 3, Amex: 1` are weights; `Visa, Amex` come equally often. */
export function choicesText(choice: unknown): string {
  if (Array.isArray(choice)) {
    const partText = (value: unknown) =>
      typeof value === 'string' && (!isOnePart(value) || WEIGHT.test(value))
        ? JSON.stringify(value)
        : literalText(value)
    return choice.map(partText).join(', ')
  }
  return Object.entries(choice ?? {})
    .map(([name, weight]) => `${isOnePart(name) ? name : JSON.stringify(name)}: ${String(weight)}`)
    .join(', ')
}

/** Undefined where nothing is written. */
export function choicesOf(text: string): unknown[] | Record<string, number> | undefined {
  const parts = partsOf(text)
    .map(part => part.trim())
    .filter(Boolean)
  if (parts.length === 0) return undefined
  const weights = parts.map(part => WEIGHT.exec(part))
  if (weights.every(found => found === null)) return parts.map(literalOf)
  return Object.fromEntries(
    parts.map((part, i) => [nameOf(weights[i]?.[1] ?? part), Number(weights[i]?.[2] ?? 1)]),
  )
}

/** A value with a weight is always a text. */
const nameOf = (text: string) => (/^["']/.test(text) ? String(literalOf(text)) : text)

const isOnePart = (text: string) =>
  text !== '' && text === text.trim() && !/[,\n\r\t]/.test(text) && !OPENS.test(text)

/** Between commas, save those within quotes or brackets. */
function partsOf(text: string): string[] {
  const parts: string[] = []
  let part = ''
  let quote = ''
  let depth = 0
  let isEscaped = false
  for (const sign of text) {
    const mayOpen = depth > 0 || part.trim() === ''
    if (sign === ',' && quote === '' && depth === 0) {
      parts.push(part)
      part = ''
      continue
    }
    if (quote !== '') {
      if (!isEscaped && sign === quote) quote = ''
      isEscaped = !isEscaped && quote === '"' && sign === '\\'
    } else if (mayOpen && /["']/.test(sign)) quote = sign
    else if (mayOpen && /[[{]/.test(sign)) depth++
    else if (depth > 0 && /[\]}]/.test(sign)) depth--
    part += sign
  }
  return [...parts, part]
}
