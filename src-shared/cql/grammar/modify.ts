// INSERT, UPDATE, DELETE and BATCH.
import type {
  BatchStatement,
  Condition,
  DeleteStatement,
  Deletion,
  Expr,
  InsertStatement,
  ModificationStatement,
  UpdateOperation,
  UpdateStatement,
  UsingClause,
} from '../ast'
import * as v from '../vocabulary'
import { text, type Rule } from './base'
import { AFTER_CONDITIONED, AFTER_DELETED, AFTER_EXISTS } from './decisions'
import { SelectGrammar } from './select'

const { kw, punct } = v

export abstract class ModifyGrammar extends SelectGrammar {
  readonly insertStatement: Rule<InsertStatement> = this.rule('insertStatement', () => {
    this.CONSUME(kw('INSERT'))
    this.CONSUME(kw('INTO'))
    const table = this.SUBRULE(this.tableName)
    const columns: string[] = []
    const values: Expr[] = []
    let json: Expr | undefined
    let defaultUnset = false
    this.OR([
      {
        ALT: () => {
          this.CONSUME1(punct('('))
          this.AT_LEAST_ONE_SEP1({
            SEP: punct(','),
            DEF: () => columns.push(this.SUBRULE(this.columnName)),
          })
          this.CONSUME1(punct(')'))
          this.CONSUME(kw('VALUES'))
          this.CONSUME2(punct('('))
          this.AT_LEAST_ONE_SEP2({
            SEP: punct(','),
            DEF: () => values.push(this.SUBRULE(this.term)),
          })
          this.CONSUME2(punct(')'))
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw('JSON'))
          json = this.SUBRULE(this.jsonValue)
          this.OPTION1(() => {
            this.CONSUME(kw('DEFAULT'))
            defaultUnset = this.OR2([
              { ALT: () => (this.CONSUME(kw('NULL')), false) },
              { ALT: () => (this.CONSUME(kw('UNSET')), true) },
            ])
          })
        },
      },
    ])
    const ifNotExists = this.SUBRULE(this.ifNotExists)
    const using = this.SUBRULE(this.usingClause)
    return { kind: 'insert', table, columns, values, json, defaultUnset, ifNotExists, using }
  })

  private readonly jsonValue: Rule<Expr> = this.rule('jsonValue', () =>
    this.OR<Expr>([
      {
        ALT: () => ({
          kind: 'constant',
          type: 'STRING',
          text: text(this.CONSUME(v.StringLiteral)),
        }),
      },
      { ALT: () => this.SUBRULE(this.marker) },
    ]),
  )

  readonly usingClause: Rule<UsingClause> = this.rule('usingClause', () => {
    let timestamp: Expr | undefined
    let ttl: Expr | undefined
    this.OPTION(() => {
      this.CONSUME(kw('USING'))
      this.AT_LEAST_ONE_SEP({
        SEP: kw('AND'),
        DEF: () =>
          this.OR([
            {
              ALT: () => (
                this.CONSUME(kw('TIMESTAMP')),
                (timestamp = this.SUBRULE1(this.intValue))
              ),
            },
            { ALT: () => (this.CONSUME(kw('TTL')), (ttl = this.SUBRULE2(this.intValue))) },
          ]),
      })
    })
    return { timestamp, ttl }
  })

  readonly updateStatement: Rule<UpdateStatement> = this.rule('updateStatement', () => {
    this.CONSUME(kw('UPDATE'))
    const table = this.SUBRULE(this.tableName)
    const using = this.SUBRULE(this.usingClause)
    this.CONSUME(kw('SET'))
    const operations: UpdateOperation[] = []
    this.AT_LEAST_ONE_SEP({
      SEP: punct(','),
      DEF: () => operations.push(this.SUBRULE(this.assignment)),
    })
    this.CONSUME(kw('WHERE'))
    const where = this.SUBRULE(this.whereClause)
    const condition = this.SUBRULE(this.ifCondition)
    this.ACTION(() => this.checkAssignments(operations))
    return {
      kind: 'update',
      table,
      using,
      operations,
      where,
      ifExists: condition.ifExists,
      conditions: condition.conditions,
    }
  })

  private readonly assignment: Rule<UpdateOperation> = this.rule('assignment', () => {
    this.ACTION(() => {
      if (this.is(1, v.AnyName) && !['=', '+=', '-=', '[', '.'].some(s => this.isPunct(2, s))) {
        this.SKIP()
        this.giveUp(1)
      }
    })
    const column = this.SUBRULE(this.columnName)
    return this.OR<UpdateOperation>([
      { ALT: () => (this.CONSUME1(punct('=')), this.SUBRULE(this.assigned, { ARGS: [column] })) },
      {
        ALT: () => (
          this.CONSUME(punct('+=')),
          { kind: 'add', column, value: this.SUBRULE1(this.term), shorthand: true }
        ),
      },
      {
        ALT: () => (
          this.CONSUME(punct('-=')),
          { kind: 'subtract', column, value: this.SUBRULE2(this.term), shorthand: true }
        ),
      },
      {
        ALT: () => {
          this.CONSUME(punct('['))
          const key = this.SUBRULE3(this.term)
          this.CONSUME(punct(']'))
          this.CONSUME2(punct('='))
          return { kind: 'setElement', column, key, value: this.SUBRULE4(this.term) }
        },
      },
      {
        ALT: () => {
          this.CONSUME(punct('.'))
          const field = this.SUBRULE(this.anyName)
          this.CONSUME3(punct('='))
          return { kind: 'setField', column, field, value: this.SUBRULE5(this.term) }
        },
      },
    ])
  })

  /** Setting a column as a whole goes with nothing else on it. */
  private checkAssignments(operations: readonly UpdateOperation[]) {
    operations.forEach((operation, i) => {
      const clash = operations
        .slice(0, i)
        .find(o => o.column === operation.column && (o.kind === 'set' || operation.kind === 'set'))
      if (clash) this.note(`Multiple incompatible setting of column ${operation.column}`)
    })
  }

  private SKIP() {
    this.consume(0, this.LA(1).tokenType)
  }

  /** The right side of `x =`: a value, x + value, x - value, or value + x. */
  private readonly assigned: Rule<UpdateOperation, [string]> = this.rule('assigned', column =>
    this.OR<UpdateOperation>([
      {
        GATE: () => this.addsToColumn(),
        ALT: () => {
          const other = this.SUBRULE(this.columnName)
          return this.OR2<UpdateOperation>([
            {
              ALT: () => (
                this.CONSUME1(punct('+')),
                this.sum(column, other, '+', this.SUBRULE1(this.term))
              ),
            },
            {
              ALT: () => (
                this.CONSUME(punct('-')),
                this.sum(column, other, '-', this.SUBRULE2(this.term))
              ),
            },
            {
              // x = x -3 is lexed as x, =, x, INTEGER.
              ALT: () => {
                const value = text(this.CONSUME(v.Integer))
                this.sameColumn(column, other, value.startsWith('-') ? '- ' : '+ ')
                return {
                  kind: 'add',
                  column,
                  value: { kind: 'constant', type: 'INTEGER', text: value },
                  shorthand: false,
                }
              },
            },
          ])
        },
      },
      {
        ALT: () => {
          const value = this.SUBRULE3(this.term)
          const other = this.OPTION(() => {
            this.CONSUME2(punct('+'))
            return this.SUBRULE2(this.columnName)
          })
          if (other === undefined) return { kind: 'set', column, value }
          this.ACTION(() => {
            if (other !== column)
              this.note('Only expressions of the form X = <value> + X are supported.')
          })
          return { kind: 'prepend', column, value, shorthand: false }
        },
      },
    ]),
  )

  /** x + …, x - … or x -3, rather than a value, which may begin with a function's name. */
  private addsToColumn(): boolean {
    if (!this.is(1, v.AnyName) && !this.is(1, v.EmptyQuotedName)) return false
    if (this.isPunct(2, '+') || this.isPunct(2, '-') || this.is(2, v.Integer)) return true
    if (!this.isPunct(2, '(') && !this.isPunct(2, '.')) this.giveUp(2)
    return false
  }

  private sum(column: string, other: string, sign: '+' | '-', value: Expr): UpdateOperation {
    this.sameColumn(column, other, sign)
    return { kind: sign === '+' ? 'add' : 'subtract', column, value, shorthand: false }
  }

  private sameColumn(column: string, other: string, sign: string) {
    this.ACTION(() => {
      if (column !== other)
        this.note(`Only expressions of the form X = X ${sign}<value> are supported.`)
    })
  }

  private readonly ifCondition: Rule<{ ifExists: boolean; conditions: Condition[] }> = this.rule(
    'ifCondition',
    () => {
      let ifExists = false
      const conditions: Condition[] = []
      this.OPTION(() => {
        this.CONSUME(kw('IF'))
        this.ACTION(() => {
          const compares = AFTER_CONDITIONED.has(this.LA(2).tokenType)
          if (!this.isKeyword(1, 'EXISTS')) this.checkCondition()
          else if (!compares && !this.follows(2, AFTER_EXISTS)) this.giveUp(2)
        })
        this.OR([
          {
            GATE: () => this.isKeyword(1, 'EXISTS') && !AFTER_CONDITIONED.has(this.LA(2).tokenType),
            ALT: () => (this.CONSUME(kw('EXISTS')), (ifExists = true)),
          },
          {
            ALT: () =>
              this.AT_LEAST_ONE_SEP({
                SEP: kw('AND'),
                DEF: () => conditions.push(this.SUBRULE(this.condition)),
              }),
          },
        ])
      })
      return { ifExists, conditions }
    },
  )

  private checkCondition() {
    if (this.is(1, v.AnyName) && !AFTER_CONDITIONED.has(this.LA(2).tokenType)) {
      this.SKIP()
      this.giveUp(1)
    }
  }

  private readonly condition: Rule<Condition> = this.rule('condition', () => {
    this.ACTION(() => this.checkCondition())
    const column = this.SUBRULE(this.columnName)
    let element: Expr | undefined
    let field: string | undefined
    this.OPTION(() =>
      this.OR([
        {
          ALT: () => {
            this.CONSUME(punct('['))
            element = this.SUBRULE(this.term)
            this.CONSUME(punct(']'))
          },
        },
        { ALT: () => (this.CONSUME(punct('.')), (field = this.SUBRULE(this.anyName))) },
      ]),
    )
    return this.OR2<Condition>([
      {
        ALT: () => {
          const op = this.SUBRULE(this.comparison)
          return { column, element, field, op, value: this.SUBRULE2(this.term) }
        },
      },
      {
        ALT: () => (
          this.CONSUME(kw('IN')),
          { column, element, field, op: 'IN', values: this.SUBRULE(this.inValues) }
        ),
      },
      {
        ALT: () => {
          this.CONSUME(kw('CONTAINS'))
          const key = this.OPTION2(() => this.CONSUME(kw('KEY')))
          return {
            column,
            element,
            field,
            op: key ? 'CONTAINS KEY' : 'CONTAINS',
            value: this.SUBRULE3(this.term),
          }
        },
      },
    ])
  })

  readonly deleteStatement: Rule<DeleteStatement> = this.rule('deleteStatement', () => {
    this.CONSUME(kw('DELETE'))
    const deletions: Deletion[] = []
    this.OPTION1(() =>
      this.AT_LEAST_ONE_SEP({
        SEP: punct(','),
        DEF: () => deletions.push(this.SUBRULE(this.deletion)),
      }),
    )
    this.CONSUME(kw('FROM'))
    const table = this.SUBRULE(this.tableName)
    const timestamp = this.OPTION2(() => {
      this.CONSUME(kw('USING'))
      this.CONSUME(kw('TIMESTAMP'))
      return this.SUBRULE(this.intValue)
    })
    this.CONSUME(kw('WHERE'))
    const where = this.SUBRULE(this.whereClause)
    const condition = this.SUBRULE(this.ifCondition)
    return {
      kind: 'delete',
      deletions,
      table,
      using: { timestamp },
      where,
      ifExists: condition.ifExists,
      conditions: condition.conditions,
    }
  })

  private readonly deletion: Rule<Deletion> = this.rule('deletion', () => {
    this.ACTION(() => {
      if (!this.is(1, v.AnyName)) return
      if (!AFTER_DELETED.has(this.LA(2).tokenType)) this.giveUp(2)
      this.lookTo(3)
    })
    const column = this.SUBRULE(this.columnName)
    let element: Expr | undefined
    let field: string | undefined
    this.OPTION(() =>
      this.OR([
        {
          ALT: () => {
            this.CONSUME(punct('['))
            element = this.SUBRULE(this.term)
            this.CONSUME(punct(']'))
          },
        },
        { ALT: () => (this.CONSUME(punct('.')), (field = this.SUBRULE(this.anyName))) },
      ]),
    )
    return { column, element, field }
  })

  readonly batchStatement: Rule<BatchStatement> = this.rule('batchStatement', () => {
    let type: BatchStatement['type'] = 'LOGGED'
    this.CONSUME(kw('BEGIN'))
    this.OPTION1(() =>
      this.OR([
        { ALT: () => (this.CONSUME(kw('UNLOGGED')), (type = 'UNLOGGED')) },
        { ALT: () => (this.CONSUME(kw('COUNTER')), (type = 'COUNTER')) },
      ]),
    )
    this.CONSUME1(kw('BATCH'))
    const using = this.SUBRULE(this.usingClause)
    const statements: ModificationStatement[] = []
    this.MANY(() => {
      statements.push(
        this.OR2<ModificationStatement>([
          { ALT: () => this.SUBRULE(this.insertStatement) },
          { ALT: () => this.SUBRULE(this.updateStatement) },
          { ALT: () => this.SUBRULE(this.deleteStatement) },
        ]),
      )
      this.OPTION2(() => this.CONSUME(punct(';')))
    })
    this.CONSUME(kw('APPLY'))
    this.CONSUME2(kw('BATCH'))
    return { kind: 'batch', type, using, statements }
  })
}
