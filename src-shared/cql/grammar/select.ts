// SELECT: selectors with arithmetic, functions, casts, fields and elements, and all of its clauses.
import type { Expr, Ordering, Relation, Selector, SelectStatement } from '../ast'
import * as v from '../vocabulary'
import { text, type Rule } from './base'
import { AFTER_SELECTOR } from './decisions'
import { WhereGrammar } from './where'

const { kw, punct } = v
export abstract class SelectGrammar extends WhereGrammar {
  readonly selectStatement: Rule<SelectStatement> = this.rule('selectStatement', () => {
    this.CONSUME(kw('SELECT'))
    const json = this.OPTION1({
      GATE: () => this.isKeyword(1, 'JSON') && this.succeeds(this.jsonClause),
      DEF: () => this.CONSUME(kw('JSON')),
    })
    const { distinct, selectors } = this.SUBRULE(this.selectClause)
    this.CONSUME(kw('FROM'))
    const table = this.SUBRULE(this.tableName)
    const where = this.OPTION3((): Relation[] => {
      this.CONSUME(kw('WHERE'))
      return this.SUBRULE(this.whereClause)
    })
    const groupBy: Expr[] = []
    this.OPTION4(() => {
      this.CONSUME(kw('GROUP'))
      this.CONSUME1(kw('BY'))
      this.AT_LEAST_ONE_SEP1({
        SEP: punct(','),
        DEF: () => groupBy.push(this.SUBRULE(this.selectorExpr)),
      })
    })
    const orderBy: Ordering[] = []
    this.OPTION5(() => {
      this.CONSUME(kw('ORDER'))
      this.CONSUME2(kw('BY'))
      this.AT_LEAST_ONE_SEP2({
        SEP: punct(','),
        DEF: () => orderBy.push(this.SUBRULE(this.ordering)),
      })
    })
    const perPartitionLimit = this.OPTION6(() => {
      this.CONSUME(kw('PER'))
      this.CONSUME(kw('PARTITION'))
      this.CONSUME1(kw('LIMIT'))
      return this.SUBRULE1(this.intValue)
    })
    const limit = this.OPTION7(() => {
      this.CONSUME2(kw('LIMIT'))
      return this.SUBRULE2(this.intValue)
    })
    const allowFiltering = this.OPTION8(() => {
      this.CONSUME(kw('ALLOW'))
      return this.CONSUME(kw('FILTERING'))
    })
    return {
      kind: 'select',
      table,
      json: json !== undefined,
      distinct,
      selectors,
      where: where ?? [],
      groupBy,
      orderBy,
      perPartitionLimit,
      limit,
      allowFiltering: allowFiltering !== undefined,
    }
  })

  private readonly selectClause: Rule<{ distinct: boolean; selectors: Selector[] }> = this.rule(
    'selectClause',
    () => {
      const distinct = this.OPTION({
        GATE: () => this.isKeyword(1, 'DISTINCT') && this.succeeds(this.distinctClause),
        DEF: () => this.CONSUME(kw('DISTINCT')),
      })
      return { distinct: distinct !== undefined, selectors: this.SUBRULE(this.selectors) }
    },
  )

  /** JSON and DISTINCT are also names: they say how to select where selectors follow them. */
  private readonly jsonClause: Rule<void> = this.rule('jsonClause', () => {
    this.tried(() => {
      this.CONSUME(kw('JSON'))
      this.SUBRULE(this.selectClause)
    })
  })

  private readonly distinctClause: Rule<void> = this.rule('distinctClause', () => {
    this.tried(() => {
      this.CONSUME(kw('DISTINCT'))
      this.SUBRULE(this.selectors)
    })
  })

  readonly intValue: Rule<Expr> = this.rule('intValue', () =>
    this.OR<Expr>([
      { ALT: () => ({ kind: 'constant', type: 'INTEGER', text: text(this.CONSUME(v.Integer)) }) },
      { ALT: () => this.SUBRULE(this.marker) },
    ]),
  )

