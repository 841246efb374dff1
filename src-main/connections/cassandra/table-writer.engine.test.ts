// Rows into a table of the embedded database, by the driver.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCqlServer, type CqlServer } from '@main/cassandra'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { plainCassandra } from '../profiles'
import { CassandraTable } from './table-writer'

let dir: string
let server: CqlServer
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'table-writer-'))
  server = await startCqlServer({ dataDir: dir, port: 0, durability: 'fast' })
})
afterAll(async () => {
  await server.stop()
  await rm(dir, { recursive: true, force: true })
})

it('stores the rows around one that is larger than the database takes', async () => {
  const columns = [
    { name: 'id', cqlType: 'int' },
    { name: 'note', cqlType: 'text' },
  ]
  const table = await CassandraTable.open(plainCassandra(`127.0.0.1:${server.port}`), {
    keyspace: 'k',
    table: 't',
    columns,
    partitionKey: ['id'],
    clustering: [],
    create: true,
    replication: 1,
  })
  const note = (id: number) => 'x'.repeat(id === 7 ? 18_000_000 : id === 8 ? 2_000_000 : 10)
  const rows = Array.from({ length: 30 }, (_, id) => table.encode({ id, note: note(id) }))
  const refused = await table.upsert(rows)
  expect(refused.map(({ index, error }) => [index, error.code])).toEqual([[7, 'row-refused']])
  expect(await table.count()).toBe(29)
  await table.close()
})
