// Values: constants, collections, function calls and arithmetic, as VALUES, SET and WHERE have
// them. Columns are not values: selectors have those.
import type { Expr, InValues, Marker } from '../ast'
import * as v from '../vocabulary'
import { COLLECTIONS, GrammarBase, text, type Rule } from './base'
import { AFTER_TERM } from './decisions'

const { kw, punct } = v

export abstract class TermGrammar extends GrammarBase {
  readonly term: Rule<Expr> = this.rule('term', () => {
    let left = this.SUBRULE(this.factor)
    this.MANY({
      GATE: () => this.adds(),
      DEF: () => {
        const op = this.OR<'+' | '-'>([
          { ALT: () => (this.CONSUME(punct('+')), '+') },
          { ALT: () => (this.CONSUME(punct('-')), '-') },
        ])
        left = { kind: 'operation', op, left, right: this.SUBRULE2(this.factor) }
      },
    })
    this.ACTION(() => {
      if (!this.isPunct(1, '+') && !this.follows(1, AFTER_TERM)) this.giveUp(1)
      this.lookTo(2)
    })
    return left
  })

  /**
   * Does an operator of this term come next? In SET x = [..] + x the plus belongs to the assignment:
   * a name follows it that does not call a function.
   */
  private adds(): boolean {
    if (!this.isPunct(1, '+')) return this.isPunct(1, '-')
    if (this.is(2, v.EmptyQuotedName)) return false
    if (!this.is(2, v.AnyName)) {
      if (!this.startsTerm(2)) this.giveUp(2)
      return true
    }
    this.lookTo(4)
    if (this.isPunct(3, '.')) return true
    if (this.isPunct(3, '(') && (this.is(2, v.FunctionName) || this.isKeyword(2, 'CAST')))
      return true
    if (this.isKeyword(3, 'WHERE') || this.isPunct(3, ',')) return false
    return this.giveUp(3)
  }

  /** Can a value begin at LA(k) with something other than a name? */
  private startsTerm(k: number): boolean {
    return (
      this.is(k, v.Constant) ||
      this.is(k, v.QMark) ||
      this.isKeyword(k, 'NULL') ||
      this.isKeyword(k, 'TOKEN') ||
      ['(', '-', ':', '[', '{'].some(sign => this.isPunct(k, sign))
    )
  }

  private readonly factor: Rule<Expr> = this.rule('factor', () => {
    let left = this.SUBRULE(this.signedTerm)
    this.MANY(() => {
      const op = this.OR<'*' | '/' | '%'>([
        { ALT: () => (this.CONSUME(punct('*')), '*') },
        { ALT: () => (this.CONSUME(punct('/')), '/') },
        { ALT: () => (this.CONSUME(punct('%')), '%') },
      ])
      left = { kind: 'operation', op, left, right: this.SUBRULE2(this.signedTerm) }
    })
    return left
  })

  private readonly signedTerm: Rule<Expr> = this.rule('signedTerm', () =>
    this.OR<Expr>([
      {
        ALT: () => {
          this.CONSUME(punct('-'))
          return { kind: 'negate', arg: this.SUBRULE(this.simpleTerm) }
        },
      },
      { ALT: () => this.SUBRULE2(this.simpleTerm) },
    ]),
  )

  readonly simpleTerm: Rule<Expr> = this.rule('simpleTerm', () => {
    this.ACTION(() => this.checkTerm())
    return this.OR<Expr>({
      MAX_LOOKAHEAD: 1,
      DEF: [
        { ALT: () => this.SUBRULE(this.constant) },
        { GATE: () => this.isTypeHint(), ALT: () => this.SUBRULE(this.typeHint) },
        { ALT: () => this.SUBRULE(this.tupleLiteral) },
        { ALT: () => this.SUBRULE(this.listLiteral) },
        { ALT: () => this.SUBRULE(this.braceLiteral) },
        { ALT: () => (this.CONSUME(kw('NULL')), { kind: 'null' }) },
        { ALT: () => this.SUBRULE(this.marker) },
        { GATE: () => this.isKeyword(1, 'CAST'), ALT: () => this.SUBRULE(this.castTerm) },
        { ALT: () => this.SUBRULE(this.functionTerm) },
      ],
    })
  })

