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
  return new Tokenizer(text).all()
}

class Tokenizer {
  private readonly tokens: Token[] = []
  private at = 0

  constructor(private readonly text: string) {}

  all(): Token[] {
    const { text, tokens } = this
    while (this.at < text.length) {
      const skipped = this.match(blank)
      if (skipped === undefined) this.token()
      else this.at += skipped.length
    }
    tokens.push({ kind: 'end', text: '', lower: '', start: text.length, end: text.length })
    return tokens
  }

  private token(): void {
    const ch = this.text.charAt(this.at)
    const found = this.match(word)
    if (found !== undefined) return this.push('word', found, found.length)
    if (ch === "'" || ch === '"') return this.readString(ch)
    if (ch === '`') return this.readQuoted()
    const digits = this.match(number)
    if (digits !== undefined)
      return this.push(numberKind(digits), digits.replace(/[dDlL]$/, ''), digits.length)
    const sign = this.match(symbol)
    if (sign === undefined) this.stop('expr-character', this.at + 1, { character: ch })
    this.push('symbol', sign === '!=' ? '<>' : sign === '==' ? '=' : sign, sign.length)
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    return pattern.exec(this.text)?.[0]
  }

  private push(kind: Token['kind'], text: string, length: number): void {
    const lower = kind === 'word' ? text.toLowerCase() : text
    this.tokens.push({ kind, text, lower, start: this.at, end: this.at + length })
    this.at += length
  }

  private stop(code: string, end: number, params?: Record<string, string>): never {
    throw new ParseStop(problemAt(this.text, { start: this.at, end }, code, params))
  }

  private readString(quote: string): void {
    const { text } = this
    let content = ''
    let i = this.at + 1
    for (;;) {
      const c = text.charAt(i)
      if (c === '') this.stop('expr-open-string', text.length)
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
    this.push('string', content, i + 1 - this.at)
  }

  private readQuoted(): void {
    const { text } = this
    let content = ''
    let i = this.at + 1
    for (;;) {
      const c = text.charAt(i)
      if (c === '') this.stop('expr-open-string', text.length)
      if (c === '`') {
        if (text.charAt(i + 1) !== '`') break
        i++
      }
      content += c
      i++
    }
    this.push('quoted', content, i + 1 - this.at)
  }
}

function numberKind(text: string): 'integer' | 'long' | 'decimal' | 'double' {
  if (/[dDeE]/.test(text)) return 'double'
  return text.includes('.') ? 'decimal' : /[lL]$/.test(text) ? 'long' : 'integer'
}
