// The doors to mysql2 and DuckDB, each loaded when it is first needed: DuckDB's native part costs 60 MB of memory.
import { createRequire } from 'node:module'
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { lazyModule } from '@main/platform'

const require = createRequire(import.meta.url)

type MySql = typeof import('mysql2/promise')
export const mysql = lazyModule(() => require('mysql2/promise') as MySql)
export type { DuckDBConnection, DuckDBInstance }

export async function loadDuckDb(): Promise<typeof import('@duckdb/node-api')> {
  return import('@duckdb/node-api')
}