  private checkTerm() {
    if (this.is(1, v.AnyName) || this.isKeyword(1, 'TOKEN')) this.checkCall()
    else if (this.isPunct(1, '(')) {
      this.checkParenthesis()
    } else if (this.isPunct(1, '{')) this.checkBrace()
  }

  /** What is in parentheses is a type, or begins with a value. */
  private checkParenthesis() {
    const next = (signs: string) => signs.split(' ').some(sign => this.isPunct(3, sign))
    if (this.is(2, v.StringLiteral)) {
      if (!next('% + , - / * )')) this.giveUp(3)
    } else if (this.is(2, v.AnyName)) {
      const isCollection = COLLECTIONS.has(this.LA(2).tokenType)
      if (!next('( ) .') && !(isCollection && next('<'))) this.giveUp(3)
    } else if (!this.isKeyword(2, 'SET') && !this.startsTerm(2)) this.giveUp(2)
  }

  /** A name is that of a function: name(…) or keyspace.name(…). */
  private checkCall() {
    const at = this.isPunct(2, '.') ? 3 : 1
    if (at === 3 && !this.is(3, v.FunctionName)) this.giveUp(3)
    const mayOpen = this.is(at, v.FunctionName) || (at === 1 && this.isKeyword(1, 'CAST'))
    if (!mayOpen || !this.isPunct(at + 1, '(')) this.giveUp(at + 1)
    if (at === 1 && this.isKeyword(1, 'CAST')) return
    const first = at + 2
    this.lookTo(first + 1)
    if (!this.startsTerm(first) && !this.is(first, v.AnyName) && !this.isPunct(first, ')'))
      this.giveUp(first)
  }

  /** {…}: a name before a colon is a field's, otherwise it calls a function. */
  private checkBrace() {
    if (!this.is(2, v.AnyName)) {
      if (!this.startsTerm(2) && !this.isPunct(2, '}')) this.giveUp(2)
    } else if (!['(', '.', ':'].some(sign => this.isPunct(3, sign))) this.giveUp(3)
  }

  readonly constant: Rule<Expr> = this.rule('constant', () => {
    const token = this.CONSUME(v.Constant)
    return this.ACTION(() => {
      const constant = constantOf(token.tokenType.name, text(token))
      // Cassandra weighs the number as a double, and cannot when it is beyond one.
      if (token.tokenType === v.Float && !Number.isFinite(Number(token.image)))
        this.noteFailure(
          'NumberFormatException Character I is neither a decimal digit number, decimal point, nor "e" notation exponential mark.',
        )
      return constant
    })
  })

  readonly marker: Rule<Marker> = this.rule('marker', () =>
    this.OR<Marker>([
      { ALT: () => (this.CONSUME(v.QMark), this.newMarker()) },
      {
        ALT: () => {
          this.CONSUME(punct(':'))
          return this.newMarker(this.SUBRULE(this.anyName))
        },
      },
    ]),
  )

  private newMarker(name?: string): Marker {
    const index = this.markers.length
    this.ACTION(() => this.markers.push(name))
    return { kind: 'marker', index, name }
  }

  readonly tupleLiteral: Rule<Expr> = this.rule('tupleLiteral', () => {
    const items: Expr[] = []
    this.CONSUME(punct('('))
    this.AT_LEAST_ONE_SEP({ SEP: punct(','), DEF: () => items.push(this.SUBRULE(this.term)) })
    this.CONSUME(punct(')'))
    return { kind: 'tuple', items }
  })