  private readonly ordering: Rule<Ordering> = this.rule('ordering', () => {
    const column = this.SUBRULE(this.columnName)
    const annOf = this.OPTION(() => {
      this.CONSUME(kw('ANN'))
      this.CONSUME(kw('OF'))
      return this.SUBRULE(this.term)
    })
    const descending = this.OPTION2(() =>
      this.OR([
        { ALT: () => (this.CONSUME(kw('ASC')), false) },
        { ALT: () => (this.CONSUME(kw('DESC')), true) },
      ]),
    )
    return { column, descending: descending === true, annOf }
  })

  readonly selectors: Rule<Selector[]> = this.rule('selectors', () =>
    this.OR<Selector[]>([
      { ALT: () => (this.CONSUME(punct('*')), []) },
      {
        ALT: () => {
          const all: Selector[] = []
          this.AT_LEAST_ONE_SEP({
            SEP: punct(','),
            DEF: () => all.push(this.SUBRULE(this.selector)),
          })
          return all
        },
      },
    ]),
  )

  private readonly selector: Rule<Selector> = this.rule('selector', () => {
    const expr = this.SUBRULE(this.selectorExpr)
    const alias = this.OPTION(() => {
      this.CONSUME(kw('AS'))
      return this.SUBRULE(this.anyName)
    })
    return { expr, alias }
  })

  readonly selectorExpr: Rule<Expr> = this.rule('selectorExpr', () => {
    let left = this.SUBRULE(this.selectorFactor)
    this.MANY(() => {
      const op = this.OR<'+' | '-'>([
        { ALT: () => (this.CONSUME(punct('+')), '+') },
        { ALT: () => (this.CONSUME(punct('-')), '-') },
      ])
      left = { kind: 'operation', op, left, right: this.SUBRULE2(this.selectorFactor) }
    })
    return left
  })

  private readonly selectorFactor: Rule<Expr> = this.rule('selectorFactor', () => {
    let left = this.SUBRULE(this.signedSelector)
    this.MANY(() => {
      const op = this.OR<'*' | '/' | '%'>([
        { ALT: () => (this.CONSUME(punct('*')), '*') },
        { ALT: () => (this.CONSUME(punct('/')), '/') },
        { ALT: () => (this.CONSUME(punct('%')), '%') },
      ])
      left = { kind: 'operation', op, left, right: this.SUBRULE2(this.signedSelector) }
    })
    return left
  })

  private readonly signedSelector: Rule<Expr> = this.rule('signedSelector', () =>
    this.OR<Expr>([
      {
        ALT: () => (
          this.CONSUME(punct('-')),
          { kind: 'negate', arg: this.SUBRULE(this.signedSelector) }
        ),
      },
      { ALT: () => this.SUBRULE(this.modifiedSelector) },
    ]),
  )

  /** An operand with its .field and [element] tail, which must be whole to count. */
  private readonly modifiedSelector: Rule<Expr> = this.rule('modifiedSelector', () => {
    const operand = this.SUBRULE(this.selectorOperand)
    const modified = this.OPTION({
      GATE: () => {
        if (!this.isPunct(1, '.') && !this.isPunct(1, '[')) return false
        return this.succeeds(this.wholeTail)
      },
      DEF: () => this.SUBRULE(this.selectorTail, { ARGS: [operand] }),
    })
    return modified ?? operand
  })

  private readonly wholeTail: Rule<void> = this.rule('wholeTail', () => {
    this.tried(() => {
      this.SUBRULE(this.selectorTail, { ARGS: [{ kind: 'null' }] })
      this.ACTION(() => {
        if (!this.follows(1, AFTER_SELECTOR)) this.giveUp(1)
      })
    })
  })

  private readonly selectorTail: Rule<Expr, [Expr]> = this.rule('selectorTail', operand => {
    let expr = operand
    this.MANY(() => {
      expr = this.OR<Expr>([
        {
          ALT: () => (
            this.CONSUME(punct('.')),
            { kind: 'field', of: expr, name: this.SUBRULE(this.anyName) }
          ),
        },
        {
          ALT: () => {
            this.CONSUME(punct('['))
            const part = this.SUBRULE(this.subSelection)
            this.CONSUME(punct(']'))
            return 'key' in part
              ? { kind: 'element', of: expr, key: part.key }
              : { kind: 'slice', of: expr, from: part.from, to: part.to }
          },
        },
      ])
    })
    return expr
  })

