// DESCRIBE, and the top rule, which chooses the statement.
import type { TokenType } from 'chevrotain'
import type { DescribeTarget, QualifiedName, Statement } from '../ast'
import * as v from '../vocabulary'
import { AccessGrammar } from './access'
import type { Rule } from './base'

type NamedTarget = Extract<DescribeTarget, { name: QualifiedName }>

const { kw, punct } = v

const words = (text: string) => new Set(text.split(' ').map(kw))
/**
 * The words that may follow the verb. Cassandra looks at both before it decides which statement it
 * is.
 */
const OBJECTS: Readonly<Record<string, ReadonlySet<TokenType>>> = {
  K_CREATE: words(
    'KEYSPACE COLUMNFAMILY TYPE INDEX CUSTOM MATERIALIZED OR FUNCTION AGGREGATE TRIGGER ROLE USER',
  ),
  K_DROP: words(
    'KEYSPACE COLUMNFAMILY TYPE INDEX MATERIALIZED FUNCTION AGGREGATE TRIGGER ROLE USER IDENTITY',
  ),
  K_ALTER: words('KEYSPACE COLUMNFAMILY TYPE MATERIALIZED ROLE USER'),
  K_LIST: words('ROLES USERS ALL'),
}

export abstract class StatementGrammar extends AccessGrammar {
  readonly describeStatement: Rule<Statement> = this.rule('describeStatement', () => {
    this.OR([{ ALT: () => this.CONSUME(kw('DESCRIBE')) }, { ALT: () => this.CONSUME(kw('DESC')) }])
    const target = this.SUBRULE(this.describeTarget)
    const internals = this.OPTION(() => {
      this.CONSUME(kw('WITH'))
      return this.CONSUME(kw('INTERNALS'))
    })
    return { kind: 'describe', target, withInternals: internals !== undefined }
  })

  private checkDescribed() {
    const goesOn = this.isPunct(2, '.') || this.isPunct(2, ';')
    const ends = this.atEnd(2) || this.isKeyword(2, 'WITH')
    if (!this.is(1, v.AnyName) || goesOn || ends) return
    const isName = this.is(1, v.Ident) || this.is(1, v.QuotedName)
    const isKind = ['FUNCTION', 'AGGREGATE', 'TYPE'].some(word => this.isKeyword(1, word))
    if (isName || (isKind && !this.is(2, v.AnyName))) this.giveUp(2)
  }

  private readonly describeTarget: Rule<DescribeTarget> = this.rule('describeTarget', () => {
    this.ACTION(() => this.checkDescribed())
    const named = (nth: number, word: string, kind: NamedTarget['kind']) => (): DescribeTarget => {
      this.CONSUME(kw(word))
      return { kind, name: this.subrule(nth, this.plainQualifiedName) }
    }
    const alone = () => this.atEnd(2) || this.isPunct(2, ';') || this.isKeyword(2, 'WITH')
    return this.OR<DescribeTarget>([
      { GATE: alone, ALT: () => (this.CONSUME(kw('CLUSTER')), { kind: 'cluster' }) },
      { GATE: alone, ALT: () => (this.CONSUME(kw('KEYSPACES')), { kind: 'keyspaces' }) },
      { GATE: alone, ALT: () => (this.CONSUME(kw('TABLES')), { kind: 'tables' }) },
      { GATE: alone, ALT: () => (this.CONSUME(kw('TYPES')), { kind: 'types' }) },
      { GATE: alone, ALT: () => (this.CONSUME(kw('FUNCTIONS')), { kind: 'functions' }) },
      { GATE: alone, ALT: () => (this.CONSUME(kw('AGGREGATES')), { kind: 'aggregates' }) },
      {
        ALT: () => (
          this.CONSUME(kw('FULL')),
          this.CONSUME1(kw('SCHEMA')),
          { kind: 'schema', full: true }
        ),
      },
      { ALT: () => (this.CONSUME2(kw('SCHEMA')), { kind: 'schema', full: false }) },
      {
        GATE: () => this.isKeyword(1, 'KEYSPACE') || this.isKeyword(2, 'KEYSPACE'),
        ALT: () => {
          const only = this.OPTION1(() => this.CONSUME(kw('ONLY')))
          this.CONSUME(kw('KEYSPACE'))
          const name = this.OPTION2(() => this.SUBRULE(this.keyspaceName))
          return { kind: 'keyspace', name, only: only !== undefined }
        },
      },
      { ALT: named(1, 'COLUMNFAMILY', 'table') },
      { ALT: named(2, 'INDEX', 'index') },
      { ALT: () => (this.CONSUME(kw('MATERIALIZED')), named(3, 'VIEW', 'view')()) },
      { GATE: () => this.is(2, v.AnyName), ALT: named(4, 'TYPE', 'type') },
      { GATE: () => this.is(2, v.AnyName), ALT: named(5, 'FUNCTION', 'function') },
      { GATE: () => this.is(2, v.AnyName), ALT: named(6, 'AGGREGATE', 'aggregate') },
      { ALT: () => ({ kind: 'generic', name: this.SUBRULE7(this.plainQualifiedName) }) },
    ])
  })

  readonly statement: Rule<Statement> = this.rule('statement', () => {
    this.ACTION(() => {
      const objects = OBJECTS[this.LA(1).tokenType.name]
      if (
        objects &&
        !objects.has(this.LA(2).tokenType) &&
        !(this.isKeyword(1, 'LIST') && this.is(2, v.Permission))
      )
        this.giveUp(2)
      const isGrant = this.isKeyword(1, 'GRANT') || this.isKeyword(1, 'REVOKE')
      const isGranted = [v.AnyName, v.Permission, v.QMark, v.StringLiteral].some(type =>
        this.is(2, type),
      )
      if (isGrant && !isGranted) this.giveUp(2)
      if (objects || isGrant) this.lookTo(3)
    })
    return this.OR<Statement>([
      { ALT: () => this.SUBRULE(this.selectStatement) },
      { ALT: () => this.SUBRULE(this.insertStatement) },
      { ALT: () => this.SUBRULE(this.updateStatement) },
      { ALT: () => this.SUBRULE(this.deleteStatement) },
      { ALT: () => this.SUBRULE(this.batchStatement) },
      {
        ALT: () => (
          this.CONSUME(kw('USE')),
          { kind: 'use', keyspace: this.SUBRULE(this.keyspaceName) }
        ),
      },
      {
        ALT: () => {
          this.CONSUME(kw('TRUNCATE'))
          this.OPTION(() => this.CONSUME(kw('COLUMNFAMILY')))
          return { kind: 'truncate', table: this.SUBRULE(this.tableName) }
        },
      },
      { ALT: () => this.SUBRULE(this.createRole) },
      { ALT: () => this.SUBRULE(this.createStatement) },
      { ALT: () => this.SUBRULE(this.alterRole) },
      { ALT: () => this.SUBRULE(this.dropRole) },
      { ALT: () => this.SUBRULE(this.alterStatement) },
      { ALT: () => this.SUBRULE(this.identityStatement) },
      { ALT: () => this.SUBRULE(this.dropStatement) },
      { ALT: () => this.SUBRULE(this.grantOrRevoke) },
      { ALT: () => this.SUBRULE(this.listStatement) },
      { ALT: () => this.SUBRULE(this.describeStatement) },
    ])
  })

  /** One statement, any number of semicolons, the end. */
  readonly query: Rule<Statement> = this.rule('query', () => {
    const statement = this.SUBRULE(this.statement)
    this.MANY(() => this.CONSUME(punct(';')))
    return statement
  })
}
