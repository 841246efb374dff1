// ALTER and DROP of everything that CREATE makes.
import type {
  AlterTableChange,
  AlterTypeChange,
  ColumnDefinition,
  QualifiedName,
  SchemaStatement,
} from '../ast'
import * as v from '../vocabulary'
import { text, type Rule } from './base'
import { CreateGrammar } from './create'

const { kw, punct } = v

export abstract class SchemaGrammar extends CreateGrammar {
  readonly dropStatement: Rule<SchemaStatement> = this.rule('dropStatement', () => {
    this.CONSUME(kw('DROP'))
    const what = this.OR<
      | 'keyspace'
      | 'dropTable'
      | 'dropType'
      | 'dropIndex'
      | 'dropView'
      | 'dropFunction'
      | 'dropAggregate'
      | 'trigger'
    >([
      { ALT: () => (this.CONSUME(kw('KEYSPACE')), 'keyspace') },
      { ALT: () => (this.CONSUME(kw('COLUMNFAMILY')), 'dropTable') },
      { ALT: () => (this.CONSUME(kw('TYPE')), 'dropType') },
      { ALT: () => (this.CONSUME(kw('INDEX')), 'dropIndex') },
      { ALT: () => (this.CONSUME(kw('MATERIALIZED')), this.CONSUME(kw('VIEW')), 'dropView') },
      { ALT: () => (this.CONSUME(kw('FUNCTION')), 'dropFunction') },
      { ALT: () => (this.CONSUME(kw('AGGREGATE')), 'dropAggregate') },
      { ALT: () => (this.CONSUME(kw('TRIGGER')), 'trigger') },
    ])
    return this.OR2<SchemaStatement>({
      MAX_LOOKAHEAD: 1,
      DEF: [
        {
          GATE: () => what === 'dropTable' || what === 'dropView',
          ALT: () => {
            const ifExists = this.SUBRULE1(this.ifExists)
            const name = this.SUBRULE(this.tableName)
            return what === 'dropTable'
              ? { kind: what, table: name, ifExists }
              : { kind: 'dropView', name, ifExists }
          },
        },
        {
          GATE: () => what === 'dropType',
          ALT: () => {
            const ifExists = this.SUBRULE2(this.ifExists)
            return { kind: 'dropType', name: this.SUBRULE(this.userTypeName), ifExists }
          },
        },
        {
          GATE: () => what === 'dropIndex',
          ALT: () => {
            const ifExists = this.SUBRULE3(this.ifExists)
            return { kind: 'dropIndex', name: this.SUBRULE(this.indexName), ifExists }
          },
        },
        {
          GATE: () => what === 'keyspace',
          ALT: () => {
            const ifExists = this.SUBRULE4(this.ifExists)
            return { kind: 'dropKeyspace', name: this.SUBRULE(this.keyspaceName), ifExists }
          },
        },
        { GATE: () => what === 'trigger', ALT: () => this.SUBRULE(this.dropTrigger) },
        { ALT: () => this.SUBRULE(this.dropFunction, { ARGS: [what] }) },
      ],
    })
  })

  private readonly indexName: Rule<QualifiedName> = this.rule('indexName', () => {
    this.ACTION(() => {
      const goesOn = this.isPunct(2, '.') || this.isPunct(2, ';') || this.atEnd(2)
      if (this.is(1, v.AnyName) && !goesOn) this.giveUp(2)
    })
    return this.SUBRULE(this.plainQualifiedName)
  })

  private readonly dropTrigger: Rule<SchemaStatement> = this.rule('dropTrigger', () => {
    const ifExists = this.SUBRULE(this.ifExists)
    const name = this.SUBRULE(this.anyName)
    this.CONSUME(kw('ON'))
    return { kind: 'dropTrigger', name, table: this.SUBRULE(this.tableName), ifExists }
  })

  private readonly dropFunction: Rule<SchemaStatement, [string]> = this.rule(
    'dropFunction',
    what => {
      const ifExists = this.SUBRULE(this.ifExists)
      const name = this.SUBRULE(this.functionName)
      const args = this.OPTION(() => this.SUBRULE(this.argumentTypes))
      const kind = what === 'dropFunction' ? 'dropFunction' : 'dropAggregate'
      return { kind, name, ifExists, args }
    },
  )

