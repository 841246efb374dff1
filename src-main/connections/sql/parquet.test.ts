// Written and read back by the same engine: what matters is that rows stream in order with their
// digits.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadDuckDb } from './library'
import { readParquet } from './parquet'

it('streams the rows of a Parquet file and says when there is none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-parquet-'))
  const file = join(folder, "o'ne.parquet")
  try {
    const { DuckDBInstance } = await loadDuckDb()
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    const sql =
      "SELECT i AS id, (i * 0.25)::DECIMAL(10,2) AS price, 'p' || i AS name, TIMESTAMP '2025-05-12 10:00:00' + INTERVAL (i) SECOND AS at FROM range(5000) t(i)"
    await connection.run(`COPY (${sql}) TO '${file.replaceAll("'", "''")}' (FORMAT parquet)`)
    instance.closeSync()
    const rows: Record<string, unknown>[] = []
    for await (const row of readParquet(file)) rows.push(row)
    expect(rows).toHaveLength(5000)
    expect(rows[4999]).toEqual({
      id: 4999n,
      price: 1249.75,
      name: 'p4999',
      at: new Date('2025-05-12T11:23:19Z'),
    })
    await expect(readParquet(join(folder, 'none.parquet')).next()).rejects.toMatchObject({
      code: 'replay-no-file',
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
