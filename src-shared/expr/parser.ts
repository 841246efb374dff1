// The grammar of expressions, by precedence climbing (Spark SQL's precedences: OR < AND < NOT <
// predicates < + - || < * / % DIV < unary < . []). A hand parser, not a generated one: one line of
// SQL needs no lookahead, and every mistake gets its own place and words.
import type { BinaryOperator, Expr, IntervalUnit, Span } from './ast'
import { errorOf, ParseStop, type ExprProblem } from './problem'
import { TokenStream } from './token-stream'
import { readType } from './type-parser'

/** Words that cannot be a bare column name; quote them with backticks. */
export const KEYWORDS = [
  'and',
  'or',
  'not',
  'is',
  'in',
  'between',
  'like',
  'ilike',
  'rlike',
  'regexp',
  'case',
  'when',
  'then',
  'else',
  'end',
  'cast',
  'null',
  'true',
  'false',
  'distinct',
  'div',
  'as',
]
const reserved = new Set(KEYWORDS)

const LIKES: Readonly<Record<string, 'like' | 'ilike' | 'rlike'>> = {
  like: 'like',
  ilike: 'ilike',
  rlike: 'rlike',
  regexp: 'rlike',
}
const TRIMS: Readonly<Record<string, string>> = {
  both: 'trim',
  leading: 'ltrim',
  trailing: 'rtrim',
}

const UNITS: Readonly<Record<string, IntervalUnit>> = {
  year: 'year',
  month: 'month',
  week: 'week',
  day: 'day',
  hour: 'hour',
  minute: 'minute',
  second: 'second',
  millisecond: 'millisecond',
}

export function tryParseExpression(
  text: string,
): { readonly expr: Expr } | { readonly problem: ExprProblem } {
  try {
    const parser = new Parser(new TokenStream(text))
    return { expr: parser.whole() }
  } catch (error) {
    if (error instanceof ParseStop) return { problem: error.problem }
    throw error
  }
}

/** Throws a LabError with the place of the mistake. */
export function parseExpression(text: string): Expr {
  const result = tryParseExpression(text)
  if ('problem' in result) throw errorOf(result.problem)
  return result.expr
}

/** `a + a + a + …` makes a tree as deep as it is long: readers of the tree recurse. */
const OPERATORS_MAX = 1000

class Parser {
  private operators = 0

  constructor(private readonly t: TokenStream) {}

  whole(): Expr {
    const expr = this.expr()
    if (this.t.peek().kind !== 'end') this.t.unexpected('operator')
    return expr
  }

  private expr(): Expr {
    return this.t.nested(() => this.or())
  }

  private or(): Expr {
    let left = this.and()
    while (this.t.isWord('or')) left = this.binary('or', this.t.next(), left, this.and())
    return left
  }

  private and(): Expr {
    let left = this.not()
    while (this.t.isWord('and')) left = this.binary('and', this.t.next(), left, this.not())
    return left
  }

  private not(): Expr {
    if (!this.t.isWord('not') && !this.t.isSymbol('!')) return this.predicate()
    const { start } = this.t.next()
    const operand = this.t.nested(() => this.not())
    return { kind: 'not', operand, start, end: operand.end }
  }

  private predicate(): Expr {
    let left = this.sum()
    for (;;) {
      const token = this.t.peek()
      if (token.kind === 'symbol' && isComparison(token.text)) {
        this.t.next()
        left = this.binary(token.text, token, left, this.sum())
      } else if (this.t.takeWord('is')) {
        left = this.isTest(left)
      } else {
        const not =
          this.t.isWord('not') &&
          ['in', 'between', 'like', 'ilike', 'rlike', 'regexp'].includes(this.t.peek(1).lower)
        if (not) this.t.next()
        const word = this.t.peek()
        if (word.kind !== 'word') return left
        const { start } = left
        if (word.lower === 'in') {
          this.t.next()
          this.t.needSymbol('(')
          const list = this.list(')')
          if (list.length === 0) this.t.unexpected('value')
          this.t.needSymbol(')')
          left = { kind: 'in', operand: left, list, not, start, end: this.t.lastEnd }
        } else if (word.lower === 'between') {
          this.t.next()
          const low = this.sum()
          this.t.needWord('and')
          const high = this.sum()
          left = { kind: 'between', operand: left, low, high, not, start, end: high.end }
        } else {
          const op = LIKES[word.lower]
          if (!op) return left
          this.t.next()
          const pattern = this.sum()
          left = { kind: 'like', op, operand: left, pattern, not, start, end: pattern.end }
        }
      }
    }
  }

  private isTest(operand: Expr): Expr {
    const not = this.t.takeWord('not')
    const word = this.t.next()
    if (word.kind === 'word' && word.lower === 'distinct')
      return this.distinctFrom(operand, word, not)
    const span = { start: operand.start, end: word.end }
    if (word.lower === 'null') return { kind: 'isNull', operand, not, ...span }
    if (word.lower === 'true' || word.lower === 'false')
      return { kind: 'isBoolean', operand, value: word.lower === 'true', not, ...span }
    return this.t.stop(word, 'expr-syntax', { found: word.text, expected: 'NULL, TRUE, FALSE' })
  }

