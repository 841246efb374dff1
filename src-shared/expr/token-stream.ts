// Shared by the parsers of expressions and of types: it looks at tokens one by one, and says what
// was expected instead.
import type { Span } from './ast'
import { ParseStop, problemAt } from './problem'
import { tokenize, type Token } from './tokens'

/**
 * Deeper nesting is a mistake or an attack; the stack of the JavaScript engine is not the place to
 * find out.
 */
const DEPTH_MAX = 100

export class TokenStream {
  private readonly tokens: readonly Token[]
  private at = 0
  private depth = 0

  constructor(readonly text: string) {
    this.tokens = tokenize(text)
  }

  peek(ahead = 0): Token {
    const token = this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)]
    if (!token) throw new Error('the token list ends with an end token')
    return token
  }

  next(): Token {
    const token = this.peek()
    if (token.kind !== 'end') this.at++
    return token
  }

  /** The end of the token before: where a node that was just read ends. */
  get lastEnd(): number {
    return this.tokens[this.at - 1]?.end ?? 0
  }

  isSymbol(symbol: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'symbol' && token.text === symbol
  }

  isWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'word' && token.lower === word
  }

  takeSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false
    this.at++
    return true
  }

  takeWord(word: string): boolean {
    if (!this.isWord(word)) return false
    this.at++
    return true
  }

  needSymbol(symbol: string): Token {
    return this.isSymbol(symbol) ? this.next() : this.unexpected(symbol)
  }

  needWord(word: string): Token {
    return this.isWord(word) ? this.next() : this.unexpected(word.toUpperCase())
  }

  needName(): Token {
    const token = this.peek()
    return token.kind === 'word' || token.kind === 'quoted' ? this.next() : this.unexpected('name')
  }

  unexpected(expected: string): never {
    const token = this.peek()
    const span =
      token.kind === 'end' ? { start: Math.max(0, token.start - 1), end: token.end } : token
    const found = token.kind === 'end' ? '' : this.text.slice(token.start, token.end)
    return this.stop(span, token.kind === 'end' ? 'expr-ends-early' : 'expr-syntax', {
      found,
      expected,
    })
  }

  stop(span: Span, code: string, params: Record<string, string | number> = {}): never {
    throw new ParseStop(problemAt(this.text, span, code, params))
  }

  nested<T>(read: () => T): T {
    if (++this.depth > DEPTH_MAX) this.stop(this.peek(), 'expr-too-deep', { max: DEPTH_MAX })
    const result = read()
    this.depth--
    return result
  }
}
