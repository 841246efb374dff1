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
  readonly visible: readonly CqlToken[]
  placeAt(rawIndex: number): Place | undefined
}

export function noViableAlternative(
  raw: RawTokens,
  decision: IToken,
  offending: IToken,
): CqlSyntaxError {
  return describe(raw, decision, offending, input => `no viable alternative at input '${input}'`)
}

export function mismatchedInput(
  raw: RawTokens,
  offending: IToken,
  expecting: string,
): CqlSyntaxError {
  return describe(
    raw,
    offending,
    offending,
    input => `mismatched input '${input}' expecting ${expecting}`,
  )
}

function describe(
  raw: RawTokens,
  decision: IToken,
  offending: IToken,
  say: (input: string) => string,
): CqlSyntaxError {
  if (isEnd(offending))
    return new CqlSyntaxError(`line 0:-1 ${say('<EOF>')}`, raw.text.length, raw.text.length)
  const at = offending as CqlToken
  const message = `line ${at.startLine}:${at.startColumn} ${say(spoken(at))}${snippet(raw, decision as CqlToken, at)}`
  return new CqlSyntaxError(message, at.startOffset, at.endOffset + 1)
}

/** Cassandra's token text: a literal without its quotes, a keyword as written. */
export function spoken(token: CqlToken): string {
  return /^['"$]/.test(token.image) ? token.payload : token.image
}

function snippet(raw: RawTokens, decision: CqlToken, offending: CqlToken): string {
  const from = raw.placeAt(Math.max(0, decision.rawIndex - SNIPPET_TOKENS_BEFORE))
  const to = raw.placeAt(Math.min(offending.rawIndex, decision.rawIndex + SNIPPET_TOKENS_AFTER))
  const marked = raw.placeAt(decision.rawIndex)
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
