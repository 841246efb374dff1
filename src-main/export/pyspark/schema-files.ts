// The tables that a job fills, as statements: Spark makes none.
import type { TargetPlan } from '@main/pipeline'

export function schemaFiles(plan: TargetPlan): { path: string; text: string }[] {
  const ddl = plan.nodes.flatMap(({ part }) => part?.ddl ?? [])
  return [
    ...tableFile(
      'schema.cql',
      ddl.flatMap(({ cql = [] }) => cql),
    ),
    ...tableFile(
      'schema.sql',
      ddl.flatMap(({ sql = [] }) => sql.map(({ mysql }) => mysql)),
    ),
    ...fileOf(
      'schema-postgresql.sql',
      ddl.flatMap(({ sql = [] }) => sql.map(({ postgresql }) => postgresql)),
    ),
  ]
}

export const tableFile = (path: string, statements: readonly string[]) =>
  statements.length === 0
    ? []
    : [{ path, text: [...new Set(statements)].map(statement => `${statement};\n`).join('') }]
