// The tables that a job fills, as statements: Spark makes none.
import type { TargetPlan } from '@main/pipeline'
import type { ProjectFile } from '../project-file'

interface Statements {
  readonly cql?: readonly string[]
  readonly sql?: readonly { readonly mysql: string; readonly postgresql: string }[]
}

export const schemaFiles = (plan: TargetPlan): ProjectFile[] =>
  tableFiles(plan.nodes.flatMap(({ part }) => part?.ddl ?? []))

/** A file for each language of tables. */
export function tableFiles(ddl: readonly Statements[]): ProjectFile[] {
  const sql = ddl.flatMap(each => each.sql ?? [])
  return [
    ...fileOf(
      'schema.cql',
      ddl.flatMap(({ cql = [] }) => cql),
    ),
    ...fileOf(
      'schema.sql',
      sql.map(({ mysql }) => mysql),
    ),
    ...fileOf(
      'schema-postgresql.sql',
      sql.map(({ postgresql }) => postgresql),
    ),
  ]
}

const fileOf = (path: string, statements: readonly string[]) =>
  statements.length === 0
    ? []
    : [{ path, text: [...new Set(statements)].map(statement => `${statement};\n`).join('') }]
