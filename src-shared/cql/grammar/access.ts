// Roles, users and permissions.
import type { AccessStatement, RoleOptions } from '../ast'
import * as v from '../vocabulary'
import { text, type Rule } from './base'
import { SchemaGrammar } from './schema'

const { kw, punct } = v

export abstract class AccessGrammar extends SchemaGrammar {
  private readonly roleName: Rule<string> = this.rule('roleName', () =>
    this.OR([
      { ALT: () => text(this.CONSUME(v.AnyName)) },
      { ALT: () => text(this.CONSUME(v.StringLiteral)) },
    ]),
  )

  private readonly userName: Rule<string> = this.rule('userName', () =>
    this.OR([
      { ALT: () => text(this.CONSUME(v.Ident)) },
      { ALT: () => text(this.CONSUME(v.StringLiteral)) },
      {
        ALT: () => {
          const name = text(this.CONSUME(v.QuotedName))
          this.ACTION(() =>
            this.note(
              'Quoted strings are are not supported for user names and USER is deprecated, please use ROLE',
            ),
          )
          return name
        },
      },
    ]),
  )

  readonly createRole: Rule<AccessStatement> = this.rule('createRole', () => {
    this.CONSUME(kw('CREATE'))
    return this.OR<AccessStatement>([
      {
        ALT: () => {
          this.CONSUME(kw('ROLE'))
          const ifNotExists = this.SUBRULE1(this.ifNotExists)
          const name = this.SUBRULE(this.roleName)
          return { kind: 'createRole', name, ifNotExists, options: this.SUBRULE(this.roleOptions) }
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw('USER'))
          const ifNotExists = this.SUBRULE2(this.ifNotExists)
          const name = this.SUBRULE(this.userName)
          return { kind: 'createRole', name, ifNotExists, options: this.SUBRULE(this.userOptions) }
        },
      },
    ])
  })

  /** PASSWORD x or HASHED PASSWORD x of a user, then whether it is a super user. */
  private readonly userOptions: Rule<RoleOptions> = this.rule('userOptions', () => {
    const given: string[] = []
    this.OPTION1(() => {
      this.CONSUME(kw('WITH'))
      this.ACTION(() => {
        if (!this.isKeyword(1, 'HASHED') && !this.isKeyword(1, 'PASSWORD')) this.giveUp(1)
      })
      const hashed = this.OPTION2(() => this.CONSUME(kw('HASHED')))
      this.CONSUME(kw('PASSWORD'))
      this.CONSUME(v.StringLiteral)
      given.push(hashed ? 'HASHED_PASSWORD' : 'PASSWORD')
    })
    const superuser = this.OPTION3(() =>
      this.OR([
        { ALT: () => (this.CONSUME(kw('SUPERUSER')), true) },
        { ALT: () => (this.CONSUME(kw('NOSUPERUSER')), false) },
      ]),
    )
    return { given, superuser }
  })

  private readonly roleOptions: Rule<RoleOptions> = this.rule('roleOptions', () => {
    let options: RoleOptions = { given: [] }
    this.OPTION(() => {
      this.CONSUME(kw('WITH'))
      this.AT_LEAST_ONE_SEP({
        SEP: kw('AND'),
        DEF: () => {
          const next = this.SUBRULE(this.roleOption)
          this.ACTION(() => {
            const again = next.given.find(name => options.given.includes(name))
            if (again) this.note(`Multiple definition for property '${again}'`)
            options = { ...options, ...next, given: [...options.given, ...next.given] }
          })
        },
      })
    })
    return options
  })

  private readonly roleOption: Rule<RoleOptions> = this.rule('roleOption', () => {
    this.ACTION(() => this.checkAccess())
    return this.OR<RoleOptions>({
      MAX_LOOKAHEAD: 1,
      DEF: [
        {
          ALT: () => {
            const hashed = this.OPTION(() => this.CONSUME(kw('HASHED')))
            this.CONSUME(kw('PASSWORD'))
            this.CONSUME1(punct('='))
            this.CONSUME(v.StringLiteral)
            return { given: [hashed ? 'HASHED_PASSWORD' : 'PASSWORD'] }
          },
        },
        {
          ALT: () => {
            this.CONSUME(kw('SUPERUSER'))
            this.CONSUME2(punct('='))
            const superuser = /true/i.test(text(this.CONSUME1(v.BooleanLiteral)))
            return { given: ['SUPERUSER'], superuser }
          },
        },
        {
          ALT: () => {
            this.CONSUME(kw('LOGIN'))
            this.CONSUME3(punct('='))
            this.CONSUME2(v.BooleanLiteral)
            return { given: ['LOGIN'] }
          },
        },
        {
          ALT: () => {
            this.CONSUME(kw('OPTIONS'))
            this.CONSUME4(punct('='))
            this.SUBRULE(this.mapLiteral)
            return { given: ['OPTIONS'] }
          },
        },
        { ALT: () => this.SUBRULE(this.accessOption) },
      ],
    })
  })

  private checkAccess() {
    if (!this.isKeyword(1, 'ACCESS')) return
    const isTo = this.isKeyword(2, 'TO')
    if (!isTo && !this.isKeyword(2, 'FROM')) this.giveUp(2)
    if (!this.isKeyword(3, 'ALL') && !this.isKeyword(3, isTo ? 'DATACENTERS' : 'CIDRS'))
      this.giveUp(3)
  }

  private readonly accessOption: Rule<RoleOptions> = this.rule('accessOption', () => {
    this.CONSUME(kw('ACCESS'))
    return this.OR<RoleOptions>([
      {
        ALT: () => {
          this.CONSUME(kw('TO'))
          return { given: [], datacenters: this.SUBRULE1(this.places) }
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw('FROM'))
          return { given: [], cidrs: this.SUBRULE2(this.places) }
        },
      },
    ])
  })

  /** ALL DATACENTERS, or DATACENTERS {'a', 'b'}; the same with CIDRS. */
  private readonly places: Rule<string[]> = this.rule('places', () => {
    const names: string[] = []
    const all = this.OPTION(() => this.CONSUME(kw('ALL')))
    this.OR([
      { ALT: () => this.CONSUME(kw('DATACENTERS')) },
      { ALT: () => this.CONSUME(kw('CIDRS')) },
    ])
    this.OPTION2({
      GATE: () => all === undefined,
      DEF: () => {
        this.CONSUME(punct('{'))
        this.AT_LEAST_ONE_SEP({
          SEP: punct(','),
          DEF: () => names.push(text(this.CONSUME(v.StringLiteral))),
        })
        this.CONSUME(punct('}'))
      },
    })
    return names
  })

  readonly alterRole: Rule<AccessStatement> = this.rule('alterRole', () => {
    this.CONSUME(kw('ALTER'))
    return this.OR<AccessStatement>([
      {
        ALT: () => {
          this.CONSUME(kw('ROLE'))
          const ifExists = this.SUBRULE1(this.ifExists)
          const name = this.SUBRULE(this.roleName)
          return { kind: 'alterRole', name, ifExists, options: this.SUBRULE(this.roleOptions) }
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw('USER'))
          const ifExists = this.SUBRULE2(this.ifExists)
          const name = this.SUBRULE(this.userName)
          return { kind: 'alterRole', name, ifExists, options: this.SUBRULE(this.userOptions) }
        },
      },
    ])
  })

  readonly dropRole: Rule<AccessStatement> = this.rule('dropRole', () => {
    this.CONSUME(kw('DROP'))
    return this.OR<AccessStatement>([
      {
        ALT: () => {
          this.CONSUME(kw('ROLE'))
          const ifExists = this.SUBRULE1(this.ifExists)
          return { kind: 'dropRole', name: this.SUBRULE(this.roleName), ifExists }
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw('USER'))
          const ifExists = this.SUBRULE2(this.ifExists)
          return { kind: 'dropRole', name: this.SUBRULE(this.userName), ifExists }
        },
      },
    ])
  })

  readonly grantOrRevoke: Rule<AccessStatement> = this.rule('grantOrRevoke', () => {
    const granting = this.OR([
      { ALT: () => (this.CONSUME(kw('GRANT')), true) },
      { ALT: () => (this.CONSUME(kw('REVOKE')), false) },
    ])
    this.ACTION(() => {
      const word = granting ? 'TO' : 'FROM'
      const isResource = this.isKeyword(2, 'ON') || this.isKeyword(2, 'PERMISSIONS')
      if (this.isKeyword(1, 'ALL') && !isResource && !this.isKeyword(2, word)) this.giveUp(2)
    })
    const role = this.OR2<string | undefined>({
      MAX_LOOKAHEAD: 1,
      DEF: [
        {
          GATE: () => this.isGrantOfPermission(),
          ALT: () => this.SUBRULE(this.permissionsOnResource),
        },
        { ALT: () => this.SUBRULE1(this.roleName) },
      ],
    })
    this.ACTION(() => {
      const word = granting ? 'TO' : 'FROM'
      if (!this.isKeyword(1, word)) this.mismatch(`K_${word}`)
    })
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
      { GATE: () => this.namesFunction(), ALT: () => this.SUBRULE(this.functionResource) },
      { GATE: () => this.is(2, v.StringLiteral), ALT: () => this.SUBRULE(this.beanResource) },
      {
        ALT: () => {
          this.OPTION2(() => this.CONSUME(kw('COLUMNFAMILY')))
          this.SUBRULE(this.tableName)
        },
      },
    ])
  })

  private namesFunction(): boolean {
    return this.isKeyword(1, 'FUNCTION') && (this.is(2, v.AnyName) || this.isKeyword(2, 'TOKEN'))
  }

  private readonly functionResource: Rule<void> = this.rule('functionResource', () => {
    this.CONSUME(kw('FUNCTION'))
    this.SUBRULE(this.functionName)
    this.SUBRULE(this.argumentTypes)
    // Cassandra looks for the function while it parses, and there is none.
    this.ACTION(() => this.noteFailure('NoSuchElementException No value present'))
  })

  private readonly beanResource: Rule<void> = this.rule('beanResource', () => {
    const isPattern = this.OR([
      { ALT: () => (this.CONSUME(kw('MBEAN')), false) },
      { ALT: () => (this.CONSUME(kw('MBEANS')), true) },
    ])
    const name = text(this.CONSUME(v.StringLiteral))
    this.ACTION(() => {
      if (name === '') this.note('Empty JMX object name supplied')
      else if (name === '*:*') this.note('Please use ALL MBEANS instead of wildcard pattern')
      else if (!/^[^:]*:(\*|[^=,]+=.+)$/.test(name))
        this.note(`${name} is not a valid JMX object name`)
      else if (isPattern && !/[*?]/.test(name))
        this.note(`Plural form used, but non-pattern JMX object name specified (${name})`)
    })
  })

  readonly listStatement: Rule<AccessStatement> = this.rule('listStatement', () => {
    this.CONSUME(kw('LIST'))
    const kind = this.OR<Extract<AccessStatement, { kind: `list${string}` }>['kind']>([
      { ALT: () => (this.CONSUME(kw('ROLES')), 'listRoles') },
      { ALT: () => (this.CONSUME(kw('USERS')), 'listUsers') },
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
}
