// Compiles one parsed statement into a plan. A plan keeps the schema it was compiled against, so
// the server compiles it again when the schema changes.
import type { Statement } from '@shared/cql'
import { invalid, unauthorized } from '../errors'
import { compileBatch } from './modify/batch'
import type { Plan, Scope } from './context'
import { compileDelete } from './modify/delete'
import { describe } from './schema/describe'
import { compileInsert } from './modify/insert'
import { alterTable } from './schema/alter-table'
import { createIndex, dropIndex } from './schema/indexes'
import { alterKeyspace, createKeyspace, dropKeyspace } from './schema/keyspaces'
import { createTable, dropTable, truncateTable } from './schema/tables'
import { alterType, createType, dropType } from './schema/types'
import { compileSelect } from './select/select'
import { compileUpdateStatement } from './modify/update'
import { findTable, keyspaceOf } from './context'

const MUST_LOG_IN = 'You have to be logged in and not anonymous to perform this request'
const NO_FUNCTIONS =
  'User-defined functions are disabled in cassandra.yaml - set user_defined_functions_enabled=true to enable'
const NO_PASSWORDS = "org.apache.cassandra.auth.CassandraRoleManager doesn't support PASSWORD"
const NO_VIEWS = 'Materialized views are disabled. Enable in cassandra.yaml to use.'

export function compileStatement(scope: Scope, statement: Statement): Plan {
  switch (statement.kind) {
    case 'select':
      return compileSelect(scope, statement)
    case 'insert':
      return compileInsert(scope, statement).plan
    case 'update':
      return compileUpdateStatement(scope, statement).plan
    case 'delete':
      return compileDelete(scope, statement).plan
    case 'batch':
      return compileBatch(scope, statement)
    case 'use':
      return useKeyspace(scope, statement.keyspace)
    case 'truncate':
      findTable(scope, statement.table)
      return { run: () => truncateTable(scope, statement.table) }
    case 'describe':
      return describe(scope, statement)
    default:
      return schemaChange(scope, statement) ?? refusal(scope, statement)
  }
}

function useKeyspace({ db }: Scope, keyspace: string): Plan {
  return {
    run: () => {
      if (!db.catalog.schema.keyspaces.has(keyspace))
        throw invalid(`Keyspace '${keyspace}' does not exist`)
      return { kind: 'setKeyspace', keyspace }
    },
  }
}

/** Undefined when the statement changes nothing that a schema of ours holds. */
function schemaChange(scope: Scope, statement: Statement): Plan | undefined {
  const { db } = scope
  switch (statement.kind) {
    case 'createKeyspace':
      return { run: () => createKeyspace(db, statement) }
    case 'alterKeyspace':
      return { run: () => alterKeyspace(db, statement) }
    case 'dropKeyspace':
      return { run: () => dropKeyspace(db, statement) }
    case 'createTable':
      return { run: () => createTable(scope, statement) }
    case 'alterTable':
      return { run: () => alterTable(scope, statement) }
    case 'dropTable':
      return { run: () => dropTable(scope, statement.table, statement.ifExists) }
    case 'createType':
      return { run: () => createType(scope, statement) }
    case 'alterType':
      return { run: () => alterType(scope, statement) }
    case 'dropType':
      return { run: () => dropType(scope, statement) }
    case 'createIndex':
      return { run: () => createIndex(scope, statement) }
    case 'dropIndex':
      return { run: () => dropIndex(scope, statement) }
    default:
      return undefined
  }
}

/** What a node as it comes from the box refuses: views, functions, triggers, roles. */
function refusal(scope: Scope, statement: Statement): Plan {
  switch (statement.kind) {
    case 'createView':
      return refuse(() => invalid(NO_VIEWS))
    case 'alterView':
    case 'dropView':
      return missingObject(
        statement.kind === 'dropView' && statement.ifExists,
        `Materialized view '${keyspaceOf(scope, statement.name)}.${statement.name.name}' doesn't exist`,
      )
    case 'createFunction':
    case 'createAggregate':
      return refuse(() => invalid(NO_FUNCTIONS))
    case 'dropFunction':
    case 'dropAggregate': {
      const kind = statement.kind === 'dropFunction' ? 'Function' : 'Aggregate'
      return missingObject(
        statement.ifExists,
        `${kind} '${keyspaceOf(scope, statement.name)}.${statement.name.name}' doesn't exist`,
      )
    }
    case 'createTrigger':
      return refuse(() => invalid(`Trigger class '${statement.className}' couldn't be loaded`))
    case 'dropTrigger':
      return missingObject(
        statement.ifExists,
        `Trigger '${statement.name}' on '${keyspaceOf(scope, statement.table)}.${statement.table.name}' doesn't exist`,
      )
    case 'createRole':
    case 'alterRole':
      if (statement.options.password !== undefined) return refuse(() => invalid(NO_PASSWORDS))
      return refuse(() => unauthorized(MUST_LOG_IN))
    default:
      // Roles and permissions: nobody is logged in on a node that allows all.
      return refuse(() => unauthorized(MUST_LOG_IN))
  }
}

const refuse = (error: () => Error): Plan => ({
  run: () => {
    throw error()
  },
})

function missingObject(ifExists: boolean, message: string): Plan {
  return ifExists ? { run: () => ({ kind: 'void' }) } : refuse(() => invalid(message))
}
