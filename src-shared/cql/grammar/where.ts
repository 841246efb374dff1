// WHERE: relations on columns, tokens, map entries and tuples of clustering columns.
import type { Expr, InValues, Operator, Relation } from '../ast'
import * as v from '../vocabulary'
import type { Rule } from './base'
import { AFTER_RELATED, COMPARING } from './decisions'
import { TermGrammar } from './terms'

const { kw, punct } = v
export abstract class WhereGrammar extends TermGrammar {
  readonly whereClause: Rule<Relation[]> = this.rule('whereClause', () => {
    const relations: Relation[] = []
    this.AT_LEAST_ONE_SEP({
      SEP: kw('AND'),
      DEF: () => relations.push(this.SUBRULE(this.relation)),
    })
    return relations
  })

  readonly relation: Rule<Relation> = this.rule('relation', () => {
    this.ACTION(() => this.checkRelation())
    return this.OR<Relation>({
      MAX_LOOKAHEAD: 1,
      DEF: [
        { ALT: () => this.SUBRULE(this.customExpression) },
        { ALT: () => this.SUBRULE(this.tokenRelation) },
        { GATE: () => this.isColumnTuple(), ALT: () => this.SUBRULE(this.tupleRelation) },
        {
          ALT: () => {
            this.CONSUME(punct('('))
            const inner = this.SUBRULE(this.relation)
            this.CONSUME(punct(')'))
            return inner
          },
        },
        { ALT: () => this.SUBRULE(this.columnRelation) },
      ],
    })
  })

  private checkRelation() {
    if (this.isColumn(1)) {
      if (!AFTER_RELATED.has(this.LA(2).tokenType)) this.giveUp(2)
      const isIn = this.isKeyword(2, 'IN')
      if (isIn && !['(', ':'].some(s => this.isPunct(3, s)) && !this.is(3, v.QMark)) this.giveUp(3)
      this.lookTo(isIn ? 4 : 3)
    } else if (this.isPunct(1, '(')) {
      const follows = (sign: string) => this.isPunct(3, sign)
      if (this.isColumn(2)) {
        if (!follows(')') && !follows(',') && !AFTER_RELATED.has(this.LA(3).tokenType))
          this.giveUp(3)
      } else if (!this.isPunct(2, '(') && !this.isKeyword(2, 'TOKEN')) this.giveUp(2)
    }
  }

  private isColumn(k: number): boolean {
    return this.is(k, v.AnyName) || this.is(k, v.EmptyQuotedName)
  }

  private readonly customExpression: Rule<Relation> = this.rule('customExpression', () => {
    this.CONSUME(v.ExprOpen)
    const index = this.SUBRULE(this.anyName)
    this.CONSUME(punct(','))
    const value = this.SUBRULE(this.term)
    this.CONSUME(punct(')'))
    return { kind: 'expr', index, value }
  })

  private readonly tokenRelation: Rule<Relation> = this.rule('tokenRelation', () => {
    this.CONSUME(kw('TOKEN'))
    const columns = this.SUBRULE(this.columnTuple)
    const op = this.SUBRULE(this.comparison)
    return { kind: 'token', columns, op, value: this.SUBRULE(this.term) }
  })

  /** Is it (a, b) rather than a relation in parentheses? */
  private isColumnTuple(): boolean {
    return (
      this.isPunct(1, '(') && this.isColumn(2) && (this.isPunct(3, ')') || this.isPunct(3, ','))
    )
  }

  protected readonly columnTuple: Rule<string[]> = this.rule('columnTuple', () => {
    const names: string[] = []
    this.CONSUME(punct('('))
    this.AT_LEAST_ONE_SEP({ SEP: punct(','), DEF: () => names.push(this.SUBRULE(this.columnName)) })
    this.CONSUME(punct(')'))
    return names
  })

  private readonly tupleRelation: Rule<Relation> = this.rule('tupleRelation', () => {
    const columns = this.SUBRULE(this.columnTuple)
    this.ACTION(() => {
      const isValue = this.isPunct(2, '(') || this.isPunct(2, ':') || this.is(2, v.QMark)
      if (COMPARING.has(this.LA(1).tokenType) && !isValue) this.giveUp(2)
    })
    return this.OR<Relation>([
      {
        ALT: () => {
          this.CONSUME(kw('IN'))
          return { kind: 'tupleIn', columns, values: this.SUBRULE(this.inValues) }
        },
      },
      {
        ALT: () => {
          const op = this.SUBRULE(this.comparison)
          const value = this.OR2<Expr>([
            { ALT: () => this.SUBRULE(this.tupleLiteral) },
            { ALT: () => this.SUBRULE(this.marker) },
          ])
          return { kind: 'tuple', columns, op, value }
        },
      },
    ])
  })

  readonly comparison: Rule<Operator> = this.rule('comparison', () =>
    this.OR<Operator>([
      { ALT: () => (this.CONSUME(punct('=')), '=') },
      { ALT: () => (this.CONSUME(punct('<')), '<') },
      { ALT: () => (this.CONSUME(punct('<=')), '<=') },
      { ALT: () => (this.CONSUME(punct('>')), '>') },
      { ALT: () => (this.CONSUME(punct('>=')), '>=') },
      { ALT: () => (this.CONSUME(punct('!=')), '!=') },
    ]),
  )

  private readonly columnRelation: Rule<Relation> = this.rule('columnRelation', () => {
    const column = this.SUBRULE(this.columnName)
    const on = (op: Operator, value: Expr): Relation => ({ kind: 'column', column, op, value })
    const within = (op: 'IN' | 'NOT IN', values: InValues): Relation => ({
      kind: 'columnIn',
      column,
      op,
      values,
    })
    return this.OR<Relation>([
      {
        ALT: () => {
          const op = this.SUBRULE(this.comparison)
          return on(op, this.SUBRULE(this.term))
        },
      },
      { ALT: () => (this.CONSUME(kw('LIKE')), on('LIKE', this.SUBRULE2(this.term))) },
      { ALT: () => (this.CONSUME(kw('IN')), within('IN', this.SUBRULE(this.inValues))) },
      {
        ALT: () => {
          this.CONSUME(kw('IS'))
          this.CONSUME(kw('NOT'))
          this.CONSUME(kw('NULL'))
          return on('IS NOT', { kind: 'null' })
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw('CONTAINS'))
          const key = this.OPTION(() => this.CONSUME(kw('KEY')))
          return on(key ? 'CONTAINS KEY' : 'CONTAINS', this.SUBRULE3(this.term))
        },
      },
      {
        ALT: () => {
          this.CONSUME(punct('['))
          const key = this.SUBRULE4(this.term)
          this.CONSUME(punct(']'))
          const op = this.SUBRULE2(this.comparison)
          return { kind: 'mapElement', column, key, op, value: this.SUBRULE5(this.term) }
        },
      },
    ])
  })
}
