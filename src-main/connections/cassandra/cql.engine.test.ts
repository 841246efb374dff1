// Bind variables of the console against the embedded database: each type from the text that a person
// types, and back as the console prints it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCqlServer, type CqlServer } from '@main/cassandra'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { plainCassandra } from '../profiles'
import { CqlConsole } from './cql'

let dir: string
let server: CqlServer
let console: CqlConsole
const run = (statement: string, bind?: readonly (string | null)[]) =>
  console.execute({
    statement,
    keyspace: 'k',
    pageSize: 100,
    consistency: 'ONE',
    serialConsistency: 'SERIAL',
    tracing: false,
    ...(bind ? { bind } : {}),
  })

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cql-bind-'))
  server = await startCqlServer({ dataDir: dir, port: 0, durability: 'fast' })
  console = new CqlConsole(plainCassandra(`127.0.0.1:${server.port}`))
  await console.execute({
    statement:
      "CREATE KEYSPACE k WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
    ...{ pageSize: 1, consistency: 'ONE', serialConsistency: 'SERIAL', tracing: false },
  })
  await run('CREATE TYPE place (street text, no int)')
})
afterAll(async () => {
  await console.close()
  await server.stop()
  await rm(dir, { recursive: true, force: true })
})

const TYPES: readonly (readonly [string, string, string?])[] = [
  ['text', "it's 5 o'clock: null"],
  ['int', '-7'],
  ['smallint', '32767'],
  ['tinyint', '-128'],
  ['bigint', '9223372036854775807'],
  ['varint', '123456789012345678901234567890'],
  ['decimal', '0.100'],
  ['double', '1.5'],
  ['float', '0.1'],
  ['boolean', 'TRUE', 'True'],
  ['timestamp', '2025-03-14 10:00:00.5', '2025-03-14 10:00:00.500000+0000'],
  ['timestamp', '2025-03-14 10:00:00.500000+0300', '2025-03-14 07:00:00.500000+0000'],
  ['date', '2025-03-14'],
  ['time', '10:00:00.000000000'],
  ['uuid', '5d0c4e10-00ac-41f0-a3b1-9c1a7e3f2b10'],
  ['timeuuid', '5d0c4e10-00ac-11f0-a3b1-9c1a7e3f2b10'],
  ['inet', '127.0.0.1'],
  ['duration', '1h30m'],
  ['blob', '0x00ff'],
  ['list<int>', '[1, 2]'],
  ['set<text>', "{'a', 'it''s'}"],
  ['map<text, int>', "{'a': 1, 'b': 2}"],
  ['map<int, boolean>', '{1: true}', '{1: True}'],
  ['tuple<int, text>', "(1, 'a')"],
  ['list<frozen<tuple<int, text>>>', "[(1, 'a')]"],
  ['frozen<place>', "{street: 'Rua', no: 5}"],
  ['frozen<place>', "{no: 5, street: 'Rua'}", "{street: 'Rua', no: 5}"],
  ['frozen<place>', '{no: 5}', '{street: null, no: 5}'],
  ['list<int>', '[-1, 2]'],
  ['list<double>', '[NaN, -1.5]'],
  ['frozen<map<text, int>>', '{}'],
  ['set<timestamp>', "{'2025-03-14 10:00:00.500000+0000'}"],
  ['vector<float, 2>', '[1.5, 2]'],
]

it('takes values of each type, and prints them as they are stored', async () => {
  for (const [at, [type, typed, printed = typed]] of TYPES.entries()) {
    await run(`CREATE TABLE t${at} (id int PRIMARY KEY, v ${type})`)
    const insert = `INSERT INTO t${at} (id, v) VALUES (:id, ?)`
    const markers = await console.markers(insert, 'k')
    expect(markers).toEqual([
      { name: 'id', type: 'int' },
      { name: 'v', type: type.replace(/frozen<(.*?)>/g, '$1') },
    ])
    await run(insert, ['1', typed])
    expect([type, (await run(`SELECT v FROM t${at} WHERE id = ?`, ['1'])).rows]).toEqual([
      type,
      [[printed]],
    ])
    await run(insert, ['1', null])
    expect((await run(`SELECT v FROM t${at}`)).rows).toEqual([[null]])
  }
})

it('names a value that does not fit, and a number of values that is wrong', async () => {
  await expect(run('SELECT * FROM t1 WHERE id = :id', ['two'])).rejects.toMatchObject({
    code: 'cql-bind',
    params: { name: 'id', type: 'int', value: 'two' },
  })
  await expect(run('SELECT * FROM t1 WHERE id = ?', ['99999999999'])).rejects.toMatchObject({
    code: 'cql-bind',
  })
  await run('CREATE TABLE placed (id int PRIMARY KEY, v frozen<place>)')
  await expect(
    run('INSERT INTO placed (id, v) VALUES (?, ?)', ['1', '{nosuch: 5}']),
  ).rejects.toMatchObject({ code: 'cql-bind' })
  await expect(run('INSERT INTO t1 (id) VALUES (?)', ['1) USING TTL 5 --'])).rejects.toMatchObject({
    code: 'cql-bind',
  })
  await expect(run('SELECT * FROM t1 WHERE id = ?', ['1', '2'])).rejects.toMatchObject({
    code: 'cql-bind-count',
    params: { expected: 1, found: 2 },
  })
})

it('asks for nothing where there is nothing, and runs nothing to find out', async () => {
  expect(await console.markers('SELECT * FROM t1', 'k')).toEqual([])
  expect(await console.markers('INSERT INTO t1 (id) VALUES (3) IF NOT EXISTS', 'k')).toEqual([])
  await console.markers('INSERT INTO t1 (id, v) VALUES (77, ?)', 'k')
  expect((await run('SELECT * FROM t1 WHERE id = 77')).rows).toEqual([])
  await expect(console.markers('SELECT * FROM nosuch WHERE id = ?', 'k')).rejects.toMatchObject({
    code: 'cql-remote',
  })
})
