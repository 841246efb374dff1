// Lookups in a table of the embedded Cassandra, by the driver and in a whole run.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCqlServer, type CqlServer } from '@main/cassandra'
import { CassandraTable, openLookup, plainCassandra, plainKafka } from '@main/connections'
import { startBroker } from '@main/kafka'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkLab, startRun } from '../../..'

let dir: string
let server: CqlServer
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lookup-'))
  server = await startCqlServer({ dataDir: join(dir, 'cql'), port: 0, durability: 'fast' })
  const table = await CassandraTable.open(plainCassandra(`127.0.0.1:${server.port}`), {
    ...{ keyspace: 'shop', table: 'customers', create: true, replication: 1 },
    columns: [
      { name: 'id', cqlType: 'bigint' },
      { name: 'name', cqlType: 'text' },
    ],
    partitionKey: ['id'],
    clustering: [],
  })
  const rows = Array.from({ length: 300 }, (_, id) => table.encode({ id, name: `name ${id}` }))
  await table.upsert(rows)
  await table.close()
})
afterAll(async () => {
  await server.stop()
  await rm(dir, { recursive: true, force: true })
})

const at = () => plainCassandra(`127.0.0.1:${server.port}`)
const customers = { keyspace: 'shop', table: 'customers', columns: ['id', 'name'], key: ['id'] }

it('finds the rows of many keys, and all of them', async () => {
  const table = await openLookup(at(), customers)
  const keys = Array.from({ length: 200 }, (_, id) => [String(id * 2)])
  const found = await table.find(keys, 1000)
  expect(found).toHaveLength(150)
  expect(found).toContainEqual({ id: 298, name: 'name 298' })
  expect(await table.find(keys, 7)).toHaveLength(7)
  expect(await table.all(1000)).toHaveLength(300)
  expect(await table.all(10)).toHaveLength(10)
  await table.close()
})

it('says which table or column is not there', async () => {
  await expect(openLookup(at(), { ...customers, table: 'none' })).rejects.toMatchObject({
    code: 'cql-no-table',
  })
  await expect(openLookup(at(), { ...customers, key: ['ident'] })).rejects.toMatchObject({
    code: 'cql-no-column',
  })
})

async function runToItsEnd(text: string, events: number) {
  const { lab, problems } = checkLab(text)
  if (!lab || problems.length > 0) throw new Error(JSON.stringify(problems))
  const broker = await startBroker({ dataDir: join(dir, lab.id), port: 0, durability: 'fast' })
  try {
    return await startRun({
      lab,
      dataDir: dir,
      connections: { broker: plainKafka(`127.0.0.1:${broker.port}`), db: at() },
      overrides: { events, rate: 'max' },
      durability: 'fast',
      endWhenDrained: true,
    }).done
  } finally {
    await broker.stop()
  }
}

it('in a run each row has its partner, and the ledger adds the counts up', async () => {
  const { error, ledger, tables } = await runToItsEnd(
    `
sluice: 1
id: looked-up
title: Looked up
seed: 3
connections: { broker: { type: kafka }, db: { type: cassandra } }
records:
  order: { fields: { id: uuid, customer: { int: [0, 599] } } }
nodes:
  made: { type: fake-data, with: { record: order, rate: 100/s } }
  orders: { type: topic, from: made, with: { connection: broker, topic: orders } }
  order: { type: parse, from: orders, with: { fields: { id: string, customer: int } } }
  named:
    type: lookup
    from: order
    with:
      { connection: db, keyspace: shop, table: customers, on: { id: customer }, fields: { name: string } }
  total:
    type: aggregate
    from: named
    with: { by: { known: name is not null }, compute: { n: count(*) }, mode: complete }
  shown: { type: console, from: total }
`,
    2000,
  )
  expect(error).toBeUndefined()
  const [join] = ledger.joins ?? []
  expect(join).toMatchObject({ node: 'named', input: 0, read: 2000, waiting: 0, givenUp: 0 })
  expect(join!.matched + join!.unmatched).toBe(2000)
  expect(tables.shown).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ known: true, n: join!.matched }),
      expect.objectContaining({ known: false, n: join!.unmatched }),
    ]),
  )
})

it('waits for a table that a sink of the same lab makes', async () => {
  const { error, ledger } = await runToItsEnd(
    `
sluice: 1
id: made-here
title: Made here
seed: 3
connections: { broker: { type: kafka }, db: { type: cassandra } }
records:
  customer: { fields: { id: sequence, city: { choice: [Lima, Recife] } } }
nodes:
  made: { type: fake-data, with: { record: customer, rate: 100/s } }
  customers: { type: topic, from: made, with: { connection: broker, topic: customers } }
  customer: { type: parse, from: customers, with: { fields: { id: int, city: string } } }
  table: { type: cassandra, from: customer, with: { connection: db, keyspace: here, table: made, key: [id] } }
  with-city:
    type: lookup
    from: customer
    with: { connection: db, keyspace: here, table: made, on: { id: id }, fields: { city: string } }
  shown: { type: console, from: with-city }
`,
    200,
  )
  expect(error).toBeUndefined()
  expect(ledger.joins?.[0]).toMatchObject({ read: 200, waiting: 0, givenUp: 0 })
})
