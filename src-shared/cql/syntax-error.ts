// A syntax error worded as Cassandra 5.0 words it (ANTLR 3 plus ErrorCollector's snippet), with the
// place it points at.
import type { IToken } from 'chevrotain'
import type { CqlToken } from './lexer'

export class CqlSyntaxError extends Error {
  override readonly name = 'CqlSyntaxError'

  constructor(
    message: string,
    /** The offset of the offending token in the text. */
    readonly offset: number,
    readonly endOffset: number,
  ) {
    super(message)
  }
}

const SNIPPET_TOKENS_BEFORE = 10
const SNIPPET_TOKENS_AFTER = 2

export const isEnd = (token: IToken) => Number.isNaN(token.startOffset)

interface Place {
  readonly line: number
  readonly column: number
  readonly length: number
}

/**
 * The tokens of a text with the hidden ones in between, addressed as Cassandra's token stream
 * addresses them.
 */
export interface RawTokens {
  readonly text: string
  /** Of tokens and hidden ones; it is the index of the end too. */
  readonly count: number
  placeAt(rawIndex: number): Place | undefined
}

/**
 * `seen` is the index of the last token that Cassandra's parser has read by then: an excerpt goes no
 * further.
 */
export function noViableAlternative(
  raw: RawTokens,
  seen: number,
  decision: IToken,
  offending: IToken,
): CqlSyntaxError {
  return describe(raw, seen, decision, offending, at => `no viable alternative at input '${at}'`)
}

export function mismatchedInput(
  raw: RawTokens,
  seen: number,
  offending: IToken,
  expecting: string,
): CqlSyntaxError {
  return describe(
    raw,
    seen,
    offending,
    offending,
    at => `mismatched input '${at}' expecting ${expecting}`,
  )
}

export const rawIndexOf = (raw: RawTokens, token: IToken) =>
  isEnd(token) ? raw.count : (token as CqlToken).rawIndex

function describe(
  raw: RawTokens,
  seen: number,
  decision: IToken,
  offending: IToken,
  say: (input: string) => string,
): CqlSyntaxError {
  const marked = rawIndexOf(raw, decision)
  const read = Math.max(seen, rawIndexOf(raw, offending))
  const shown = snippet(raw, marked, Math.min(read, marked + SNIPPET_TOKENS_AFTER))
  if (isEnd(offending))
    return new CqlSyntaxError(`line 0:-1 ${say('<EOF>')}${shown}`, raw.text.length, raw.text.length)
  const at = offending as CqlToken
  const message = `line ${at.startLine}:${at.startColumn} ${say(spoken(at))}${shown}`
  return new CqlSyntaxError(message, at.startOffset, at.endOffset + 1)
}

/** Cassandra's token text: a literal without its quotes, a keyword as written. */
export const spoken = (token: CqlToken) => (isUnquoted(token) ? token.payload : token.image)

/** A quoted name without letters keeps its quotes in Cassandra's messages. */
const isUnquoted = ({ image }: CqlToken) => /^['"$]/.test(image) && image !== '""'

function snippet(raw: RawTokens, decision: number, last: number): string {
  const from = raw.placeAt(Math.max(0, decision - SNIPPET_TOKENS_BEFORE))
  const to = raw.placeAt(last)
  const marked = raw.placeAt(decision)
  if (!from || !to || !marked) return ''
  const lines = raw.text.split('\n')
  const lineOf = (place: Place) => lines[place.line - 1] ?? ''
  const wholeStart = from.line === 1 && from.column === 0
  const wholeEnd = to.line === lines.length && to.column + to.length === lineOf(to).length
  lines[to.line - 1] = lineOf(to).slice(0, to.column + to.length)
  const line = lineOf(marked)
  const end = marked.column + marked.length
  lines[marked.line - 1] =
    `${line.slice(0, marked.column)}[${line.slice(marked.column, end)}]${line.slice(end)}`
  lines[from.line - 1] = lineOf(from).slice(from.column)
  const shown = lines.slice(from.line - 1, to.line).join('')
  return ` (${wholeStart ? '' : '...'}${shown}${wholeEnd ? '' : '...'})`
}
