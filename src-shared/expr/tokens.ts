// The lexer: SQL's tokens with their places. Strings are '…' or "…" (as in Spark; '' doubles, \
// escapes), names may be `quoted`.
import type { Span } from './ast'
import { ParseStop, problemAt } from './problem'

export interface Token extends Span {
  readonly kind:
    'word' | 'quoted' | 'string' | 'integer' | 'long' | 'decimal' | 'double' | 'symbol' | 'end'
  /** The word as written, the string's content, the number's digits or the symbol. */
  readonly text: string
  /** Lower case of a word: what keywords are compared with. */
  readonly lower: string
}

const word = /[\p{L}_][\p{L}\p{N}_]*/uy
const number =
  /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?:[dD](?![\p{L}\p{N}_])|[lL](?![\p{L}\p{N}_]))?/uy
const symbol = /<=>|<=|>=|<>|!=|==|\|\||->|[-+*/%=<>(),.[\]:!]/y
const blank = /(?:\s+|--[^\n]*|\/\*[^]*?\*\/)+/y

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', '0': '\0' }

export const TEXT_LENGTH_MAX = 20_000 // an expression is a line or a few; a megabyte of text is a mistake

export function tokenize(text: string): Token[] {
  if (text.length > TEXT_LENGTH_MAX) {
    throw new ParseStop(
      problemAt(text, { start: 0, end: 1 }, 'expr-too-long', {
        length: text.length,
        max: TEXT_LENGTH_MAX,
      }),
    )
  }
  const tokens: Token[] = []
  let at = 0
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0]
  }
  const push = (kind: Token['kind'], content: string, length: number) => {
    tokens.push({
      kind,
      text: content,
      lower: kind === 'word' ? content.toLowerCase() : content,
      start: at,
      end: at + length,
    })
    at += length
  }
  while (at < text.length) {
    const skipped = match(blank)
    if (skipped !== undefined) {
      at += skipped.length
      continue
    }
    const ch = text.charAt(at)
    const found = match(word)
    if (found !== undefined) push('word', found, found.length)
    else if (ch === "'" || ch === '"') readString(ch)
    else if (ch === '`') readQuoted()
    else {
      const digits = match(number)
      if (digits !== undefined)
        push(numberKind(digits), digits.replace(/[dDlL]$/, ''), digits.length)
      else {
        const sign = match(symbol)
        if (sign === undefined)
          throw new ParseStop(
            problemAt(text, { start: at, end: at + 1 }, 'expr-character', { character: ch }),
          )
        push('symbol', sign === '!=' ? '<>' : sign === '==' ? '=' : sign, sign.length)
      }
    }
  }
  tokens.push({ kind: 'end', text: '', lower: '', start: text.length, end: text.length })
  return tokens

  function readString(quote: string): void {
    let content = ''
    let i = at + 1
    for (;;) {
      const c = text.charAt(i)
      if (c === '')
        throw new ParseStop(problemAt(text, { start: at, end: text.length }, 'expr-open-string'))
      if (c === '\\' && i + 1 < text.length) {
        const next = text.charAt(i + 1)
        // \% and \_ keep their backslash: it is LIKE's to read.
        content += next === '%' || next === '_' ? `\\${next}` : (ESCAPES[next] ?? next)
        i += 2
      } else if (c === quote) {
        if (text.charAt(i + 1) !== quote) break
        content += quote
        i += 2
      } else {
        content += c
        i++
      }
    }
    push('string', content, i + 1 - at)
  }

  function readQuoted(): void {
    let content = ''
    let i = at + 1
    for (;;) {
      const c = text.charAt(i)
      if (c === '')
        throw new ParseStop(problemAt(text, { start: at, end: text.length }, 'expr-open-string'))
      if (c === '`') {
        if (text.charAt(i + 1) !== '`') break
        i++
      }
      content += c
      i++
    }
    push('quoted', content, i + 1 - at)
  }
}

function numberKind(text: string): 'integer' | 'long' | 'decimal' | 'double' {
  if (/[dDeE]/.test(text)) return 'double'
  return text.includes('.') ? 'decimal' : /[lL]$/.test(text) ? 'long' : 'integer'
}
