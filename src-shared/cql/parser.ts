// parseStatement: one CQL statement in, its typed tree out, or a CqlSyntaxError in Cassandra's
// words. The grammar object is made on first use (its analysis takes some tens of milliseconds) and
// kept.
import { type IToken, MismatchedTokenException, NotAllInputParsedException } from 'chevrotain'
import type { ParsedStatement, Statement } from './ast'
import { StatementGrammar } from './grammar/statement'
import { ANY_OF } from './grammar/base'
import { type HiddenSpan, type LexResult, tokenize } from './lexer'
import { CqlNestingError, isStackOverflow, measureTree, refuseDeepBrackets } from './nesting'
import {
  CqlSyntaxError,
  mismatchedInput,
  noViableAlternative,
  type RawTokens,
  spoken,
} from './syntax-error'

class CqlGrammar extends StatementGrammar {
  constructor() {
    super()
    this.performSelfAnalysis()
  }
}

let grammar: CqlGrammar | undefined
export const theGrammar = () => (grammar ??= new CqlGrammar())

export function parseStatement(text: string): ParsedStatement {
  // Before the first token is read: it completes their types.
  const parser = theGrammar()
  const lexed = tokenize(text)
  refuseDeepBrackets(text, lexed.tokens)
  const raw = rawTokens(text, lexed)
  parser.input = lexed.tokens
  parser.raw = raw
  parser.markers = []
  parser.noted = undefined
  parser.seen = 0
  const result = attempt(parser, raw)
  const failure = result instanceof CqlSyntaxError ? result : undefined
  // Cassandra reports what comes first: what was noted came before the place where the parser gave
  // up, and its lexer runs only as far as its parser has looked.
  if (parser.noted !== undefined) throw new CqlSyntaxError(parser.noted, 0, text.length)
  if (lexed.error && (!failure || failure.offset >= lexed.error.offset))
    throw new CqlSyntaxError(lexed.error.message, lexed.error.offset, text.length)
  if (failure) throw failure
  const statement = result as Statement
  return { statement, markers: parser.markers, nodes: measureTree(text, statement) }
}

function attempt(parser: CqlGrammar, raw: RawTokens): Statement | CqlSyntaxError {
  try {
    const statement = parser.query()
    const error = parser.errors[0]
    return error ? worded(raw, parser.seen, error) : statement
  } catch (error) {
    if (error instanceof CqlSyntaxError) return error
    if (isStackOverflow(error)) return new CqlNestingError(raw.text)
    throw error
  }
}

function worded(raw: RawTokens, seen: number, error: Error & { token: IToken }): CqlSyntaxError {
  const { token } = error
  if (error instanceof NotAllInputParsedException) return mismatchedInput(raw, seen, token, 'EOF')
  if (error instanceof MismatchedTokenException) {
    const expected = /expecting (\S+)$/.exec(error.message)?.[1]
    if (expected !== undefined && expected !== ANY_OF)
      return mismatchedInput(raw, seen, token, expected)
  }
  return noViableAlternative(raw, seen, token, token)
}

function rawTokens(text: string, lexed: LexResult): RawTokens {
  return {
    text,
    count: lexed.tokens.length + lexed.hidden.length,
    placeAt: rawIndex => {
      const token = lexed.tokens.find(t => t.rawIndex === rawIndex)
      if (token)
        return {
          line: token.startLine,
          column: token.startColumn,
          length: spoken(token).length,
        }
      const span = hiddenAt(lexed, rawIndex)
      if (!span) return undefined
      const line = text.slice(0, span.start).split('\n').length
      return {
        line,
        column: span.start - (text.lastIndexOf('\n', span.start - 1) + 1),
        length: span.end - span.start,
      }
    },
  }
}

function hiddenAt(lexed: LexResult, rawIndex: number): HiddenSpan | undefined {
  // Hidden spans take the raw indexes that no token has, in order.
  const taken = new Set(lexed.tokens.map(t => t.rawIndex))
  let nth = -1
  for (let i = 0; i <= rawIndex; i++) if (!taken.has(i)) nth++
  return taken.has(rawIndex) ? undefined : lexed.hidden[nth]
}
