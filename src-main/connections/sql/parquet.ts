// A Parquet file as rows, streamed in DuckDB's chunks, for replays: an in-memory engine of its own
// that sees this one file. The generator may not import vendors, so it takes these rows as any
// others (openReplay's `rows`).
import { LabError } from '@shared/errors'
import { loadDuckDb } from './library'

export const PARQUET_OPTIONS = {
  threads: '1',
  memory_limit: '256MB',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
}

/**
 * Values as JavaScript has them: longs as bigints, moments as Dates (openReplay writes both as JSON
 * without loss).
 */
export async function* readParquet(file: string): AsyncGenerator<Record<string, unknown>> {
  const { DuckDBInstance } = await loadDuckDb()
  const instance = await DuckDBInstance.create(':memory:', PARQUET_OPTIONS)
  try {
    const connection = await instance.connect()
    const result = await connection.stream(
      `SELECT * FROM read_parquet('${file.replaceAll("'", "''")}')`,
    )
    for await (const rows of result.yieldRowObjectJs()) yield* rows
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new LabError('replay-no-file', { kind: 'usage', params: { file, message }, cause })
  } finally {
    instance.closeSync()
  }
}
