// The doors to mysql2 and DuckDB. DuckDB's native part is loaded when it is first needed: it costs 60 MB of memory.
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import mysql from 'mysql2/promise'

export { mysql }
export type { DuckDBConnection, DuckDBInstance }

export async function loadDuckDb(): Promise<typeof import('@duckdb/node-api')> {
  return import('@duckdb/node-api')
}
