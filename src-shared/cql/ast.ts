// The statements of CQL 3.4.7 (Cassandra 5.0) as typed trees. Names are already folded: unquoted
// ones in lower case, quoted ones as written. Terms (values) and selectors (what SELECT asks for)
// share one expression type; the grammar keeps them apart.

export interface QualifiedName {
  readonly keyspace?: string
  readonly name: string
}

export type TypeName =
  | { readonly kind: 'native'; readonly name: string }
  | { readonly kind: 'list' | 'set'; readonly of: TypeName }
  | { readonly kind: 'map'; readonly key: TypeName; readonly value: TypeName }
  | { readonly kind: 'tuple'; readonly of: readonly TypeName[] }
  | { readonly kind: 'vector'; readonly of: TypeName; readonly dimension: number }
  | { readonly kind: 'udt'; readonly keyspace?: string; readonly name: string }
  | { readonly kind: 'frozen'; readonly of: TypeName }
  | { readonly kind: 'custom'; readonly className: string }

export type ConstantType = 'STRING' | 'INTEGER' | 'FLOAT' | 'BOOLEAN' | 'DURATION' | 'UUID' | 'HEX'

export interface Marker {
  readonly kind: 'marker'
  readonly index: number
  readonly name?: string
}

export type Expr =
  | { readonly kind: 'constant'; readonly type: ConstantType; readonly text: string }
  | { readonly kind: 'null' }
  | Marker
  | { readonly kind: 'list'; readonly items: readonly Expr[] }
  | { readonly kind: 'set'; readonly items: readonly Expr[] }
  | { readonly kind: 'tuple'; readonly items: readonly Expr[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [Expr, Expr])[] }
  | { readonly kind: 'udt'; readonly fields: readonly (readonly [string, Expr])[] }
  | {
      readonly kind: 'call'
      readonly keyspace?: string
      readonly name: string
      readonly args: readonly Expr[]
    }
  | {
      readonly kind: 'operation'
      readonly op: '+' | '-' | '*' | '/' | '%'
      readonly left: Expr
      readonly right: Expr
    }
  | { readonly kind: 'negate'; readonly arg: Expr }
  | { readonly kind: 'typeHint'; readonly type: TypeName; readonly arg: Expr }
  | { readonly kind: 'cast'; readonly arg: Expr; readonly type: TypeName }
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'field'; readonly of: Expr; readonly name: string }
  | { readonly kind: 'element'; readonly of: Expr; readonly key: Expr }
  | { readonly kind: 'slice'; readonly of: Expr; readonly from?: Expr; readonly to?: Expr }
  | { readonly kind: 'meta'; readonly fn: 'writetime' | 'maxwritetime' | 'ttl'; readonly of: Expr }
  | { readonly kind: 'countRows' }

export type Operator =
  | '='
  | '<'
  | '<='
  | '>'
  | '>='
  | '!='
  | 'IN'
  | 'NOT IN'
  | 'CONTAINS'
  | 'CONTAINS KEY'
  | 'NOT CONTAINS'
  | 'NOT CONTAINS KEY'
  | 'LIKE'
  | 'IS NOT'
  | 'BETWEEN'

/** The right-hand side of IN: a list of terms, or one marker that is bound to a list. */
export type InValues = { readonly kind: 'terms'; readonly terms: readonly Expr[] } | Marker

export type Relation =
  | {
      readonly kind: 'column'
      readonly column: string
      readonly op: Operator
      readonly value: Expr
    }
  | {
      readonly kind: 'columnIn'
      readonly column: string
      readonly op: 'IN' | 'NOT IN' | 'BETWEEN'
      readonly values: InValues
    }
  | {
      readonly kind: 'mapElement'
      readonly column: string
      readonly key: Expr
      readonly op: Operator
      readonly value: Expr
    }
  | {
      readonly kind: 'token'
      readonly columns: readonly string[]
      readonly op: Operator
      readonly value: Expr
    }
  | {
      readonly kind: 'tuple'
      readonly columns: readonly string[]
      readonly op: Operator
      readonly value: Expr
    }
  | { readonly kind: 'tupleIn'; readonly columns: readonly string[]; readonly values: InValues }
  | { readonly kind: 'expr'; readonly index: string; readonly value: Expr }

export interface Selector {
  readonly expr: Expr
  readonly alias?: string
}

export interface Ordering {
  readonly column: string
  readonly descending: boolean
  readonly annOf?: Expr
}

export interface SelectStatement {
  readonly kind: 'select'
  readonly table: QualifiedName
  readonly json: boolean
  readonly distinct: boolean
  /** Empty: all columns. */
  readonly selectors: readonly Selector[]
  readonly where: readonly Relation[]
  readonly groupBy: readonly Expr[]
  readonly orderBy: readonly Ordering[]
  readonly perPartitionLimit?: Expr
  readonly limit?: Expr
  readonly allowFiltering: boolean
}

