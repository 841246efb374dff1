// Text → tokens, by hand: one pass, no regular expression per keyword, and the same longest-match
// choices as Cassandra's Lexer.g (UUID before number, DURATION before identifier, '-' glued to
// digits). White space and comments are dropped but remembered, since Cassandra's error texts count
// them.
import type { IToken, TokenType } from 'chevrotain'
import {
  BooleanLiteral,
  Duration,
  EmptyQuotedName,
  ExprOpen,
  Float,
  HexNumber,
  Ident,
  Integer,
  keywordOf,
  punct,
  QMark,
  QuotedName,
  Range,
  StringLiteral,
  Uuid,
} from './vocabulary'

export interface CqlToken extends IToken {
  startOffset: number
  endOffset: number
  startLine: number
  startColumn: number
  /** Position among all tokens, hidden ones included: Cassandra's snippets count those. */
  rawIndex: number
  /** The text without quotes. */
  payload: string
}

export interface HiddenSpan {
  readonly start: number
  readonly end: number
  readonly kind: 'space' | 'comment'
}

export interface LexResult {
  readonly tokens: CqlToken[]
  readonly hidden: HiddenSpan[]
  /** The first lexical error, worded as Cassandra words it. */
  readonly error?: { readonly message: string; readonly offset: number }
}

const UNIT = '(?:[yY]|[mM][oO]|[wW]|[dD]|[hH]|[mM][sS]|[mM]|[sS]|[uU][sS]|\\u00B5[sS]|[nN][sS])'
const TIME = 'T\\d+(?:H(?:\\d+M)?(?:\\d+S)?|M(?:\\d+S)?|S)'
const DATE = '\\d+(?:Y(?:\\d+M)?(?:\\d+D)?|M(?:\\d+D)?|D)'
const durationUnits = new RegExp(`-?\\d+${UNIT}(?:\\d+${UNIT})*`, 'y')
const durationIso = new RegExp(
  `-?P(?:\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d|${TIME}|\\d+W|${DATE}(?:${TIME})?)`,
  'y',
)
const uuid = /[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}/y
const uuidStart = /[0-9a-fA-F]{8}-/y
const UUID_GROUPS = [8, 4, 4, 4, 12]
const hexDigits = /[0-9a-fA-F]+/y
const wholeNumber = /-?\d+/y
const hex = /0[xX][0-9a-fA-F]*/y
const number = /-?\d+(?:\.(?!\.)\d*)?(?:[eE][+-]?\d+)?/y
const word = /[A-Za-z][A-Za-z0-9_]*/y

const isDigit = (c: number) => c >= 48 && c <= 57
const isLetter = (c: number) => (c >= 97 && c <= 122) || (c >= 65 && c <= 90)

function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

export function tokenize(text: string): LexResult {
  const lexer = new Lexer(text)
  return { tokens: lexer.tokens, hidden: lexer.hidden, error: lexer.error }
}

const isSpace = (c: number) => c === 32 || c === 10 || c === 9 || c === 13
const QUOTE = 39
const DOUBLE_QUOTE = 34
const DOLLAR = 36
const EXCLAMATION = 33
const MINUS = 45
const SLASH = 47

/** Where the text after a minus leaves -Infinity or -NaN; undefined when it begins neither. */
function mismatchAt(text: string, minus: number): number | undefined {
  const wanted = /i/i.test(text[minus + 1] ?? '') ? '-infinity' : '-nan'
  for (let i = 1; i < wanted.length; i++)
    if (text[minus + i]?.toLowerCase() !== wanted[i]) return i === 1 ? undefined : minus + i
  return undefined
}

/** Reads the whole text when made. */
class Lexer {
  readonly tokens: CqlToken[] = []
  readonly hidden: HiddenSpan[] = []
  error: LexResult['error'] = undefined
  private at = 0
  private line = 1
  private lineStart = 0
  private rawIndex = 0

  constructor(private readonly text: string) {
    while (this.at < text.length) this.next(text.charCodeAt(this.at))
  }