  /** `a IS NOT DISTINCT FROM b` is `a <=> b`. */
  private distinctFrom(left: Expr, word: Span, not: boolean): Expr {
    this.t.needWord('from')
    const same = this.binary('<=>', word, left, this.sum())
    return not ? same : { kind: 'not', operand: same, start: same.start, end: same.end }
  }

  private sum(): Expr {
    let left = this.product()
    for (;;) {
      const token = this.t.peek()
      if (
        token.kind !== 'symbol' ||
        (token.text !== '+' && token.text !== '-' && token.text !== '||')
      )
        return left
      this.t.next()
      left = this.binary(token.text, token, left, this.product())
    }
  }

  private product(): Expr {
    let left = this.unary()
    for (;;) {
      const token = this.t.peek()
      if (
        token.kind === 'symbol' &&
        (token.text === '*' || token.text === '/' || token.text === '%')
      ) {
        this.t.next()
        left = this.binary(token.text, token, left, this.unary())
      } else if (this.t.isWord('div')) left = this.binary('div', this.t.next(), left, this.unary())
      else return left
    }
  }

  private unary(): Expr {
    if (this.t.takeSymbol('+')) return this.t.nested(() => this.unary())
    if (!this.t.isSymbol('-')) return this.postfix()
    const { start } = this.t.next()
    const operand = this.t.nested(() => this.unary())
    return { kind: 'negate', operand, start, end: operand.end }
  }

  private postfix(): Expr {
    let base = this.primary()
    for (;;) {
      if (this.t.takeSymbol('.')) {
        const name = this.t.needName()
        base = {
          kind: 'field',
          base,
          name: name.text,
          nameSpan: name,
          start: base.start,
          end: name.end,
        }
      } else if (this.t.takeSymbol('[')) {
        const index = this.expr()
        this.t.needSymbol(']')
        base = { kind: 'index', base, index, start: base.start, end: this.t.lastEnd }
      } else return base
    }
  }

  private primary(): Expr {
    const token = this.t.peek()
    switch (token.kind) {
      case 'integer':
      case 'long':
      case 'decimal':
      case 'double':
      case 'string':
        this.t.next()
        return {
          kind: 'literal',
          literal: { type: token.kind, value: token.text },
          start: token.start,
          end: token.end,
        }
      case 'quoted':
        this.t.next()
        return { kind: 'name', name: token.text, start: token.start, end: token.end }
      case 'word':
        return this.word()
      case 'symbol':
        if (token.text !== '(') return this.t.unexpected('value')
        if (this.isLambda()) return this.lambda()
        this.t.next()
        return this.parenthesis()
      case 'end':
        return this.t.unexpected('value')
    }
  }

  private parenthesis(): Expr {
    const inner = this.expr()
    this.t.needSymbol(')')
    return inner
  }

  private word(): Expr {
    const token = this.t.peek()
    const { start, end, lower } = token
    if (lower === 'null' || lower === 'true' || lower === 'false') {
      this.t.next()
      return {
        kind: 'literal',
        literal: lower === 'null' ? { type: 'null' } : { type: 'boolean', value: lower === 'true' },
        start,
        end,
      }
    }
    if ((lower === 'date' || lower === 'timestamp') && this.t.peek(1).kind === 'string') {
      this.t.next()
      const text = this.t.next()
      return { kind: 'literal', literal: { type: lower, value: text.text }, start, end: text.end }
    }
    if (
      lower === 'interval' &&
      ['string', 'integer', 'symbol'].includes(this.t.peek(1).kind) &&
      !this.t.isSymbol('.', 1)
    ) {
      const interval = this.interval()
      if (interval) return interval
    }
    if (lower === 'case') return this.caseOf()
    if ((lower === 'cast' || lower === 'try_cast') && this.t.isSymbol('(', 1)) return this.cast()
    if (reserved.has(lower)) return this.t.unexpected('value')
    this.t.next()
    if (lower === 'trim' && this.t.isSymbol('(')) return this.trim(token)
    if (this.t.isSymbol('(')) return this.call(token.text, token)
    if (this.t.isSymbol('->')) return this.lambdaBody([token.text], start)
    return { kind: 'name', name: token.text, start, end }
  }

  private interval(): Expr | undefined {
    const negative = this.t.isSymbol('-', 1) ? 1 : 0
    const amountToken = this.t.peek(1 + negative)
    const unitToken = this.t.peek(2 + negative)
    const unit = UNITS[unitToken.lower.replace(/s$/, '')]
    const amount = Number(amountToken.text)
    if (
      !['string', 'integer'].includes(amountToken.kind) ||
      !unit ||
      unitToken.kind !== 'word' ||
      !Number.isInteger(amount)
    )
      return undefined
    const { start } = this.t.next()
    if (negative) this.t.next()
    this.t.next()
    const { end } = this.t.next()
    return { kind: 'interval', amount: negative ? -amount : amount, unit, start, end }
  }

