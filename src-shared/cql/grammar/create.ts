// CREATE of keyspaces, tables, types and indexes; of views, functions, aggregates and triggers as
// far as a server that refuses them needs.
import type {
  AggregateState,
  ColumnDefinition,
  ColumnMask,
  CreateTableStatement,
  Expr,
  IndexTarget,
  Property,
  PropertyValue,
  QualifiedName,
  SchemaStatement,
  TypeName,
} from '../ast'
import { printTerm } from '../print'
import * as v from '../vocabulary'
import { text, type Rule } from './base'
import { ModifyGrammar } from './modify'

const { kw, punct } = v
type PrimaryKey = CreateTableStatement['primaryKeys'][number]

export abstract class CreateGrammar extends ModifyGrammar {
  readonly createStatement: Rule<SchemaStatement> = this.rule('createStatement', () =>
    this.OR<SchemaStatement>([
      { ALT: () => this.SUBRULE(this.createKeyspace) },
      { ALT: () => this.SUBRULE(this.createTable) },
      { ALT: () => this.SUBRULE(this.createType) },
      { ALT: () => this.SUBRULE(this.createIndex) },
      { ALT: () => this.SUBRULE(this.createView) },
      { ALT: () => this.SUBRULE(this.createFunction) },
      { ALT: () => this.SUBRULE(this.createTrigger) },
    ]),
  )

  private readonly createKeyspace: Rule<SchemaStatement> = this.rule('createKeyspace', () => {
    this.CONSUME(kw('CREATE'))
    this.CONSUME(kw('KEYSPACE'))
    const ifNotExists = this.SUBRULE(this.ifNotExists)
    const name = this.SUBRULE(this.keyspaceName)
    this.CONSUME(kw('WITH'))
    return { kind: 'createKeyspace', name, ifNotExists, properties: this.SUBRULE(this.properties) }
  })

  readonly properties: Rule<Property[]> = this.rule('properties', () => {
    const all: Property[] = []
    this.AT_LEAST_ONE_SEP({ SEP: kw('AND'), DEF: () => all.push(this.SUBRULE(this.property)) })
    return all
  })

  private readonly property: Rule<Property> = this.rule('property', () => {
    this.ACTION(() => this.checkProperty())
    const name = this.SUBRULE(this.anyName)
    this.CONSUME(punct('='))
    const value = this.OR<PropertyValue>([
      { ALT: () => this.ACTION_TEXT(this.SUBRULE(this.constant)) },
      { ALT: () => text(this.CONSUME(v.UnreservedKeyword)) },
      { ALT: () => this.propertyMap(this.SUBRULE(this.mapLiteral)) },
    ])
    return { name, value }
  })

  private checkProperty() {
    if (!this.is(1, v.AnyName)) return
    if (!this.isPunct(2, '=')) this.giveUp(2)
    const isValue = this.is(3, v.Constant) || this.is(3, v.UnreservedKeyword)
    if (!isValue && !this.isPunct(3, '{')) this.giveUp(3)
    this.lookTo(4)
  }

  /** A property, unless it is one of the two that are made of words. */
  private checkTableProperty() {
    const isStorage = this.isKeyword(1, 'COMPACT') && this.isKeyword(2, 'STORAGE')
    const isOrder = this.isKeyword(1, 'CLUSTERING') && this.isKeyword(2, 'ORDER')
    if (!isStorage && !isOrder) this.checkProperty()
  }

  private ACTION_TEXT(expr: Expr): string {
    return expr.kind === 'constant' ? expr.text : ''
  }

  private propertyMap(entries: readonly (readonly [Expr, Expr])[]): PropertyValue {
    const map = new Map<string, string>()
    this.ACTION(() => {
      for (const [key, value] of entries) {
        const bound = ' (bind variables are not supported in DDL queries)'
        if (key.kind !== 'constant')
          return this.note(
            `Invalid property name: ${printTerm(key)}${key.kind === 'marker' ? bound : ''}`,
          )
        if (value.kind !== 'constant') {
          return this.note(
            `Invalid property value: ${printTerm(value)} for property: ${printTerm(key)}${value.kind === 'marker' ? bound : ''}`,
          )
        }
        if (map.has(key.text)) this.note(`Multiple definition for property ${key.text}`)
        map.set(key.text, value.text)
      }
    })
    return map
  }

