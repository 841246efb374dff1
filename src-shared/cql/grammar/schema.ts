// ALTER and DROP of everything that CREATE makes.
import type { AlterTableChange, AlterTypeChange, ColumnDefinition, SchemaStatement } from '../ast'
import * as v from '../vocabulary'
import { text, type Rule } from './base'
import { CreateGrammar } from './create'

const { kw, punct } = v

export abstract class SchemaGrammar extends CreateGrammar {
  readonly dropStatement: Rule<SchemaStatement> = this.rule('dropStatement', () => {
    this.CONSUME(kw('DROP'))
    const named = (kind: 'dropTable' | 'dropType' | 'dropIndex' | 'dropView'): SchemaStatement => {
      const ifExists = this.SUBRULE1(this.ifExists)
      const name = this.SUBRULE1(this.plainQualifiedName)
      return kind === 'dropTable' ? { kind, table: name, ifExists } : { kind, name, ifExists }
    }
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
    if (
      what === 'keyspace' ||
      what === 'dropFunction' ||
      what === 'dropAggregate' ||
      what === 'trigger'
    )
      return this.SUBRULE(this.dropOther, { ARGS: [what] })
    return named(what)
  })

  private readonly dropOther: Rule<
    SchemaStatement,
    ['keyspace' | 'dropFunction' | 'dropAggregate' | 'trigger']
  > = this.rule('dropOther', what => {
    const ifExists = this.SUBRULE(this.ifExists)
    const name = this.SUBRULE(this.functionName)
    const table = this.OPTION1(() => {
      this.CONSUME(kw('ON'))
      return this.SUBRULE(this.tableName)
    })
    this.OPTION2(() => {
      this.CONSUME(punct('('))
      this.MANY_SEP({ SEP: punct(','), DEF: () => this.SUBRULE(this.typeName) })
      this.CONSUME(punct(')'))
    })
    if (what === 'keyspace') return { kind: 'dropKeyspace', name: name.name, ifExists }
    if (what === 'trigger')
      return { kind: 'dropTrigger', name: name.name, table: table ?? { name: '' }, ifExists }
    return { kind: what, name, ifExists }
  })

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
          const name = this.SUBRULE(this.plainQualifiedName)
          return { kind: 'alterType', name, ifExists, change: this.SUBRULE(this.typeChange) }
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw('MATERIALIZED'))
          this.CONSUME(kw('VIEW'))
          this.SUBRULE4(this.ifExists)
          const name = this.SUBRULE2(this.tableName)
          this.CONSUME2(kw('WITH'))
          this.SUBRULE2(this.properties)
          return { kind: 'alterView', name }
        },
      },
    ])
  })

  private readonly tableChange: Rule<AlterTableChange> = this.rule('tableChange', () =>
    this.OR<AlterTableChange>([
      {
        ALT: () => {
          this.CONSUME(kw('ALTER'))
          this.SUBRULE1(this.ifExists)
          const column = this.SUBRULE1(this.columnName)
          return this.OR2<AlterTableChange>([
            {
              ALT: () => (
                this.CONSUME(kw('TYPE')),
                this.SUBRULE(this.typeName),
                { kind: 'alterType', column }
              ),
            },
            { ALT: () => ({ kind: 'mask', column, mask: this.SUBRULE(this.columnMask) }) },
            {
              ALT: () => (
                this.CONSUME1(kw('DROP')),
                this.CONSUME(kw('MASKED')),
                { kind: 'mask', column }
              ),
            },
          ])
        },
      },
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
    ]),
  )

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