  private next(c: number): void {
    const { text, at } = this
    if (isSpace(c)) {
      let end = at + 1
      while (isSpace(text.charCodeAt(end))) end++
      this.hide(end, 'space')
    } else if (isLetter(c)) this.addName(c)
    else if (isDigit(c) || (c === MINUS && isDigit(text.charCodeAt(at + 1)))) this.addNumber()
    else if (c === QUOTE) this.addString()
    else if (c === DOLLAR) this.addDollarString()
    else if (c === EXCLAMATION && text[at + 1] !== '=') this.mismatched(at + 1, "'='")
    else if (c === DOUBLE_QUOTE) this.addQuotedName()
    else if ((c === MINUS || c === SLASH) && text.charCodeAt(at + 1) === c) this.hideLine()
    else if (c === SLASH && text.charCodeAt(at + 1) === 42) this.hideBlock()
    else if (c === MINUS && isLetter(text.charCodeAt(at + 1))) this.addMinusWord()
    else if (c === 63) this.add(QMark, at + 1)
    else if (c === 46 && text.charCodeAt(at + 1) === 46) this.add(Range, at + 2)
    else this.addPunctuation(c)
  }

  private advanceLines(from: number, to: number): void {
    const { text } = this
    for (let i = text.indexOf('\n', from); i >= 0 && i < to; i = text.indexOf('\n', i + 1)) {
      this.line++
      this.lineStart = i + 1
    }
  }

  private add(type: TokenType, end: number, payload?: string): void {
    const { at } = this
    const image = this.text.slice(at, end)
    this.tokens.push({
      image,
      payload: payload ?? image,
      startOffset: at,
      endOffset: end - 1,
      startLine: this.line,
      startColumn: at - this.lineStart,
      rawIndex: this.rawIndex++,
      tokenType: type,
      tokenTypeIdx: type.tokenTypeIdx ?? 0,
    })
    if (type === StringLiteral || type === QuotedName) this.advanceLines(at, end)
    this.at = end
  }

  private fail(message: string, offset = this.at): void {
    this.error ??= {
      message: `line ${this.line}:${offset - this.lineStart} ${message}`,
      offset,
    }
  }

  private hide(end: number, kind: HiddenSpan['kind']): void {
    this.hidden.push({ start: this.at, end, kind })
    this.rawIndex++
    this.advanceLines(this.at, end)
    this.at = end
  }

  /** What begins with a letter: a word, a UUID or a duration in ISO form. */
  private addName(c: number): void {
    const { text, at } = this
    const wordEnd = matchAt(word, text, at)
    if (matchAt(uuidStart, text, at) > at) return this.addUuid()
    const durationEnd = c === 80 ? matchAt(durationIso, text, at) : at
    if (durationEnd >= wordEnd) this.add(Duration, durationEnd)
    else this.addWord(wordEnd)
  }

  private addWord(end: number): void {
    const image = this.text.slice(this.at, end)
    if (/^(true|false)$/i.test(image)) return this.add(BooleanLiteral, end)
    if (image === 'expr' && this.text.charCodeAt(end) === 40) return this.add(ExprOpen, end + 1)
    const keyword = keywordOf(image)
    this.add(keyword ?? Ident, end, image.toLowerCase())
  }

  private addMinusWord(): void {
    const { text, at } = this
    const end = matchAt(word, text, at + 1)
    const keyword = keywordOf(text.slice(at, end))
    const durationEnd = text.charCodeAt(at + 1) === 80 ? matchAt(durationIso, text, at) : at
    const beyond = mismatchAt(text, at)
    if (keyword) this.add(keyword, end)
    else if (durationEnd > at) this.add(Duration, durationEnd)
    else if (beyond === undefined) this.add(punct('-'), at + 1)
    // After a minus and an i or n, Cassandra's lexer reads -Infinity or -NaN, or nothing.
    else this.mismatched(beyond, 'set null')
  }

  private addNumber(): void {
    const { text, at } = this
    if (matchAt(uuidStart, text, at) > at) return this.addUuid()
    const numberEnd = matchAt(number, text, at)
    const durationEnd = matchAt(durationUnits, text, at)
    if (durationEnd > at && durationEnd >= numberEnd) return this.add(Duration, durationEnd)
    const hexEnd = matchAt(hex, text, at)
    if (hexEnd > numberEnd) return this.add(HexNumber, hexEnd)
    const digitsEnd = matchAt(wholeNumber, text, at)
    if (digitsEnd === numberEnd && this.refusesAfter(digitsEnd)) return
    this.add(digitsEnd === numberEnd ? Integer : Float, numberEnd)
  }

