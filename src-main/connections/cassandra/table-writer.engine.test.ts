// Rows into a table of the embedded database, by the driver.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCqlServer, type CqlServer } from '@main/cassandra'
import { LabError } from '@shared/errors'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { plainCassandra } from '../profiles'
import { cassandraClient } from './client'
import type { TableDefinition } from './table-definition'
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

const connection = () => plainCassandra(`127.0.0.1:${server.port}`)
const people = (columns: Readonly<Record<string, string>>): TableDefinition => ({
  ...{ keyspace: 'k', table: 'people', partitionKey: ['id'], clustering: [] },
  columns: Object.entries(columns).map(([name, cqlType]) => ({ name, cqlType })),
  ...{ create: true, replication: 1 },
})

it('says before the first row which columns a table from before does not have, and how to add them', async () => {
  const fields = { id: 'int', name: 'text' }
  await (await CassandraTable.open(connection(), people(fields))).close()
  const more = people({ ...fields, age: 'int', bornAt: 'date' })
  const refusal = await CassandraTable.open(connection(), more).catch(LabError.from)
  const statement = 'ALTER TABLE k.people ADD (age int, "bornAt" date)'
  expect(refusal).toMatchObject({
    code: 'cql-no-columns',
    kind: 'config',
    params: { keyspace: 'k', table: 'people', columns: 'age, bornAt', statement },
  })
  const client = await cassandraClient(connection())
  await client.execute(statement)
  await client.shutdown()
  const table = await CassandraTable.open(connection(), more)
  await table.upsert([table.encode({ id: 1, name: 'Ada', age: 30, bornAt: 3 })])
  expect(await table.rows(9)).toEqual([{ id: 1, name: 'Ada', age: 30, bornAt: '1970-01-04' }])
  await table.close()
})

it('says before the first row which columns cannot hold what comes', async () => {
  const kinds = { id: 'int', price: 'decimal', paid: 'boolean', at: 'timestamp', ref: 'uuid' }
  const table = (columns: Readonly<Record<string, string>>) => ({
    ...people(columns),
    table: 'kinds',
  })
  await (await CassandraTable.open(connection(), table(kinds))).close()
  const others = { id: 'bigint', price: 'text', paid: 'text', at: 'date', ref: 'text' }
  await expect(CassandraTable.open(connection(), table(others))).rejects.toMatchObject({
    code: 'cql-other-types',
    params: { columns: 'price: text → decimal, paid: text → boolean, at: date → timestamp' },
  })
  // As an exact number, a text of a moment and a text of a UUID are.
  const fitting = { id: 'bigint', price: 'double', paid: 'boolean', at: 'text', ref: 'text' }
  await (await CassandraTable.open(connection(), table(fitting))).close()
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
