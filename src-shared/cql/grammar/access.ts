// Roles, users and permissions; DESCRIBE; and the top rule, which chooses the statement.
import type { TokenType } from 'chevrotain'
import type { AccessStatement, DescribeTarget, QualifiedName, RoleOptions, Statement } from '../ast'
import * as v from '../vocabulary'
import { text, type Rule } from './base'
import { SchemaGrammar } from './schema'

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
  K_LIST: words('ROLES USERS SUPERUSERS ALL'),
}

export abstract class AccessGrammar extends SchemaGrammar {
  private readonly roleName: Rule<string> = this.rule('roleName', () =>
    this.OR([
      { ALT: () => text(this.CONSUME(v.AnyName)) },
      { ALT: () => text(this.CONSUME(v.StringLiteral)) },
    ]),
  )

  readonly createRole: Rule<AccessStatement> = this.rule('createRole', () => {
    this.CONSUME(kw('CREATE'))
    this.OR([{ ALT: () => this.CONSUME(kw('ROLE')) }, { ALT: () => this.CONSUME(kw('USER')) }])
    const ifNotExists = this.SUBRULE(this.ifNotExists)
    const name = this.SUBRULE(this.roleName)
    return { kind: 'createRole', name, ifNotExists, options: this.SUBRULE(this.roleOptions) }
  })

  private readonly roleOptions: Rule<RoleOptions> = this.rule('roleOptions', () => {
    const options: { password?: string; superuser?: boolean; login?: boolean } = {}
    this.OPTION1(() => {
      this.CONSUME(kw('WITH'))
      this.AT_LEAST_ONE_SEP({
        SEP: kw('AND'),
        DEF: () =>
          this.OR([
            {
              ALT: () => {
                this.CONSUME(kw('PASSWORD'))
                this.OPTION2(() => this.CONSUME1(punct('=')))
                options.password = text(this.CONSUME(v.StringLiteral))
              },
            },
            {
              ALT: () => {
                this.CONSUME1(kw('SUPERUSER'))
                this.CONSUME2(punct('='))
                options.superuser = /true/i.test(text(this.CONSUME1(v.BooleanLiteral)))
              },
            },
            {
              ALT: () => {
                this.CONSUME(kw('LOGIN'))
                this.CONSUME3(punct('='))
                options.login = /true/i.test(text(this.CONSUME2(v.BooleanLiteral)))
              },
            },
            {
              ALT: () => {
                this.CONSUME(kw('OPTIONS'))
                this.CONSUME4(punct('='))
                this.SUBRULE(this.mapLiteral)
              },
            },
            { ALT: () => this.SUBRULE(this.accessOption) },
          ]),
      })
    })
    this.OPTION3(() =>
      this.OR2([
        { ALT: () => this.CONSUME2(kw('SUPERUSER')) },
        { ALT: () => this.CONSUME(kw('NOSUPERUSER')) },
      ]),
    )
    return options
  })

  private readonly accessOption: Rule<void> = this.rule('accessOption', () => {
    this.CONSUME(kw('ACCESS'))
    this.OR([{ ALT: () => this.CONSUME(kw('TO')) }, { ALT: () => this.CONSUME(kw('FROM')) }])
    this.OR2([
      { ALT: () => this.CONSUME(kw('ALL')) },
      {
        ALT: () => {
          this.OR3([
            { ALT: () => this.CONSUME1(kw('DATACENTERS')) },
            { ALT: () => this.CONSUME1(kw('CIDRS')) },
          ])
          this.CONSUME(punct('{'))
          this.AT_LEAST_ONE_SEP({ SEP: punct(','), DEF: () => this.CONSUME(v.StringLiteral) })
          this.CONSUME(punct('}'))
        },
      },
    ])
    this.OPTION(() =>
      this.OR4([
        { ALT: () => this.CONSUME2(kw('DATACENTERS')) },
        { ALT: () => this.CONSUME2(kw('CIDRS')) },
      ]),
    )
  })

  readonly alterOrDropRole: Rule<AccessStatement> = this.rule('alterOrDropRole', () => {
    const kind = this.OR<'alterRole' | 'dropRole'>([
      { ALT: () => (this.CONSUME(kw('ALTER')), 'alterRole') },
      { ALT: () => (this.CONSUME(kw('DROP')), 'dropRole') },
    ])
    this.OR2([{ ALT: () => this.CONSUME(kw('ROLE')) }, { ALT: () => this.CONSUME(kw('USER')) }])
    const ifExists = this.SUBRULE(this.ifExists)
    const name = this.SUBRULE(this.roleName)
    const options = this.SUBRULE(this.roleOptions)
    return kind === 'alterRole' ? { kind, name, ifExists, options } : { kind, name, ifExists }
  })