  private readonly listLiteral: Rule<Expr> = this.rule('listLiteral', () => {
    const items: Expr[] = []
    this.CONSUME(punct('['))
    this.MANY_SEP({ SEP: punct(','), DEF: () => items.push(this.SUBRULE(this.term)) })
    this.CONSUME(punct(']'))
    return { kind: 'list', items }
  })

  /**
   * {…}: a user type when names precede the colons, a map when values do, a set without
   * colons.
   */
  private readonly braceLiteral: Rule<Expr> = this.rule('braceLiteral', () => {
    this.CONSUME(punct('{'))
    const value = this.OR<Expr>([
      { GATE: () => this.isPunct(1, '}'), ALT: () => ({ kind: 'set', items: [] }) },
      {
        GATE: () => this.is(1, v.AnyName) && this.isPunct(2, ':'),
        ALT: () => this.SUBRULE(this.udtFields),
      },
      { ALT: () => this.SUBRULE(this.setOrMap) },
    ])
    this.CONSUME(punct('}'))
    return value
  })

  private readonly udtFields: Rule<Expr> = this.rule('udtFields', () => {
    const fields: [string, Expr][] = []
    this.AT_LEAST_ONE_SEP({
      SEP: punct(','),
      DEF: () => {
        const name = this.SUBRULE(this.anyName)
        this.CONSUME(punct(':'))
        fields.push([name, this.SUBRULE(this.term)])
      },
    })
    return { kind: 'udt', fields }
  })

  private readonly setOrMap: Rule<Expr> = this.rule('setOrMap', () => {
    const first = this.SUBRULE(this.term)
    return this.OR<Expr>([
      {
        ALT: () => {
          const entries: [Expr, Expr][] = []
          this.CONSUME(punct(':'))
          entries.push([first, this.SUBRULE2(this.term)])
          this.MANY(() => {
            this.CONSUME(punct(','))
            const key = this.SUBRULE3(this.term)
            this.CONSUME2(punct(':'))
            entries.push([key, this.SUBRULE4(this.term)])
          })
          return { kind: 'map', entries }
        },
      },
      {
        ALT: () => {
          const items: Expr[] = [first]
          this.MANY2(() => {
            this.CONSUME2(punct(','))
            items.push(this.SUBRULE5(this.term))
          })
          return { kind: 'set', items }
        },
      },
    ])
  })

  /** A map of constants, as in WITH replication = {…}. */
  readonly mapLiteral: Rule<readonly (readonly [Expr, Expr])[]> = this.rule('mapLiteral', () => {
    const entries: [Expr, Expr][] = []
    this.CONSUME(punct('{'))
    this.MANY_SEP({
      SEP: punct(','),
      DEF: () => {
        const key = this.SUBRULE(this.term)
        this.CONSUME(punct(':'))
        entries.push([key, this.SUBRULE2(this.term)])
      },
    })
    this.CONSUME(punct('}'))
    return entries
  })

  private readonly typeHint: Rule<Expr> = this.rule('typeHint', () => {
    this.CONSUME(punct('('))
    const type = this.SUBRULE(this.typeName)
    this.CONSUME(punct(')'))
    return { kind: 'typeHint', type, arg: this.SUBRULE(this.simpleTerm) }
  })

  private readonly castTerm: Rule<Expr> = this.rule('castTerm', () => {
    this.CONSUME(kw('CAST'))
    this.CONSUME(punct('('))
    const arg = this.SUBRULE(this.simpleTerm)
    this.CONSUME(kw('AS'))
    const type = this.SUBRULE(this.castType)
    this.CONSUME(punct(')'))
    return { kind: 'cast', arg, type }
  })

  private readonly functionTerm: Rule<Expr> = this.rule('functionTerm', () => {
    const name = this.SUBRULE(this.functionName)
    const args: Expr[] = []
    this.CONSUME(punct('('))
    this.MANY_SEP({ SEP: punct(','), DEF: () => args.push(this.SUBRULE(this.term)) })
    this.CONSUME(punct(')'))
    return { kind: 'call', keyspace: name.keyspace, name: name.name, args }
  })

