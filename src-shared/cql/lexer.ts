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
  const tokens: CqlToken[] = []
  const hidden: HiddenSpan[] = []
  let error: LexResult['error']
  let at = 0
  let line = 1
  let lineStart = 0
  let rawIndex = 0

  const advanceLines = (from: number, to: number) => {
    for (let i = text.indexOf('\n', from); i >= 0 && i < to; i = text.indexOf('\n', i + 1)) {
      line++
      lineStart = i + 1
    }
  }
  const add = (type: TokenType, end: number, payload?: string) => {
    const image = text.slice(at, end)
    tokens.push({
      image,
      payload: payload ?? image,
      startOffset: at,
      endOffset: end - 1,
      startLine: line,
      startColumn: at - lineStart,
      rawIndex: rawIndex++,
      tokenType: type,
      tokenTypeIdx: type.tokenTypeIdx ?? 0,
    })
    if (type === StringLiteral || type === QuotedName) advanceLines(at, end)
    at = end
  }
  const fail = (message: string, offset = at) => {
    error ??= { message: `line ${line}:${offset - lineStart} ${message}`, offset }
  }
  const hide = (end: number, kind: HiddenSpan['kind']) => {
    hidden.push({ start: at, end, kind })
    rawIndex++
    advanceLines(at, end)
    at = end
  }

  while (at < text.length) {
    const c = text.charCodeAt(at)
    if (c === 32 || c === 10 || c === 9 || c === 13) {
      let end = at + 1
      for (
        let d = text.charCodeAt(end);
        d === 32 || d === 10 || d === 9 || d === 13;
        d = text.charCodeAt(++end)
      );
      hide(end, 'space')
    } else if (isLetter(c)) {
      const wordEnd = matchAt(word, text, at)
      const uuidEnd = text.charCodeAt(at + 8) === 45 ? matchAt(uuid, text, at) : at
      const durationEnd = c === 80 ? matchAt(durationIso, text, at) : at
      if (uuidEnd > wordEnd) add(Uuid, uuidEnd)
      else if (durationEnd >= wordEnd) add(Duration, durationEnd)
      else addWord(wordEnd)
    } else if (isDigit(c) || (c === 45 && isDigit(text.charCodeAt(at + 1)))) {
      addNumber()
    } else if (c === 39) {
      const end = closingQuote(39)
      if (end < 0) unterminated("'''")
      else add(StringLiteral, end, text.slice(at + 1, end - 1).replaceAll("''", "'"))
    } else if (c === 36 && text.charCodeAt(at + 1) === 36) {
      const end = text.indexOf('$$', at + 2)
      if (end < 0) unterminated("'$'")
      else add(StringLiteral, end + 2, text.slice(at + 2, end))
    } else if (c === 34) {
      const end = closingQuote(34)
      if (end < 0) unterminated("'\"'")
      else if (end === at + 2) add(EmptyQuotedName, end, '')
      else add(QuotedName, end, text.slice(at + 1, end - 1).replaceAll('""', '"'))
    } else if (
      (c === 45 && text.charCodeAt(at + 1) === 45) ||
      (c === 47 && text.charCodeAt(at + 1) === 47)
    ) {
      const newline = /[\n\r]/g
      newline.lastIndex = at
      const found = newline.exec(text)
      if (found) hide(found.index + 1, 'comment')
      else unterminated('set null', text.length)
    } else if (c === 47 && text.charCodeAt(at + 1) === 42) {
      const end = text.indexOf('*/', at + 2)
      if (end < 0) unterminated("'*'", text.length)
      else hide(end + 2, 'comment')
    } else if (c === 45 && isLetter(text.charCodeAt(at + 1))) {
      const end = matchAt(word, text, at + 1)
      const keyword = keywordOf(text.slice(at, end))
      const durationEnd = text.charCodeAt(at + 1) === 80 ? matchAt(durationIso, text, at) : at
      if (keyword) add(keyword, end)
      else if (durationEnd > at) add(Duration, durationEnd)
      else add(punct('-'), at + 1)
    } else if (c === 63) add(QMark, at + 1)
    else if (c === 46 && text.charCodeAt(at + 1) === 46) add(Range, at + 2)
    else addPunctuation(c)
  }
  return { tokens, hidden, error }

  function addWord(end: number) {
    const image = text.slice(at, end)
    if (/^(true|false)$/i.test(image)) return add(BooleanLiteral, end)
    if (image === 'expr' && text.charCodeAt(end) === 40) return add(ExprOpen, end + 1)
    const keyword = keywordOf(image)
    add(keyword ?? Ident, end, image.toLowerCase())
  }

  function addNumber() {
    if (isDigit(text.charCodeAt(at)) && text.charCodeAt(at + 8) === 45) {
      const end = matchAt(uuid, text, at)
      if (end > at) return add(Uuid, end)
    }
    const numberEnd = matchAt(number, text, at)
    const durationEnd = matchAt(durationUnits, text, at)
    if (durationEnd > at && durationEnd >= numberEnd) return add(Duration, durationEnd)
    const hexEnd = matchAt(hex, text, at)
    if (hexEnd > numberEnd) return add(HexNumber, hexEnd)
    // A UUID may begin with digits that look like a number in exponent form.
    const digits = matchAt(/-?\d+/y, text, at)
    add(digits === numberEnd ? Integer : Float, numberEnd)
  }

  /**
   * The offset after the closing quote, a doubled quote being part of the text; -1 when there is
   * none.
   */
  function closingQuote(quote: number): number {
    for (let i = at + 1; i < text.length; i++) {
      if (text.charCodeAt(i) !== quote) continue
      if (text.charCodeAt(i + 1) !== quote || (quote === 34 && i === at + 1)) return i + 1
      i++
    }
    return -1
  }

  function unterminated(expecting: string, from = text.length) {
    fail(`mismatched character '<EOF>' expecting ${expecting}`, from)
    at = text.length
  }

  function addPunctuation(c: number) {
    const two = text.slice(at, at + 2)
    if (two === '+=' || two === '-=' || two === '<=' || two === '>=' || two === '!=')
      return add(punct(two), at + 2)
    const one = String.fromCharCode(c)
    if ('()[]{},;:.=<>+-*/%'.includes(one)) return add(punct(one), at + 1)
    const char = String.fromCodePoint(text.codePointAt(at) ?? c)
    fail(`no viable alternative at character '${char}'`)
    rawIndex++
    at += char.length
  }
}