  private readonly subSelection: Rule<{ key: Expr } | { from?: Expr; to?: Expr }> = this.rule(
    'subSelection',
    () =>
      this.OR<{ key: Expr } | { from?: Expr; to?: Expr }>([
        { ALT: () => (this.CONSUME(v.Range), { to: this.SUBRULE(this.term) }) },
        {
          ALT: () => {
            const first = this.SUBRULE2(this.term)
            let slice: { from: Expr; to?: Expr } | undefined
            this.OPTION(() => {
              this.CONSUME2(v.Range)
              slice = { from: first, to: this.OPTION2(() => this.SUBRULE3(this.term)) }
            })
            return slice ?? { key: first }
          },
        },
      ]),
  )

  private readonly selectorOperand: Rule<Expr> = this.rule('selectorOperand', () => {
    this.ACTION(() => this.checkOperand())
    return this.OR<Expr>({
      MAX_LOOKAHEAD: 1,
      DEF: [
        { ALT: () => this.SUBRULE(this.constant) },
        { GATE: () => this.isTypeHint(), ALT: () => this.SUBRULE(this.selectorTypeHint) },
        { ALT: () => this.SUBRULE(this.selectorTuple) },
        { ALT: () => this.SUBRULE(this.selectorList) },
        { ALT: () => this.SUBRULE(this.selectorBraces) },
        { ALT: () => (this.CONSUME(kw('NULL')), { kind: 'null' }) },
        { ALT: () => this.SUBRULE(this.marker) },
        {
          GATE: () => this.isKeyword(1, 'COUNT') && this.isPunct(2, '(') && this.isPunct(3, '*'),
          ALT: () => this.SUBRULE(this.countRows),
        },
        { GATE: () => this.isPunct(2, '('), ALT: () => this.SUBRULE(this.metaSelector) },
        { GATE: () => this.isPunct(2, '('), ALT: () => this.SUBRULE(this.selectorCast) },
        { GATE: () => this.opensCall(1), ALT: () => this.SUBRULE(this.selectorCall) },
        { ALT: () => ({ kind: 'column', name: this.SUBRULE(this.anyName) }) },
      ],
    })
  })

  /** A column, a function's name, or one of them with a keyspace before it? */
  private checkOperand() {
    this.lookTo(3)
    if (this.isKeyword(1, 'TOKEN') && !this.isPunct(2, '(')) {
      this.CONSUME(kw('TOKEN'))
      this.mismatch("'('")
    }
    if (this.isPunct(1, '{') && !this.isPunct(2, '}') && !this.isOperand(2)) this.giveUp(2)
    if (!this.is(1, v.AnyName)) return
    if (this.isPunct(2, '.')) this.checkQualified()
    else if (this.isPunct(2, '(')) {
      if (/^K_(DISTINCT|JSON|KEY)$/.test(this.LA(1).tokenType.name)) this.giveUp(2)
      const hasArguments = this.isOperand(3) || this.isPunct(3, '*') || this.isPunct(3, ')')
      if (this.isKeyword(1, 'COUNT') && !hasArguments) this.giveUp(3)
    } else if (!this.follows(2, AFTER_SELECTOR)) this.giveUp(2)
  }

  private checkQualified() {
    const mayCall = this.is(3, v.FunctionName)
    if (!mayCall && !this.is(3, v.AnyName)) this.giveUp(3)
    const goesOn = this.isPunct(4, '(') || this.isPunct(4, '.') || this.follows(4, AFTER_SELECTOR)
    if (mayCall && !this.isKeyword(3, 'TOKEN') && !goesOn) this.giveUp(4)
    this.lookTo(mayCall ? 5 : 4)
  }

  private isOperand(k: number): boolean {
    return (
      [v.AnyName, v.Constant, v.FunctionName, v.QMark].some(type => this.is(k, type)) ||
      ['(', '[', '{', '-', ':'].some(s => this.isPunct(k, s)) ||
      this.isKeyword(k, 'NULL')
    )
  }