  /**
   * After digits, a letter is the beginning of an exponent, of a unit of time or of a UUID for
   * Cassandra's lexer, whatever comes then.
   */
  private refusesAfter(end: number): boolean {
    const { text, at } = this
    const next = text[end] ?? ''
    if (/e/i.test(next))
      this.fail(`no viable alternative at character '${text[end + 1] ?? '<EOF>'}'`, end + 1)
    else if (/[nu]/i.test(next)) this.mismatched(end + 1, 'set null')
    else if (/[a-f]/i.test(next) && text.charCodeAt(at) !== MINUS)
      this.mismatched(matchAt(hexDigits, text, end), 'set null')
    else return false
    this.at = text.length
    return true
  }

  /** Eight hexadecimal digits and a minus are a UUID's, or a mistake. */
  private addUuid(): void {
    const { text, at } = this
    const end = matchAt(uuid, text, at)
    if (end > at) return this.add(Uuid, end)
    let reached = at
    for (const [i, length] of UUID_GROUPS.entries()) {
      for (let n = 0; n < length; n++, reached++)
        if (!/[0-9a-fA-F]/.test(text[reached] ?? '')) return this.mismatched(reached, 'set null')
      if (i < UUID_GROUPS.length - 1 && text[reached++] !== '-')
        return this.mismatched(reached - 1, "'-'")
    }
  }

  private addString(): void {
    const end = this.closingQuote(QUOTE)
    if (end < 0) return this.unterminated("'''")
    this.add(StringLiteral, end, this.text.slice(this.at + 1, end - 1).replaceAll("''", "'"))
  }

  private addDollarString(): void {
    if (this.text.charCodeAt(this.at + 1) !== DOLLAR) return this.mismatched(this.at + 1, "'$'")
    const end = this.text.indexOf('$$', this.at + 2)
    // The last character cannot be part of the text: two signs would have to follow it.
    if (end < 0) return this.mismatched(Math.max(this.at + 2, this.text.length - 1), "'$'")
    this.add(StringLiteral, end + 2, this.text.slice(this.at + 2, end))
  }

  private addQuotedName(): void {
    const end = this.closingQuote(DOUBLE_QUOTE)
    if (end < 0) return this.unterminated("'\"'")
    if (end === this.at + 2) return this.add(EmptyQuotedName, end, '')
    this.add(QuotedName, end, this.text.slice(this.at + 1, end - 1).replaceAll('""', '"'))
  }

  /**
   * The offset after the closing quote, a doubled quote being part of the text; -1 when there is
   * none.
   */
  private closingQuote(quote: number): number {
    const { text, at } = this
    for (let i = at + 1; i < text.length; i++) {
      if (text.charCodeAt(i) !== quote) continue
      if (text.charCodeAt(i + 1) !== quote || (quote === DOUBLE_QUOTE && i === at + 1)) return i + 1
      i++
    }
    return -1
  }

  private hideLine(): void {
    const newline = /[\n\r]/g
    newline.lastIndex = this.at
    const found = newline.exec(this.text)
    if (found) this.hide(found.index + 1, 'comment')
    else this.unterminated('set null')
  }

  private hideBlock(): void {
    const end = this.text.indexOf('*/', this.at + 2)
    if (end < 0) this.unterminated("'*'")
    else this.hide(end + 2, 'comment')
  }

  private unterminated(expecting: string): void {
    this.mismatched(this.text.length, expecting)
  }

  /** Nothing after a mistake counts: it is what will be reported. */
  private mismatched(at: number, expecting: string): void {
    this.fail(`mismatched character '${this.text[at] ?? '<EOF>'}' expecting ${expecting}`, at)
    this.at = this.text.length
  }

  private addPunctuation(c: number): void {
    const { text, at } = this
    const two = text.slice(at, at + 2)
    if (two === '+=' || two === '-=' || two === '<=' || two === '>=' || two === '!=')
      return this.add(punct(two), at + 2)
    const one = String.fromCharCode(c)
    if ('()[]{},;:.=<>+-*/%'.includes(one)) return this.add(punct(one), at + 1)
    const char = String.fromCodePoint(text.codePointAt(at) ?? c)
    this.fail(`no viable alternative at character '${char}'`)
    this.rawIndex++
    this.at += char.length
  }
}