  private readonly createTable: Rule<SchemaStatement> = this.rule('createTable', () => {
    this.CONSUME(kw('CREATE'))
    this.CONSUME(kw('COLUMNFAMILY'))
    const ifNotExists = this.SUBRULE(this.ifNotExists)
    const table = this.SUBRULE(this.tableName)
    const columns: ColumnDefinition[] = []
    const primaryKeys: PrimaryKey[] = []
    this.CONSUME(punct('('))
    this.SUBRULE1(this.tableElement, { ARGS: [columns, primaryKeys] })
    this.MANY(() => {
      this.CONSUME(punct(','))
      this.OPTION1(() => this.SUBRULE2(this.tableElement, { ARGS: [columns, primaryKeys] }))
    })
    this.CONSUME(punct(')'))
    const properties: Property[] = []
    const clusteringOrder: { column: string; descending: boolean }[] = []
    let compactStorage = false
    this.OPTION2(() => {
      this.CONSUME(kw('WITH'))
      this.AT_LEAST_ONE_SEP({
        SEP: kw('AND'),
        DEF: () => {
          this.ACTION(() => this.checkTableProperty())
          this.OR([
            {
              GATE: () => this.isKeyword(2, 'STORAGE'),
              ALT: () => (this.SUBRULE(this.compactStorage), (compactStorage = true)),
            },
            {
              GATE: () => this.isKeyword(2, 'ORDER'),
              ALT: () => {
                const order = this.SUBRULE(this.clusteringOrder)
                this.ACTION(() => clusteringOrder.push(...order))
              },
            },
            { ALT: () => properties.push(this.SUBRULE(this.property)) },
          ])
        },
      })
    })
    return {
      kind: 'createTable',
      table,
      ifNotExists,
      columns,
      primaryKeys,
      properties,
      clusteringOrder,
      compactStorage,
    }
  })

  protected readonly compactStorage: Rule<void> = this.rule('compactStorage', () => {
    this.CONSUME(kw('COMPACT'))
    this.CONSUME(kw('STORAGE'))
  })

  private readonly clusteringOrder: Rule<{ column: string; descending: boolean }[]> = this.rule(
    'clusteringOrder',
    () => {
      const order: { column: string; descending: boolean }[] = []
      this.CONSUME(kw('CLUSTERING'))
      this.CONSUME(kw('ORDER'))
      this.CONSUME(kw('BY'))
      this.CONSUME(punct('('))
      this.AT_LEAST_ONE_SEP({
        SEP: punct(','),
        DEF: () => {
          const column = this.SUBRULE(this.anyName)
          const descending = this.OR([
            { ALT: () => (this.CONSUME(kw('ASC')), false) },
            { ALT: () => (this.CONSUME(kw('DESC')), true) },
          ])
          order.push({ column, descending })
        },
      })
      this.CONSUME(punct(')'))
      return order
    },
  )

