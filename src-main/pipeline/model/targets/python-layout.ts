// Lays out a statement of Python that is too long for its line as ruff does: the last bracket of the
// statement is opened, with an item a line and a comma behind each.
import { COLUMNS_MAX, pyText } from './python'

/** JSON as a literal. */
export function pyValue(json: unknown): string {
  if (json === null || json === undefined) return 'None'
  if (json === true) return 'True'
  if (json === false) return 'False'
  if (typeof json === 'string') return pyText(json)
  if (Array.isArray(json)) return `[${json.map(pyValue).join(', ')}]`
  if (typeof json === 'object')
    return `{${Object.entries(json)
      .map(([name, value]) => `${pyText(name)}: ${pyValue(value)}`)
      .join(', ')}}`
  return String(json)
}

/** `indent`: columns before it. */
export function pyStatement(text: string, indent = 4): string[] {
  if (indent + text.length <= COLUMNS_MAX) return [text]
  const bracket = lastBracket(text)
  if (bracket === undefined) return [text]
  const { open, close } = bracket
  const items = parts(text.slice(open + 1, close), /^, /)
  const [only = ''] = items
  const loop = items.length === 1 ? parts(only, /^ (?=for |if )/) : []
  const inner =
    loop.length > 1
      ? indent + 4 + only.length <= COLUMNS_MAX
        ? [only]
        : loop.flatMap(part => pyStatement(part, indent + 4))
      : items.flatMap(item => withComma(pyStatement(item, indent + 4)))
  return [text.slice(0, open + 1), ...inner.map(line => `    ${line}`), text.slice(close)]
}

const withComma = (lines: readonly string[]) =>
  lines.map((line, i) => (i === lines.length - 1 ? `${line},` : line))

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** The outermost pair that ends last and holds something. */
function lastBracket(text: string): { open: number; close: number } | undefined {
  let found: { open: number; close: number } | undefined
  const open: number[] = []
  walk(text, (ch, at) => {
    if (CLOSING[ch] !== undefined) open.push(at)
    else if (/[)\]}]/.test(ch)) {
      const from = open.pop() ?? at
      const isKey = text[from] === '[' && from > 0 && /[\w\])]/.test(text[from - 1] ?? '')
      if (open.length === 0 && at - from > 1 && !isKey) found = { open: from, close: at }
    }
  })
  return found
}

/** Cut where a separator is outside of all brackets and texts. */
function parts(text: string, separator: RegExp): string[] {
  const cuts: { at: number; length: number }[] = []
  let depth = 0
  walk(text, (ch, at) => {
    if (CLOSING[ch] !== undefined) depth++
    else if (/[)\]}]/.test(ch)) depth--
    const [hit] = depth === 0 ? (separator.exec(text.slice(at)) ?? []) : []
    if (hit !== undefined) cuts.push({ at, length: hit.length })
  })
  const found: string[] = []
  let from = 0
  for (const { at, length } of cuts) {
    found.push(text.slice(from, at))
    from = at + length
  }
  return [...found, text.slice(from)]
}

/** Each character that is not within a text. */
function walk(text: string, each: (ch: string, at: number) => void): void {
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const ch = text[at] ?? ''
    if (quote !== '') {
      if (ch === '\\') at++
      else if (ch === quote) quote = ''
    } else if (ch === '"' || ch === "'") quote = ch
    else each(ch, at)
  }
}