export interface UsingClause {
  readonly timestamp?: Expr
  readonly ttl?: Expr
}

export interface Condition {
  readonly column: string
  readonly element?: Expr
  readonly field?: string
  readonly op: Operator
  readonly value?: Expr
  readonly values?: InValues
}

export interface InsertStatement {
  readonly kind: 'insert'
  readonly table: QualifiedName
  readonly columns: readonly string[]
  readonly values: readonly Expr[]
  readonly json?: Expr
  readonly defaultUnset: boolean
  readonly ifNotExists: boolean
  readonly using: UsingClause
}

export type UpdateOperation =
  | { readonly kind: 'set'; readonly column: string; readonly value: Expr }
  | {
      readonly kind: 'add' | 'subtract' | 'prepend'
      readonly column: string
      readonly value: Expr
      readonly shorthand: boolean
    }
  | {
      readonly kind: 'setElement'
      readonly column: string
      readonly key: Expr
      readonly value: Expr
    }
  | {
      readonly kind: 'setField'
      readonly column: string
      readonly field: string
      readonly value: Expr
    }

export interface UpdateStatement {
  readonly kind: 'update'
  readonly table: QualifiedName
  readonly using: UsingClause
  readonly operations: readonly UpdateOperation[]
  readonly where: readonly Relation[]
  readonly ifExists: boolean
  readonly conditions: readonly Condition[]
}

export interface Deletion {
  readonly column: string
  readonly element?: Expr
  readonly field?: string
}

export interface DeleteStatement {
  readonly kind: 'delete'
  readonly table: QualifiedName
  readonly deletions: readonly Deletion[]
  readonly using: UsingClause
  readonly where: readonly Relation[]
  readonly ifExists: boolean
  readonly conditions: readonly Condition[]
}

export type ModificationStatement = InsertStatement | UpdateStatement | DeleteStatement

export interface BatchStatement {
  readonly kind: 'batch'
  readonly type: 'LOGGED' | 'UNLOGGED' | 'COUNTER'
  readonly using: UsingClause
  readonly statements: readonly ModificationStatement[]
}

export type PropertyValue = string | ReadonlyMap<string, string>
export interface Property {
  readonly name: string
  readonly value: PropertyValue
}

export interface ColumnMask {
  readonly name: string
  readonly args: readonly Expr[]
}

export interface ColumnDefinition {
  readonly name: string
  readonly type: TypeName
  readonly isStatic: boolean
  readonly mask?: ColumnMask
}

export interface CreateTableStatement {
  readonly kind: 'createTable'
  readonly table: QualifiedName
  readonly ifNotExists: boolean
  readonly columns: readonly ColumnDefinition[]
  /** Every PRIMARY KEY that was written: exactly one is right. */
  readonly primaryKeys: readonly {
    readonly partition: readonly string[]
    readonly clustering: readonly string[]
  }[]
  readonly properties: readonly Property[]
  readonly clusteringOrder: readonly { readonly column: string; readonly descending: boolean }[]
  readonly compactStorage: boolean
}

export type AlterTableChange =
  | { readonly kind: 'alterType'; readonly column: string }
  | {
      readonly kind: 'mask'
      readonly column: string
      readonly ifExists: boolean
      /** Undefined: the mask goes. */
      readonly mask?: ColumnMask
    }
  | {
      readonly kind: 'add'
      readonly columns: readonly ColumnDefinition[]
      readonly ifNotExists: boolean
    }
  | {
      readonly kind: 'drop'
      readonly columns: readonly string[]
      readonly ifExists: boolean
      readonly timestamp?: string
    }
  | {
      readonly kind: 'rename'
      readonly renames: readonly (readonly [string, string])[]
      readonly ifExists: boolean
    }
  | { readonly kind: 'dropCompactStorage' }
  | { readonly kind: 'with'; readonly properties: readonly Property[] }

export type AlterTypeChange =
  | { readonly kind: 'alter'; readonly field: string }
  | {
      readonly kind: 'add'
      readonly field: string
      readonly type: TypeName
      readonly ifNotExists: boolean
    }
  | {
      readonly kind: 'rename'
      readonly renames: readonly (readonly [string, string])[]
      readonly ifExists: boolean
    }

export interface IndexTarget {
  readonly column: string
  readonly kind: 'simple' | 'values' | 'keys' | 'entries' | 'full'
}

