// Compiles one parsed statement into a plan. A plan keeps the schema it was compiled against, so
// the server compiles it again when the schema changes.
import type { Statement } from '@shared/cql'
import { invalid } from '../errors'
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
import { findTable } from './context'
import { refusal } from './refusals'

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