  private readonly tableElement: Rule<void, [ColumnDefinition[], PrimaryKey[]]> = this.rule(
    'tableElement',
    (columns, primaryKeys) => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME1(kw('PRIMARY'))
            this.CONSUME1(kw('KEY'))
            const key = this.SUBRULE(this.primaryKey)
            this.ACTION(() => primaryKeys.push(key))
          },
        },
        {
          ALT: () => {
            const column = this.SUBRULE(this.columnDefinition)
            this.ACTION(() => columns.push(column))
            this.OPTION(() => {
              this.CONSUME2(kw('PRIMARY'))
              this.CONSUME2(kw('KEY'))
              this.ACTION(() => primaryKeys.push({ partition: [column.name], clustering: [] }))
            })
          },
        },
      ])
    },
  )

  readonly columnDefinition: Rule<ColumnDefinition> = this.rule('columnDefinition', () => {
    const name = this.SUBRULE(this.anyName)
    const type = this.SUBRULE(this.typeName)
    const isStatic = this.OPTION1(() => this.CONSUME(kw('STATIC')))
    const mask = this.OPTION2(() => this.SUBRULE(this.columnMask))
    return { name, type, isStatic: isStatic !== undefined, mask }
  })

  protected readonly columnMask: Rule<ColumnMask> = this.rule('columnMask', () => {
    this.CONSUME(kw('MASKED'))
    this.CONSUME(kw('WITH'))
    return this.OR<ColumnMask>([
      {
        GATE: () => !this.isPunct(2, '('),
        ALT: () => (this.CONSUME(kw('DEFAULT')), { name: 'mask_default', args: [] }),
      },
      {
        ALT: () => {
          const name = this.SUBRULE(this.functionName)
          const args: Expr[] = []
          this.CONSUME(punct('('))
          this.MANY_SEP({ SEP: punct(','), DEF: () => args.push(this.SUBRULE(this.term)) })
          this.CONSUME(punct(')'))
          return { name: name.name, args }
        },
      },
    ])
  })

  private readonly primaryKey: Rule<PrimaryKey> = this.rule('primaryKey', () => {
    const partition: string[] = []
    const clustering: string[] = []
    this.CONSUME1(punct('('))
    this.OR([
      { ALT: () => partition.push(this.SUBRULE1(this.anyName)) },
      {
        ALT: () => {
          this.CONSUME2(punct('('))
          this.AT_LEAST_ONE_SEP({
            SEP: punct(','),
            DEF: () => partition.push(this.SUBRULE2(this.anyName)),
          })
          this.CONSUME2(punct(')'))
        },
      },
    ])
    this.MANY(() => {
      this.CONSUME3(punct(','))
      clustering.push(this.SUBRULE3(this.anyName))
    })
    this.CONSUME1(punct(')'))
    return { partition, clustering }
  })

  private readonly createType: Rule<SchemaStatement> = this.rule('createType', () => {
    this.CONSUME(kw('CREATE'))
    this.CONSUME(kw('TYPE'))
    const ifNotExists = this.SUBRULE(this.ifNotExists)
    const name = this.SUBRULE(this.userTypeName)
    const fields: Extract<SchemaStatement, { kind: 'createType' }>['fields'][number][] = []
    this.CONSUME(punct('('))
    fields.push(this.SUBRULE1(this.typeField))
    this.MANY(() => {
      this.CONSUME(punct(','))
      this.OPTION(() => fields.push(this.SUBRULE2(this.typeField)))
    })
    this.CONSUME(punct(')'))
    return { kind: 'createType', name, ifNotExists, fields }
  })

  private readonly typeField: Rule<{ name: string; type: TypeName }> = this.rule(
    'typeField',
    () => ({ name: this.SUBRULE(this.anyName), type: this.SUBRULE(this.typeName) }),
  )

  private readonly createIndex: Rule<SchemaStatement> = this.rule('createIndex', () => {
    this.CONSUME(kw('CREATE'))
    const custom = this.OPTION1(() => this.CONSUME(kw('CUSTOM')))
    this.CONSUME(kw('INDEX'))
    const ifNotExists = this.SUBRULE(this.ifNotExists)
    const name = this.OPTION2((): QualifiedName => ({ name: this.SUBRULE(this.anyName) }))
    this.CONSUME(kw('ON'))
    const table = this.SUBRULE(this.tableName)
    const targets: IndexTarget[] = []
    this.CONSUME(punct('('))
    this.MANY_SEP({ SEP: punct(','), DEF: () => targets.push(this.SUBRULE(this.indexTarget)) })
    this.CONSUME(punct(')'))
    const className = this.OPTION3(() => {
      this.CONSUME(kw('USING'))
      return text(this.CONSUME(v.StringLiteral))
    })
    const properties = this.OPTION4(() => {
      this.CONSUME(kw('WITH'))
      return this.SUBRULE(this.properties)
    })
    return {
      kind: 'createIndex',
      name,
      table,
      custom: custom !== undefined,
      ifNotExists,
      targets,
      className,
      properties: properties ?? [],
    }
  })

  private readonly indexTarget: Rule<IndexTarget> = this.rule('indexTarget', () => {
    const kind = this.OPTION({
      GATE: () => this.isPunct(2, '('),
      DEF: () => {
        const found = this.OR<IndexTarget['kind']>([
          { ALT: () => (this.CONSUME(kw('VALUES')), 'values') },
          { ALT: () => (this.CONSUME(kw('KEYS')), 'keys') },
          { ALT: () => (this.CONSUME(kw('ENTRIES')), 'entries') },
          { ALT: () => (this.CONSUME(kw('FULL')), 'full') },
        ])
        this.CONSUME(punct('('))
        return found
      },
    })
    const column = this.SUBRULE(this.columnName)
    this.ACTION(() => {
      if (kind !== undefined && !this.isPunct(1, ')')) this.mismatch("')'")
    })
    this.OPTION2({ GATE: () => kind !== undefined, DEF: () => this.CONSUME(punct(')')) })
    return { column, kind: kind ?? 'simple' }
  })

  private readonly createView: Rule<SchemaStatement> = this.rule('createView', () => {
    this.CONSUME(kw('CREATE'))
    this.CONSUME(kw('MATERIALIZED'))
    this.CONSUME(kw('VIEW'))
    this.SUBRULE(this.ifNotExists)
    const name = this.SUBRULE(this.tableName)
    this.CONSUME(kw('AS'))
    this.CONSUME(kw('SELECT'))
    this.SUBRULE(this.selectors)
    this.CONSUME(kw('FROM'))
    this.SUBRULE2(this.tableName)
    this.OPTION(() => {
      this.CONSUME(kw('WHERE'))
      this.SUBRULE(this.whereClause)
    })
    this.CONSUME(kw('PRIMARY'))
    this.CONSUME(kw('KEY'))
    this.SUBRULE(this.primaryKey)
    this.OPTION2(() => {
      this.CONSUME(kw('WITH'))
      this.AT_LEAST_ONE_SEP({
        SEP: kw('AND'),
        DEF: () =>
          this.OR([
            {
              GATE: () => this.isKeyword(2, 'ORDER'),
              ALT: () => this.SUBRULE(this.clusteringOrder),
            },
            { ALT: () => this.SUBRULE(this.property) },
          ]),
      })
    })
    return { kind: 'createView', name }
  })

  private readonly createFunction: Rule<SchemaStatement> = this.rule('createFunction', () => {
    this.CONSUME(kw('CREATE'))
    const orReplace = this.OPTION1(() => {
      this.CONSUME(kw('OR'))
      return this.CONSUME(kw('REPLACE'))
    })
    const isFunction = this.OR([
      { ALT: () => (this.CONSUME(kw('FUNCTION')), true) },
      { ALT: () => (this.CONSUME(kw('AGGREGATE')), false) },
    ])
    const ifNotExists = this.SUBRULE(this.ifNotExists)
    const name = this.SUBRULE(this.functionName)
    const how = { name, ifNotExists, orReplace: orReplace !== undefined }
    this.ACTION(() => {
      if (!this.isPunct(1, '(')) this.mismatch("'('")
    })
    return this.OR2<SchemaStatement>({
      MAX_LOOKAHEAD: 1,
      DEF: [
        {
          GATE: () => isFunction,
          ALT: () => (this.SUBRULE(this.functionBody), { kind: 'createFunction', ...how }),
        },
        {
          ALT: () => ({ kind: 'createAggregate', ...how, ...this.SUBRULE(this.aggregateBody) }),
        },
      ],
    })
  })

  /** Read and forgotten: Cassandra's default has user functions switched off. */
  private readonly functionBody: Rule<void> = this.rule('functionBody', () => {
    this.CONSUME(punct('('))
    this.MANY_SEP({
      SEP: punct(','),
      DEF: () => (this.SUBRULE(this.anyName), this.SUBRULE1(this.typeName)),
    })
    this.CONSUME(punct(')'))
    this.OR([
      { ALT: () => (this.CONSUME1(kw('RETURNS')), this.CONSUME1(kw('NULL'))) },
      { ALT: () => this.CONSUME(kw('CALLED')) },
    ])
    this.CONSUME(kw('ON'))
    this.CONSUME2(kw('NULL'))
    this.CONSUME(kw('INPUT'))
    this.CONSUME2(kw('RETURNS'))
    this.SUBRULE2(this.typeName)
    this.CONSUME(kw('LANGUAGE'))
    this.CONSUME(v.Ident)
    this.CONSUME(kw('AS'))
    this.CONSUME(v.StringLiteral)
  })

  /** The state function and the types of its arguments, which is what a refusal names. */
  private readonly aggregateBody: Rule<AggregateState> = this.rule('aggregateBody', () => {
    const args = this.SUBRULE(this.argumentTypes)
    this.CONSUME(kw('SFUNC'))
    const stateFunction = text(this.CONSUME1(v.FunctionName))
    this.CONSUME(kw('STYPE'))
    const stateType = this.SUBRULE(this.typeName)
    this.OPTION1(() => {
      this.CONSUME(kw('FINALFUNC'))
      this.CONSUME2(v.FunctionName)
    })
    this.OPTION2(() => {
      this.CONSUME(kw('INITCOND'))
      this.SUBRULE(this.term)
    })
    return this.ACTION(() => ({ stateFunction, stateArguments: [stateType, ...args] }))
  })

  protected readonly argumentTypes: Rule<TypeName[]> = this.rule('argumentTypes', () => {
    const types: TypeName[] = []
    this.CONSUME(punct('('))
    this.MANY_SEP({ SEP: punct(','), DEF: () => types.push(this.SUBRULE(this.typeName)) })
    this.CONSUME(punct(')'))
    return types
  })

  private readonly createTrigger: Rule<SchemaStatement> = this.rule('createTrigger', () => {
    this.CONSUME(kw('CREATE'))
    this.CONSUME(kw('TRIGGER'))
    this.SUBRULE(this.ifNotExists)
    const name = this.SUBRULE(this.anyName)
    this.CONSUME(kw('ON'))
    const table = this.SUBRULE(this.tableName)
    this.CONSUME(kw('USING'))
    return { kind: 'createTrigger', name, table, className: text(this.CONSUME(v.StringLiteral)) }
  })
}