  private readonly countRows: Rule<Expr> = this.rule('countRows', () => {
    this.CONSUME(kw('COUNT'))
    this.CONSUME(punct('('))
    this.CONSUME(punct('*'))
    this.CONSUME(punct(')'))
    return { kind: 'countRows' }
  })

  private readonly metaSelector: Rule<Expr> = this.rule('metaSelector', () => {
    const fn = this.OR<'writetime' | 'maxwritetime' | 'ttl'>([
      { ALT: () => (this.CONSUME(kw('WRITETIME')), 'writetime') },
      { ALT: () => (this.CONSUME(kw('MAXWRITETIME')), 'maxwritetime') },
      { ALT: () => (this.CONSUME(kw('TTL')), 'ttl') },
    ])
    this.CONSUME(punct('('))
    const name = this.SUBRULE(this.anyName)
    const of = this.SUBRULE(this.selectorTail, { ARGS: [{ kind: 'column', name }] })
    this.ACTION(() => {
      if (!this.follows(1, AFTER_SELECTOR)) this.giveUp(1)
    })
    this.CONSUME(punct(')'))
    return { kind: 'meta', fn, of }
  })

  private readonly selectorCast: Rule<Expr> = this.rule('selectorCast', () => {
    this.CONSUME(kw('CAST'))
    this.CONSUME(punct('('))
    const arg = this.SUBRULE(this.selectorExpr)
    this.CONSUME(kw('AS'))
    const type = this.SUBRULE(this.castType)
    this.CONSUME(punct(')'))
    return { kind: 'cast', arg, type }
  })

  private readonly selectorCall: Rule<Expr> = this.rule('selectorCall', () => {
    const name = this.SUBRULE(this.functionName)
    const args: Expr[] = []
    this.CONSUME(punct('('))
    this.MANY_SEP({ SEP: punct(','), DEF: () => args.push(this.SUBRULE(this.selectorExpr)) })
    this.CONSUME(punct(')'))
    return { kind: 'call', keyspace: name.keyspace, name: name.name, args }
  })

  private readonly selectorTypeHint: Rule<Expr> = this.rule('selectorTypeHint', () => {
    this.CONSUME(punct('('))
    const type = this.SUBRULE(this.typeName)
    this.CONSUME(punct(')'))
    return { kind: 'typeHint', type, arg: this.SUBRULE(this.selectorOperand) }
  })

  private readonly selectorTuple: Rule<Expr> = this.rule('selectorTuple', () => {
    const items: Expr[] = []
    this.CONSUME(punct('('))
    this.AT_LEAST_ONE_SEP({
      SEP: punct(','),
      DEF: () => items.push(this.SUBRULE(this.selectorExpr)),
    })
    this.CONSUME(punct(')'))
    return { kind: 'tuple', items }
  })

  private readonly selectorList: Rule<Expr> = this.rule('selectorList', () => {
    const items: Expr[] = []
    this.CONSUME(punct('['))
    this.MANY_SEP({ SEP: punct(','), DEF: () => items.push(this.SUBRULE(this.selectorExpr)) })
    this.CONSUME(punct(']'))
    return { kind: 'list', items }
  })

  private readonly selectorBraces: Rule<Expr> = this.rule('selectorBraces', () => {
    this.CONSUME(punct('{'))
    const entries: [Expr, Expr][] = []
    const items: Expr[] = []
    this.MANY_SEP({
      SEP: punct(','),
      DEF: () => {
        const key = this.SUBRULE(this.selectorExpr)
        items.push(key)
        this.ACTION(() => {
          const goesOn = [':', ',', '}'].some(sign => this.isPunct(1, sign))
          if (items.length === 1 && !goesOn) this.giveUp(1)
        })
        this.OPTION(() => {
          this.CONSUME(punct(':'))
          entries.push([key, this.SUBRULE2(this.selectorExpr)])
        })
      },
    })
    this.CONSUME(punct('}'))
    return entries.length > 0 ? { kind: 'map', entries } : { kind: 'set', items }
  })
}