  readonly alterStatement: Rule<SchemaStatement> = this.rule('alterStatement', () => {
    this.CONSUME(kw('ALTER'))
    return this.OR<SchemaStatement>([
      {
        ALT: () => {
          this.CONSUME(kw('KEYSPACE'))
          const ifExists = this.SUBRULE1(this.ifExists)
          const name = this.SUBRULE(this.keyspaceName)
          this.CONSUME1(kw('WITH'))
          return {
            kind: 'alterKeyspace',
            name,
            ifExists,
            properties: this.SUBRULE1(this.properties),
          }
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw('COLUMNFAMILY'))
          const ifExists = this.SUBRULE2(this.ifExists)
          const table = this.SUBRULE1(this.tableName)
          return { kind: 'alterTable', table, ifExists, change: this.SUBRULE(this.tableChange) }
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw('TYPE'))
          const ifExists = this.SUBRULE3(this.ifExists)
          const name = this.SUBRULE(this.userTypeName)
          return { kind: 'alterType', name, ifExists, change: this.SUBRULE(this.typeChange) }
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw('MATERIALIZED'))
          this.CONSUME(kw('VIEW'))
          const ifExists = this.SUBRULE4(this.ifExists)
          const name = this.SUBRULE2(this.tableName)
          this.CONSUME2(kw('WITH'))
          this.SUBRULE2(this.properties)
          return { kind: 'alterView', name, ifExists }
        },
      },
    ])
  })

  private checkChange() {
    const isName = (k: number) => this.is(k, v.AnyName) || this.is(k, v.EmptyQuotedName)
    if (this.isKeyword(1, 'ALTER')) {
      if (this.isKeyword(2, 'IF')) return
      if (!isName(2)) this.giveUp(2)
      if (!['TYPE', 'DROP', 'MASKED'].some(word => this.isKeyword(3, word))) this.giveUp(3)
    } else if (this.isKeyword(1, 'DROP')) {
      if (!isName(2) && !this.isPunct(2, '(') && !this.isKeyword(2, 'IF')) this.giveUp(2)
      const goesOn = this.isKeyword(3, 'STORAGE') || this.isKeyword(3, 'USING')
      const ends = this.isPunct(3, ';') || this.atEnd(3)
      if (this.isKeyword(2, 'COMPACT') && !goesOn && !ends) this.giveUp(3)
    }
  }

  private readonly columnChange: Rule<AlterTableChange> = this.rule('columnChange', () => {
    this.CONSUME(kw('ALTER'))
    const ifExists = this.SUBRULE(this.ifExists)
    const column = this.SUBRULE(this.columnName)
    return this.OR<AlterTableChange>([
      {
        GATE: () => !ifExists,
        ALT: () => (
          this.CONSUME(kw('TYPE')),
          this.SUBRULE(this.typeName),
          { kind: 'alterType', column }
        ),
      },
      { ALT: () => ({ kind: 'mask', column, ifExists, mask: this.SUBRULE(this.columnMask) }) },
      {
        ALT: () => (
          this.CONSUME(kw('DROP')),
          this.CONSUME(kw('MASKED')),
          { kind: 'mask', column, ifExists }
        ),
      },
    ])
  })

  private readonly tableChange: Rule<AlterTableChange> = this.rule('tableChange', () => {
    this.ACTION(() => this.checkChange())
    return this.OR<AlterTableChange>([
      { ALT: () => this.SUBRULE(this.columnChange) },
      {
        ALT: () => {
          this.CONSUME(kw('ADD'))
          const ifNotExists = this.SUBRULE(this.ifNotExists)
          const columns: ColumnDefinition[] = []
          this.OR3([
            { ALT: () => columns.push(this.SUBRULE1(this.columnDefinition)) },
            {
              ALT: () => {
                this.CONSUME1(punct('('))
                this.AT_LEAST_ONE_SEP1({
                  SEP: punct(','),
                  DEF: () => columns.push(this.SUBRULE2(this.columnDefinition)),
                })
                this.CONSUME1(punct(')'))
              },
            },
          ])
          return { kind: 'add', columns, ifNotExists }
        },
      },
      {
        GATE: () => this.isKeyword(2, 'COMPACT') && this.isKeyword(3, 'STORAGE'),
        ALT: () => (
          this.CONSUME2(kw('DROP')),
          this.SUBRULE(this.compactStorage),
          { kind: 'dropCompactStorage' }
        ),
      },
      { ALT: () => this.SUBRULE(this.dropColumns) },
      {
        ALT: () => {
          this.CONSUME(kw('RENAME'))
          const ifExists = this.SUBRULE2(this.ifExists)
          return { kind: 'rename', renames: this.SUBRULE(this.renames), ifExists }
        },
      },
      {
        ALT: () => (
          this.CONSUME(kw('WITH')),
          { kind: 'with', properties: this.SUBRULE(this.properties) }
        ),
      },
    ])
  })

  private readonly dropColumns: Rule<AlterTableChange> = this.rule('dropColumns', () => {
    this.CONSUME(kw('DROP'))
    const ifExists = this.SUBRULE(this.ifExists)
    const columns: string[] = []
    this.OR([
      { ALT: () => columns.push(this.SUBRULE1(this.anyName)) },
      {
        ALT: () => {
          this.CONSUME(punct('('))
          this.AT_LEAST_ONE_SEP({
            SEP: punct(','),
            DEF: () => columns.push(this.SUBRULE2(this.anyName)),
          })
          this.CONSUME(punct(')'))
        },
      },
    ])
    const timestamp = this.OPTION(() => {
      this.CONSUME(kw('USING'))
      this.CONSUME(kw('TIMESTAMP'))
      return text(this.CONSUME(v.Integer))
    })
    return { kind: 'drop', columns, ifExists, timestamp }
  })

  private readonly renames: Rule<[string, string][]> = this.rule('renames', () => {
    const all: [string, string][] = []
    this.AT_LEAST_ONE_SEP({
      SEP: kw('AND'),
      DEF: () => {
        const from = this.SUBRULE1(this.anyName)
        this.CONSUME(kw('TO'))
        all.push([from, this.SUBRULE2(this.anyName)])
      },
    })
    return all
  })

  private readonly typeChange: Rule<AlterTypeChange> = this.rule('typeChange', () =>
    this.OR<AlterTypeChange>([
      {
        ALT: () => {
          this.CONSUME(kw('ALTER'))
          const field = this.SUBRULE1(this.anyName)
          this.CONSUME(kw('TYPE'))
          this.SUBRULE1(this.typeName)
          return { kind: 'alter', field }
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw('ADD'))
          const ifNotExists = this.SUBRULE(this.ifNotExists)
          const field = this.SUBRULE2(this.anyName)
          return { kind: 'add', field, type: this.SUBRULE2(this.typeName), ifNotExists }
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw('RENAME'))
          const ifExists = this.SUBRULE(this.ifExists)
          return { kind: 'rename', renames: this.SUBRULE(this.renames), ifExists }
        },
      },
    ]),
  )
}