  private caseOf(): Expr {
    const { start } = this.t.next()
    const operand = this.t.isWord('when') ? undefined : this.expr()
    const branches: { when: Expr; then: Expr }[] = []
    do {
      this.t.needWord('when')
      const when = this.expr()
      this.t.needWord('then')
      branches.push({ when, then: this.expr() })
    } while (this.t.isWord('when'))
    const otherwise = this.t.takeWord('else') ? this.expr() : undefined
    const { end } = this.t.needWord('end')
    return { kind: 'case', operand, branches, otherwise, start, end }
  }

  private cast(): Expr {
    const { start } = this.t.next()
    this.t.needSymbol('(')
    const operand = this.expr()
    this.t.needWord('as')
    const typeStart = this.t.peek().start
    readType(this.t)
    const typeSpan = { start: typeStart, end: this.t.lastEnd }
    const { end } = this.t.needSymbol(')')
    return {
      kind: 'cast',
      operand,
      typeText: this.t.text.slice(typeSpan.start, typeSpan.end),
      typeSpan,
      start,
      end,
    }
  }

  private call(name: string, nameSpan: Span): Expr {
    this.t.needSymbol('(')
    const star = this.t.takeSymbol('*')
    const distinct = !star && this.t.takeWord('distinct')
    const args = star ? [] : this.list(')')
    const { end } = this.t.needSymbol(')')
    return {
      kind: 'call',
      name,
      nameSpan: { start: nameSpan.start, end: nameSpan.end },
      args,
      distinct,
      star,
      start: nameSpan.start,
      end,
    }
  }

  /** `trim(a)`, and `trim([BOTH | LEADING | TRAILING] [characters] FROM a)`. */
  private trim(nameSpan: Span & { readonly text: string }): Expr {
    const side = TRIMS[this.t.peek(1).lower]
    const isSided = side !== undefined && !this.t.isSymbol(')', 2) && !this.t.isSymbol(',', 2)
    if (!isSided && !this.isTrimFrom()) return this.call(nameSpan.text, nameSpan)
    this.t.needSymbol('(')
    if (isSided) this.t.next()
    const characters = this.t.isWord('from') ? undefined : this.expr()
    this.t.needWord('from')
    const text = this.expr()
    const { end } = this.t.needSymbol(')')
    return {
      kind: 'call',
      name: isSided ? side : 'trim',
      nameSpan: { start: nameSpan.start, end: nameSpan.end },
      args: characters ? [text, characters] : [text],
      distinct: false,
      star: false,
      start: nameSpan.start,
      end,
    }
  }

  /** Whether the word FROM comes before the parenthesis that opens here is closed. */
  private isTrimFrom(): boolean {
    let depth = 0
    for (let i = 0; this.t.peek(i).kind !== 'end'; i++) {
      if (this.t.isSymbol('(', i)) depth++
      else if (this.t.isSymbol(')', i) && --depth === 0) return false
      else if (depth === 1 && i > 1 && this.t.isWord('from', i)) return true
    }
    return false
  }

  private list(close: string): Expr[] {
    if (this.t.isSymbol(close)) return []
    const items: Expr[] = []
    do items.push(this.expr())
    while (this.t.takeSymbol(','))
    return items
  }

  /** `(a, b) ->` ahead? */
  private isLambda(): boolean {
    let i = 1
    while (this.t.peek(i).kind === 'word' && this.t.isSymbol(',', i + 1)) i += 2
    return (
      this.t.peek(i).kind === 'word' && this.t.isSymbol(')', i + 1) && this.t.isSymbol('->', i + 2)
    )
  }

  private lambda(): Expr {
    const { start } = this.t.next()
    const params: string[] = []
    do params.push(this.t.needName().text)
    while (this.t.takeSymbol(','))
    this.t.needSymbol(')')
    return this.lambdaBody(params, start)
  }

  private lambdaBody(params: readonly string[], start: number): Expr {
    this.t.needSymbol('->')
    const body = this.expr()
    return { kind: 'lambda', params, body, start, end: body.end }
  }

  private binary(op: BinaryOperator, opSpan: Span, left: Expr, right: Expr): Expr {
    if (++this.operators > OPERATORS_MAX)
      this.t.stop(opSpan, 'expr-too-deep', { max: OPERATORS_MAX })
    return {
      kind: 'binary',
      op,
      opSpan: { start: opSpan.start, end: opSpan.end },
      left,
      right,
      start: left.start,
      end: right.end,
    }
  }
}

function isComparison(text: string): text is '=' | '<>' | '<' | '<=' | '>' | '>=' | '<=>' {
  return ['=', '<>', '<', '<=', '>', '>=', '<=>'].includes(text)
}