  readonly grantOrRevoke: Rule<AccessStatement> = this.rule('grantOrRevoke', () => {
    const granting = this.OR([
      { ALT: () => (this.CONSUME(kw('GRANT')), true) },
      { ALT: () => (this.CONSUME(kw('REVOKE')), false) },
    ])
    const role = this.OR2<string | undefined>([
      {
        GATE: () => this.isGrantOfPermission(),
        ALT: () => this.SUBRULE(this.permissionsOnResource),
      },
      { ALT: () => this.SUBRULE1(this.roleName) },
    ])
    this.OR3([
      { GATE: () => granting, ALT: () => this.CONSUME(kw('TO')) },
      { ALT: () => this.CONSUME(kw('FROM')) },
    ])
    const grantee = this.SUBRULE2(this.roleName)
    if (role === undefined)
      return { kind: granting ? 'grantPermissions' : 'revokePermissions', role: grantee }
    return { kind: granting ? 'grantRole' : 'revokeRole', role, grantee }
  })

  private isGrantOfPermission() {
    return (
      (this.is(1, v.Permission) || this.isKeyword(1, 'ALL')) &&
      !this.isKeyword(2, 'TO') &&
      !this.isKeyword(2, 'FROM')
    )
  }

  private readonly permissionsOnResource: Rule<undefined> = this.rule(
    'permissionsOnResource',
    () => {
      this.SUBRULE(this.permissions)
      this.CONSUME(kw('ON'))
      this.SUBRULE(this.resource)
      return undefined
    },
  )

  private readonly permissions: Rule<void> = this.rule('permissions', () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(kw('ALL'))
          this.OPTION(() => this.CONSUME(kw('PERMISSIONS')))
        },
      },
      {
        ALT: () =>
          this.AT_LEAST_ONE_SEP({
            SEP: punct(','),
            DEF: () => {
              this.CONSUME(v.Permission)
              this.OPTION2(() => this.CONSUME(kw('PERMISSION')))
            },
          }),
      },
    ])
  })

  private readonly resource: Rule<void> = this.rule('resource', () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(kw('ALL'))
          this.OR2(
            ['KEYSPACES', 'ROLES', 'FUNCTIONS', 'TABLES', 'MBEANS'].map(word => ({
              ALT: () => this.CONSUME(kw(word)),
            })),
          )
          this.OPTION1(() => {
            this.CONSUME(kw('IN'))
            this.CONSUME1(kw('KEYSPACE'))
            this.SUBRULE1(this.keyspaceName)
          })
        },
      },
      { ALT: () => (this.CONSUME2(kw('KEYSPACE')), this.SUBRULE2(this.keyspaceName)) },
      {
        GATE: () => this.is(2, v.AnyName),
        ALT: () => (this.CONSUME(kw('ROLE')), this.SUBRULE(this.roleName)),
      },
      {
        ALT: () => {
          this.OPTION2(() => this.CONSUME(kw('COLUMNFAMILY')))
          this.SUBRULE(this.plainQualifiedName)
        },
      },
    ])
  })

  readonly listStatement: Rule<AccessStatement> = this.rule('listStatement', () => {
    this.CONSUME(kw('LIST'))
    const kind = this.OR<Extract<AccessStatement, { kind: `list${string}` }>['kind']>([
      { ALT: () => (this.CONSUME(kw('ROLES')), 'listRoles') },
      { ALT: () => (this.CONSUME(kw('USERS')), 'listUsers') },
      { ALT: () => (this.CONSUME(kw('SUPERUSERS')), 'listSuperusers') },
      { ALT: () => (this.SUBRULE(this.permissions), 'listPermissions') },
    ])
    this.OPTION1(() => {
      this.CONSUME(kw('ON'))
      this.SUBRULE(this.resource)
    })
    this.OPTION2(() => {
      this.CONSUME(kw('OF'))
      this.SUBRULE(this.roleName)
    })
    this.OPTION3(() => this.CONSUME(kw('NORECURSIVE')))
    return { kind }
  })

  readonly identityStatement: Rule<AccessStatement> = this.rule('identityStatement', () => {
    const kind = this.OR<'addIdentity' | 'dropIdentity'>([
      { ALT: () => (this.CONSUME(kw('ADD')), 'addIdentity') },
      { ALT: () => (this.CONSUME(kw('DROP')), 'dropIdentity') },
    ])
    this.CONSUME(kw('IDENTITY'))
    this.OPTION1(() => {
      this.CONSUME(kw('IF'))
      this.OPTION2(() => this.CONSUME(kw('NOT')))
      this.CONSUME(kw('EXISTS'))
    })
    this.SUBRULE1(this.roleName)
    this.OPTION3(() => {
      this.CONSUME(kw('TO'))
      this.CONSUME(kw('ROLE'))
      this.SUBRULE2(this.roleName)
    })
    return { kind }
  })

  readonly describeStatement: Rule<Statement> = this.rule('describeStatement', () => {
    this.OR([{ ALT: () => this.CONSUME(kw('DESCRIBE')) }, { ALT: () => this.CONSUME(kw('DESC')) }])
    const target = this.SUBRULE(this.describeTarget)
    const internals = this.OPTION(() => {
      this.CONSUME(kw('WITH'))
      return this.CONSUME(kw('INTERNALS'))
    })
    return { kind: 'describe', target, withInternals: internals !== undefined }
  })

  private readonly describeTarget: Rule<DescribeTarget> = this.rule('describeTarget', () => {
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
      { ALT: () => this.SUBRULE(this.alterOrDropRole) },
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