export type DescribeTarget =
  | { readonly kind: 'cluster' | 'keyspaces' | 'tables' | 'types' | 'functions' | 'aggregates' }
  | { readonly kind: 'schema'; readonly full: boolean }
  | { readonly kind: 'keyspace'; readonly name?: string; readonly only: boolean }
  | {
      readonly kind: 'table' | 'index' | 'view' | 'type' | 'function' | 'aggregate' | 'generic'
      readonly name: QualifiedName
    }

interface NewFunction {
  readonly name: QualifiedName
  readonly orReplace: boolean
  readonly ifNotExists: boolean
}

export interface AggregateState {
  readonly stateFunction: string
  readonly stateArguments: readonly TypeName[]
}

export interface RoleOptions {
  /** Those that were given, as Cassandra names them. */
  readonly given: readonly string[]
  readonly superuser?: boolean
  /** Empty: all. */
  readonly datacenters?: readonly string[]
  /** Empty: all. */
  readonly cidrs?: readonly string[]
}

export type SchemaStatement =
  | {
      readonly kind: 'createKeyspace'
      readonly name: string
      readonly ifNotExists: boolean
      readonly properties: readonly Property[]
    }
  | {
      readonly kind: 'alterKeyspace'
      readonly name: string
      readonly ifExists: boolean
      readonly properties: readonly Property[]
    }
  | { readonly kind: 'dropKeyspace'; readonly name: string; readonly ifExists: boolean }
  | CreateTableStatement
  | {
      readonly kind: 'alterTable'
      readonly table: QualifiedName
      readonly ifExists: boolean
      readonly change: AlterTableChange
    }
  | { readonly kind: 'dropTable'; readonly table: QualifiedName; readonly ifExists: boolean }
  | {
      readonly kind: 'createType'
      readonly name: QualifiedName
      readonly ifNotExists: boolean
      readonly fields: readonly { readonly name: string; readonly type: TypeName }[]
    }
  | {
      readonly kind: 'alterType'
      readonly name: QualifiedName
      readonly ifExists: boolean
      readonly change: AlterTypeChange
    }
  | { readonly kind: 'dropType'; readonly name: QualifiedName; readonly ifExists: boolean }
  | {
      readonly kind: 'createIndex'
      readonly name?: QualifiedName
      readonly table: QualifiedName
      readonly custom: boolean
      readonly ifNotExists: boolean
      readonly targets: readonly IndexTarget[]
      readonly className?: string
      readonly properties: readonly Property[]
    }
  | { readonly kind: 'dropIndex'; readonly name: QualifiedName; readonly ifExists: boolean }
  | { readonly kind: 'createView'; readonly name: QualifiedName }
  | {
      readonly kind: 'alterView' | 'dropView'
      readonly name: QualifiedName
      readonly ifExists: boolean
    }
  | ({ readonly kind: 'createFunction' } & NewFunction)
  | ({ readonly kind: 'createAggregate' } & NewFunction & AggregateState)
  | {
      readonly kind: 'dropFunction' | 'dropAggregate'
      readonly name: QualifiedName
      readonly ifExists: boolean
      /** Undefined when none were written. */
      readonly args?: readonly TypeName[]
    }
  | {
      readonly kind: 'createTrigger'
      readonly name: string
      readonly table: QualifiedName
      readonly className: string
    }
  | {
      readonly kind: 'dropTrigger'
      readonly name: string
      readonly table: QualifiedName
      readonly ifExists: boolean
    }

export type AccessStatement =
  | {
      readonly kind: 'createRole'
      readonly name: string
      readonly ifNotExists: boolean
      readonly options: RoleOptions
    }
  | {
      readonly kind: 'alterRole'
      readonly name: string
      readonly ifExists: boolean
      readonly options: RoleOptions
    }
  | { readonly kind: 'dropRole'; readonly name: string; readonly ifExists: boolean }
  | { readonly kind: 'grantRole' | 'revokeRole'; readonly role: string; readonly grantee: string }
  | { readonly kind: 'grantPermissions' | 'revokePermissions'; readonly role: string }
  | { readonly kind: 'listRoles' | 'listUsers' | 'listPermissions' }
  | { readonly kind: 'addIdentity' | 'dropIdentity' }

export type Statement =
  | SelectStatement
  | ModificationStatement
  | BatchStatement
  | SchemaStatement
  | AccessStatement
  | { readonly kind: 'use'; readonly keyspace: string }
  | { readonly kind: 'truncate'; readonly table: QualifiedName }
  | { readonly kind: 'describe'; readonly target: DescribeTarget; readonly withInternals: boolean }

export interface ParsedStatement {
  readonly statement: Statement
  /** Names of the bind markers in order; undefined for a plain ?. */
  readonly markers: readonly (string | undefined)[]
  /** Objects in the tree, for those who keep it within bounds. */
  readonly nodes: number
}
