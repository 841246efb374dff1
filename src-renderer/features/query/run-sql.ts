// One statement of a SQL tab: its rows as the console shows them, and how much was read for them.
import { client, readWords } from '@renderer/client'
import { formatNumber, t } from '@renderer/ui'
import type { CqlResult, SqlResult } from '@shared/contract'
import { overOf } from './sql-source'

const ROWS_MAX = 5000

export interface SqlOutcome {
  readonly result: CqlResult
  /** What a person must know of the rows. */
  readonly notes: readonly string[]
}

export async function runSql(
  source: string,
  statement: string,
  signal: AbortSignal,
): Promise<SqlOutcome> {
  const answer = await client.queries.sql(
    { over: overOf(source), statement, rowsMax: ROWS_MAX },
    { signal },
  )
  const { rows, ms } = answer
  const columns = answer.columns.map(each => ({ ...each, type: each.type.toLowerCase() }))
  return { result: { kind: 'rows', columns, rows, warnings: [], ms }, notes: notesOf(answer) }
}

const notesOf = ({ read, isCut, rows }: SqlResult): string[] => [
  ...read.map(readWords),
  ...(isCut ? [t('query.sqlCut', { n: formatNumber(rows.length) })] : []),
]
