// The doors to mysql2, pg and DuckDB, each loaded when it is first needed: DuckDB's native part
// costs 60 MB of memory.
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { lazyModule } from '@main/platform'

export const mysql = lazyModule<typeof import('mysql2/promise')>('mysql2/promise')
export const postgres = lazyModule<typeof import('pg')>('pg')
export type { DuckDBConnection, DuckDBInstance }

export async function loadDuckDb(): Promise<typeof import('@duckdb/node-api')> {
  return import('@duckdb/node-api')
}