  readonly functionName: Rule<{ readonly keyspace?: string; readonly name: string }> = this.rule(
    'functionName',
    () => {
      this.ACTION(() => {
        const goesOn = ['.', '(', ';'].some(sign => this.isPunct(2, sign))
        const ends = this.atEnd(2) || this.isKeyword(2, 'WITH')
        if (this.is(1, v.FunctionName) && this.is(1, v.AnyName) && !goesOn && !ends) this.giveUp(2)
      })
      const keyspace = this.OPTION({
        GATE: () => this.isPunct(2, '.'),
        DEF: () => {
          const first = text(this.CONSUME(v.AnyName))
          this.CONSUME(punct('.'))
          return first
        },
      })
      return { keyspace, name: text(this.CONSUME(v.FunctionName)) }
    },
  )

  /** Does a function call begin at LA(k)? */
  protected opensCall(k: number): boolean {
    if (this.isKeyword(k, 'CAST')) return this.isPunct(k + 1, '(')
    if (this.is(k, v.FunctionName) && this.isPunct(k + 1, '(')) return true
    return (
      this.is(k, v.AnyName) &&
      this.isPunct(k + 1, '.') &&
      this.is(k + 2, v.FunctionName) &&
      this.isPunct(k + 3, '(')
    )
  }

  /** Is this `(type) value` rather than a tuple or a value in parentheses? */
  protected isTypeHint(): boolean {
    if (!this.isPunct(1, '(')) return false
    const end = this.scanType(2)
    return end > 0 && this.isPunct(end, ')') && this.startsOperand(end + 1)
  }

  /** The first k after a type that begins at LA(k); 0 when there is none. */
  private scanType(k: number): number {
    if (!this.is(k, v.AnyName) && !this.isKeyword(k, 'SET')) return 0
    let at = k + 1
    if (this.isPunct(at, '.')) at += 2
    if (!this.isPunct(at, '<')) return at
    for (let depth = 0; !this.atEnd(at); at++) {
      if (this.isPunct(at, '<')) depth++
      else if (this.isPunct(at, '>') && --depth === 0) return at + 1
      else if (this.isPunct(at, '(') || this.isPunct(at, ')')) return 0
    }
    return 0
  }

  private startsOperand(k: number): boolean {
    if (this.is(k, v.Constant) || this.is(k, v.QMark) || this.isKeyword(k, 'NULL')) return true
    if (['(', '[', '{', ':'].some(sign => this.isPunct(k, sign))) return true
    return this.is(k, v.AnyName) && !this.isKeyword(k, 'AS')
  }

  readonly inValues: Rule<InValues> = this.rule('inValues', () =>
    this.OR<InValues>([
      { ALT: () => this.SUBRULE(this.marker) },
      {
        ALT: () => {
          const terms: Expr[] = []
          this.CONSUME(punct('('))
          this.MANY_SEP({ SEP: punct(','), DEF: () => terms.push(this.SUBRULE(this.term)) })
          this.CONSUME(punct(')'))
          return { kind: 'terms', terms }
        },
      },
    ]),
  )
}

function constantOf(tokenName: string, image: string): Expr {
  switch (tokenName) {
    case 'STRING_LITERAL':
      return { kind: 'constant', type: 'STRING', text: image }
    case 'INTEGER':
    case 'FLOAT':
    case 'BOOLEAN':
    case 'DURATION':
    case 'UUID':
      return { kind: 'constant', type: tokenName, text: image }
    case 'HEXNUMBER':
      return { kind: 'constant', type: 'HEX', text: image }
    case 'K_POSITIVE_INFINITY':
      return { kind: 'constant', type: 'FLOAT', text: 'Infinity' }
    case 'K_NEGATIVE_INFINITY':
      return { kind: 'constant', type: 'FLOAT', text: '-Infinity' }
    default:
      return { kind: 'constant', type: 'FLOAT', text: 'NaN' }
  }
}
