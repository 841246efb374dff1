// The Spark Cassandra connector, as it comes, against the embedded database: it reads by token
// ranges, pushes filters down, makes a table through its catalog, joins by key, lets rows expire and
// empties a table. A driver of the test's own looks at the tables.
import { Client } from 'cassandra-driver'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mavenJars } from '../../support/maven'
import { hasJava, startSpark, type Spark } from '../../support/spark'
import { repoPath } from '../../support/stamped'
import { wireCql, type WireCql } from '../../wire/cql/support'

const ROWS = 5_000
const SHELVES = 40
const SOURCES = 'e2e/real/spark-cassandra'

let wire: WireCql
let client: Client
let spark: Spark

const COLUMNS = `shelf int, id bigint, name text, price decimal, weight double, at timestamp, day date,
  tags list<text>, counts map<text, int>, place frozen<place>, sold boolean, PRIMARY KEY (shelf, id)`

describe.runIf(hasJava)('the Spark Cassandra connector', () => {
  beforeAll(async () => {
    wire = await wireCql()
    const address = `127.0.0.1:${wire.port}`
    client = new Client({ contactPoints: [address], localDataCenter: 'datacenter1' })
    for (const statement of [
      "CREATE KEYSPACE spark WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
      'CREATE TYPE spark.place (street text, number int)',
      `CREATE TABLE spark.products (${COLUMNS})`,
      `CREATE TABLE spark.copies (${COLUMNS})`,
    ])
      await client.execute(statement)
    const jars = await mavenJars('spark-cassandra', repoPath(`${SOURCES}/pom.xml`))
    spark = await startSpark(`${SOURCES}/connector.py`, { jars, env: { CASSANDRA: address } })
  })
  afterAll(async () => {
    await spark?.end()
    await client?.shutdown()
    await wire?.end()
  })

  const count = async (text: string) => Number((await client.execute(text)).first().get(0))

  it('reads what it wrote, of every type', async () => {
    const answer = (await spark.ask('write_and_read')) as { made: unknown; read: unknown }
    expect(answer).toEqual({ made: [ROWS, expect.any(Number)], read: answer.made })
    expect(await count('SELECT count(*) FROM spark.products')).toBe(ROWS)
    const row = (
      await client.execute('SELECT * FROM spark.products WHERE shelf = 3 AND id = 43')
    ).first()
    expect(row).toMatchObject({ name: 'produto 43', tags: ['n1', 'x'], counts: { a: 3 } })
    expect(String(row.get('price'))).toBe('6.14')
    expect(row.get('place')).toMatchObject({ street: 'rua 7', number: 43 })
  })

  it('pushes filters on keys down', async () => {
    const rows = Array.from({ length: ROWS }, (_, id) => id).filter(
      id => id % SHELVES === 3 && id > 1000,
    )
    expect(await spark.ask('push_filters')).toEqual({
      rows: rows.length,
      least: rows[0],
      pushed: 'Cassandra Filters: [["shelf" = ?, 3],["id" > ?, 1000]]',
    })
  })

  it('makes a table through its catalog and fills it from another', async () => {
    expect(await spark.ask('make_by_catalog')).toEqual({
      tables: ['copies', 'products', 'shelves'],
    })
    const { rows } = await client.execute('SELECT * FROM spark.shelves')
    expect(rows).toHaveLength(SHELVES)
    for (const row of rows) expect(Number(row.get('products'))).toBe(ROWS / SHELVES)
  })

  it('joins by key', async () => {
    const each = ROWS / SHELVES
    expect(await spark.ask('join_directly')).toEqual({
      rows: [
        [1, each],
        [39, each],
      ],
      isDirect: true,
    })
  })

  it('lets rows expire, and overwrites a table', async () => {
    expect(await spark.ask('expire_and_overwrite')).toEqual({ ttl: true, kept: 4 })
    expect(await count('SELECT count(*) FROM spark.copies')).toBe(4)
  })
})
